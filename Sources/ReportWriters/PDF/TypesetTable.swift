import ReportDocument

/// A table on its way to the typesetter: how wide its columns must and would like to be.
struct TypesetTable {
  let number: Int?
  let start: TableStart
  let paper: TypesetPaper
  private var least: [Double]
  private var wish: [Double]
  private var lines = 0.0
  /// Whether the titles can be repeated on every page: they leave most of it to rows.
  let repeatsTitles: Bool
  private var isDense: Bool { start.columns.count >= TableShape.denseColumns }

  /// Room on both sides of a cell's text, in points.
  var inset: Double { isDense ? 6 : 10 }

  /// A table, whose titles need as much as they are given in ems.
  init(_ table: NumberedTable, on paper: TypesetPaper, titles: [TypesetWidth.Measure], groups: [TypesetWidth.Measure]) {
    number = table.number
    start = table.start
    self.paper = paper
    least = titles.map { $0.word * 1.08 }
    wish = titles.map { min($0.line * 1.08, 14) }
    let narrow = paper.textWidth / Double(table.start.columns.count) / 2.5
    repeatsTitles = (titles + groups).allSatisfy { $0.total * Self.usualSize / narrow + Double($0.breaks) <= 12 }
  }

  /// Notes a cell that stands in one column.
  mutating func note(_ measure: TypesetWidth.Measure, in column: Int, indent: Int = 0) {
    let indent = Double(indent) * 1.2
    least[column] = max(least[column], measure.word + indent)
    wish[column] = max(wish[column], min(measure.line + indent, Self.widest))
  }

  /// Notes a row by the lines of its highest cell.
  mutating func noteRow(lines: Double) { self.lines += lines }

  /// Whether the table is small enough to stay on one page without leaving a hole in the one before.
  var isWhole: Bool { lines <= 16 }

  /// A cell of more lines may be higher than what a page can hold, and so may be torn.
  static let longLines = 30.0

  /// How many lines a cell takes at most, wherever its column ends up.
  func lines(_ measure: TypesetWidth.Measure, over columns: Int) -> Double {
    let narrow = paper.textWidth / Double(start.columns.count) * Double(columns) / 2.5
    return measure.total * Self.usualSize / max(narrow, 12) + Double(measure.breaks)
  }

  /// Beyond so many ems a column wishes for no more.
  private static let widest = 42.0
  private static let usualSize = 8.5
  private static let leastSize = 5.5

  /// The size of its letters, and each column's width in tenths of a point, insets included.
  var setting: (size: Double, widths: [Int]) {
    let room = paper.textWidth - inset * Double(least.count)
    let needed = least.reduce(0, +)
    let fitting = room / max(needed * (isDense ? 1.2 : 1), 1)
    let size = max(Self.leastSize, min(Self.usualSize, (fitting * 10).rounded(.down) / 10))
    let ems = room / size
    let widths = weights.map { Self.shared(ems, by: $0, least: least) } ?? natural(ems)
    return (size, widths.map { Int((($0 * size + inset) * 10).rounded()) })
  }

  /// The shares that the format asks for; equal ones for figures behind one column of text, so that a matrix looks like one.
  private var weights: [Double]? {
    let shares = TableShape(start).shares
    return shares.isEmpty ? nil : shares.map(Double.init)
  }

  private func natural(_ ems: Double) -> [Double] {
    let wishes = zip(wish, least).map { max($0, $1) }
    let sum = wishes.reduce(0, +)
    let needed = least.reduce(0, +)
    guard sum > ems, sum > needed else { return wishes.map { $0 * ems / max(sum, 1) } }
    let rest = max(0, ems - needed) / (sum - needed)
    return zip(wishes, least).map { $1 + ($0 - $1) * rest }
  }

  /// Widths by weight, where no column gets less than its least as long as there is room.
  private static func shared(_ ems: Double, by weights: [Double], least: [Double]) -> [Double] {
    var isHeld = [Bool](repeating: false, count: weights.count)
    while true {
      let held = zip(isHeld, least).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
      let sum = zip(isHeld, weights).reduce(0) { $0 + ($1.0 ? 0 : $1.1) }
      guard sum > 0 else { return least.map { $0 * ems / max(held, 1) } }
      let rest = max(0, ems - held)
      let widths = weights.indices.map { isHeld[$0] ? least[$0] : weights[$0] * rest / sum }
      let short = weights.indices.filter { !isHeld[$0] && widths[$0] < least[$0] }
      if short.isEmpty { return widths }
      for index in short { isHeld[index] = true }
    }
  }
}
