import ReportDocument

/// What a figure is drawn from: only what the table prints, and as it prints it.
///
/// A figure counts with the digits that are printed of it, not with those behind them, so that no length, angle or shade
/// tells more than the table does. Of a hidden value nothing is here but its sign.
struct FigureData {
  let language: DocumentLanguage
  /// The titles of the columns of figures.
  let columns: [FigureText]
  let rows: [FigureRow]
  /// The unit in which the figures are drawn.
  let unit: FigureUnit
  /// How many digits after the mark the most exact of them has.
  let decimals: Int

  /// The rows of the table that are drawn: neither names of groups nor sums. Nil if none has a figure to show.
  ///
  /// - Parameter sharesUnit: Whether all figures stand on one scale; those that are not in the unit of the first are then
  ///   written, not drawn.
  init?(_ table: FigureTable, in language: DocumentLanguage, sharesUnit: Bool = true) {
    self.language = language
    columns = FigureText.titles(of: table.start, in: language)
    let rows = FigureRow.rows(of: table, in: language)
    let figures = rows.flatMap(\.cells).compactMap(\.figure)
    guard let unit = figures.first?.unit else { return nil }
    self.unit = unit
    self.rows = sharesUnit ? rows.map { $0.written(unlessIn: unit) } : rows
    decimals = figures.filter { $0.unit == unit }.map(\.decimals).max() ?? 0
  }

  private init(_ data: FigureData, rows: [FigureRow]) {
    language = data.language
    columns = data.columns
    unit = data.unit
    decimals = data.decimals
    self.rows = rows
  }

  /// The first rows only.
  func first(_ count: Int) -> FigureData { FigureData(self, rows: Array(rows.prefix(count))) }

  /// Every figure that is drawn.
  var values: [Double] { rows.flatMap(\.cells).compactMap { $0.figure?.value } }

  /// A number of the figures' unit, for axes and classes.
  func text(of number: Double, decimals: Int) -> String {
    unit == .percent
      ? NumberText.percent(number, decimals: decimals, in: language)
      : NumberText.number(number, decimals: decimals, in: language)
  }
}

/// A text and the language that it is in, if that is not the report's.
struct FigureText: Hashable {
  let text: String
  let language: DocumentLanguage?

  init(_ text: String, language: DocumentLanguage?, in report: DocumentLanguage) {
    self.text = Typography.apply(SafeText.singleLine(text), in: language ?? report)
    self.language = language == report ? nil : language
  }

  /// The titles of a table's columns of figures, each with that of the group above it.
  static func titles(of start: TableStart, in language: DocumentLanguage) -> [FigureText] {
    let above = start.groups.flatMap { Array(repeating: $0.title, count: $0.columns) }
    return start.columns.enumerated().dropFirst().map { index, column in
      guard index < above.count, let group = above[index] else {
        return FigureText(column.title.text, language: column.title.language, in: language)
      }
      return FigureText("\(group.text) – \(column.title.text)", language: column.title.language, in: language)
    }
  }
}
