import ReportDocument

/// What a table's columns mean for its size on paper and screen.
struct TableShape {
  /// From this many columns on, a table is set smaller.
  static let denseColumns = 7
  /// From this many columns on, a printed table turns to landscape.
  static let landscapeColumns = 11

  let columns: [TableColumn]

  init(_ start: TableStart) { columns = start.columns }

  var isLandscape: Bool { columns.count >= Self.landscapeColumns }
  var isDense: Bool { columns.count >= Self.denseColumns }

  /// Each column's share in hundredths of a percent; empty if the medium may choose.
  ///
  /// Without a wish, columns of figures behind one of text get equal shares, so that a matrix looks like one.
  var shares: [Int] {
    let asked = columns.compactMap(\.weight)
    guard !asked.isEmpty else {
      guard columns.count >= 3, columns.dropFirst().allSatisfy({ $0.alignment == .end }) else { return [] }
      let sum = columns.count + 1
      return columns.indices.map { ($0 == 0 ? 2 : 1) * 10_000 / sum }
    }
    let usual = max(1, asked.reduce(0, +) / asked.count)
    let weights = columns.map { $0.weight ?? usual }
    let sum = max(1, weights.reduce(0, +))
    return weights.map { $0 * 10_000 / sum }
  }
}
