import ReportDocument

/// A table on its way to the typesetter: how wide its columns must and would like to be.
struct TypesetTable {
  let number: Int?
  let start: TableStart
  /// How wide it is, in points.
  private let width: Double
  private var least: [Double]
  /// What keeps the dates and figures of each column on one line.
  private var whole: [Double]
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
    least = titles.map { $0.bold.word + Self.slack }
    whole = least
    wish = titles.map { min($0.bold.line, 14) }
    width = paper.textWidth * (table.number == nil ? Self.unnumberedShare : 1)
    let narrow = width / Double(table.start.columns.count) / 2.5
    repeatsTitles = (titles + groups).allSatisfy { $0.total * Self.usualSize / narrow + Double($0.breaks) <= 12 }
  }

  /// Notes a cell that stands in one column.
  mutating func note(_ measure: TypesetWidth.Measure, in column: Int, indent: Int = 0) {
    let indent = Double(indent) * Self.indent
    least[column] = max(least[column], measure.word + indent + Self.slack)
    whole[column] = max(whole[column], (measure.isShortFigure ? measure.line : measure.word) + indent + Self.slack)
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
    let narrow = width / Double(start.columns.count) * Double(columns) / 2.5
    return measure.total * Self.usualSize / max(narrow, 12) + Double(measure.breaks)
  }

  /// What a step to the right takes, as tables.typ sets it.
  private static let indent = 1.2
  /// Beyond so many ems a column wishes for no more.
  private static let widest = 42.0
  private static let usualSize = 8.5
  private static let leastSize = 5.5
  /// Widths are rounded, and letters are measured without what the font does between them.
  private static let slack = 0.1
  /// A table of the writer's own is narrow, so that its few columns stand together; tables.typ sets it in this share.
  private static let unnumberedShare = 0.62

  /// How a table is set.
  struct Setting {
    /// The size of its letters.
    let size: Double
    /// Each column's width in tenths of a point, insets included.
    let widths: [Int]
    /// Whether words may be torn, since not every column holds its longest.
    let tears: Bool
  }

  /// How it is set, once all of its rows are known.
  var setting: Setting {
    let room = width - inset * Double(least.count)
    let needed = least.reduce(0, +)
    let fitting = room / max(needed * (isDense ? 1.2 : 1), 1)
    let size = max(Self.leastSize, min(Self.usualSize, (fitting * 10).rounded(.down) / 10))
    let ems = room / size
    let held = keepingFigures(ems)
    let widths = weights.map { Self.shared(ems, by: $0, least: held) } ?? natural(ems, held)
    return Setting(size: size, widths: widths.map { Int((($0 * size + inset) * 10).rounded()) }, tears: needed > ems)
  }

  /// What each column gets at least: as many of them as there is room for keep their dates and figures on one line, first
  /// those that need the least more for it.
  private func keepingFigures(_ ems: Double) -> [Double] {
    var kept = least
    var rest = ems - least.reduce(0, +)
    for column in least.indices.sorted(by: { whole[$0] - least[$0] < whole[$1] - least[$1] }) {
      let more = whole[column] - least[column]
      guard more <= rest else { break }
      kept[column] = whole[column]
      rest -= more
    }
    return kept
  }

  /// The shares that the format asks for; equal ones for figures behind one column of text, so that a matrix looks like one.
  private var weights: [Double]? {
    let shares = TableShape(start).shares
    return shares.isEmpty ? nil : shares.map(Double.init)
  }

  private func natural(_ ems: Double, _ least: [Double]) -> [Double] {
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
