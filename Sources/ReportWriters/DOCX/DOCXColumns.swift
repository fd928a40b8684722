import ReportDocument

/// How wide a table's columns are, in twentieths of a point.
enum DOCXColumns {
  /// The least that a letter and its margins need.
  private static let least = 340

  static func widths(_ start: TableStart, over width: Int) -> [Int] {
    let shares = TableShape(start).shares
    let weights = shares.isEmpty ? start.columns.map { usualWeight($0.kind) } : shares
    return fitted(weights, to: width)
  }

  /// Widths in these proportions, none too narrow for a letter, that together are the whole.
  static func fitted(_ weights: [Int], to width: Int) -> [Int] {
    let least = min(least, width / max(1, weights.count))
    let free = width - least * weights.count
    let sum = max(1, weights.reduce(0, +))
    // A column keeps its share where that is enough; the least is taken from all others alike.
    let isEnough = weights.allSatisfy { $0 * width / sum >= least }
    var widths = weights.map { isEnough ? $0 * width / sum : least + $0 * free / sum }
    if let last = widths.indices.last { widths[last] += width - widths.reduce(0, +) }
    return widths
  }

  private static func usualWeight(_ kind: TableColumn.Kind) -> Int {
    switch kind {
    case .text: 24
    case .money, .date: 16
    case .number, .percent: 11
    }
  }
}
