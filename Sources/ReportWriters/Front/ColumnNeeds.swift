import ReportDocument

/// What the columns of a table need, in ems: known of their titles and kinds when the table begins, and better with every
/// row that is noted before their widths must be said.
struct ColumnNeeds {
  /// What one column needs.
  struct Column: Hashable, Sendable {
    /// Whether it gives way where there is not enough room for all: words can be broken, figures cannot be read then.
    let givesWay: Bool
    /// The longest figure.
    var figure: Double
    /// The longest stretch within which no line should end; never less than the longest figure.
    var least: Double
    /// The longest line, as far as that is worth having on one.
    var wish: Double
  }

  private(set) var columns: [Column]
  let language: DocumentLanguage

  /// A longer word is none of a language, but an address or a code, which may break.
  static let longestWord = 11.0
  /// Longer lines are better broken.
  static let longestLine = 26.0
  /// By how much other programs' lines differ from what is measured.
  private static let tolerance = 1.03

  init(_ start: TableStart, in language: DocumentLanguage) {
    self.language = language
    columns = start.columns.map { column in
      let kind = Self.least(column.kind, in: language)
      let title = LetterWidths.measure(PrintedText.text(column.title.text, in: column.title.language ?? language))
      let word = min(title.word, Self.longestWord)
      return Column(
        givesWay: column.kind == .text, figure: kind * Self.tolerance, least: max(kind, word) * Self.tolerance,
        // Titles may well take two lines.
        wish: max(kind, word, title.line / 2) * Self.tolerance)
    }
  }

  /// Notes a text that stands in one column.
  mutating func note(_ text: String, in column: Int, isFigure: Bool = false, indent: Int = 0) {
    note(LetterWidths.measure(text), in: column, isFigure: isFigure, indent: indent)
  }

  private mutating func note(_ measure: LetterWidths.Measure, in column: Int, isFigure: Bool, indent: Int) {
    let indent = Double(indent) * Self.indent
    let word = (isFigure ? measure.line : min(measure.word, Self.longestWord)) * Self.tolerance + indent
    let line = min(measure.line * Self.tolerance + indent, Self.longestLine)
    if isFigure, word > columns[column].figure { columns[column].figure = word }
    if word > columns[column].least { columns[column].least = word }
    if line > columns[column].wish { columns[column].wish = line }
  }

  private static let indent = 1.4

  /// Notes a row as it is printed. Cells that reach over several columns fit into them mostly, and are left out.
  ///
  /// - Returns: about how many bytes its texts have.
  @discardableResult mutating func note(_ placed: PlacedRow) -> Int {
    var bytes = 0
    for (cell, column) in zip(placed.row.cells, placed.columns) {
      let indent = column == 0 ? placed.row.indent : 0
      for value in cell.text.values {
        switch value.content {
        case .text(let span):
          bytes += span.text.utf8.count
          guard cell.columns == 1 else { continue }
          note(PrintedText.text(span.text, in: span.language ?? language), in: column, indent: indent)
        case .label(let label, _):
          bytes += label.utf8.count
          guard cell.columns == 1 else { continue }
          note(PrintedText.text(label, in: language), in: column, indent: indent)
        case .footnote: continue
        case .undisclosed:
          guard cell.columns == 1 else { continue }
          note(ValueText.text(of: value, in: language, place: .table), in: column, indent: indent)
        case .integer, .number, .money, .date, .percent, .missing, .suppressed, .withheld:
          bytes += 12
          guard cell.columns == 1 else { continue }
          note(ValueText.text(of: value, in: language, place: .table), in: column, isFigure: true, indent: indent)
        }
      }
    }
    return bytes
  }

  // MARK: Kinds

  /// The least that a column of a kind has: a whole day, and usual figures.
  private static func least(_ kind: TableColumn.Kind, in language: DocumentLanguage) -> Double {
    switch kind {
    case .text: 0
    case .date: language == .french ? frenchDay : englishDay
    case .money, .percent, .number:
      LetterWidths.measure(ValueText.text(of: usual(kind), in: language, place: .table)).line
    }
  }

  private static func usual(_ kind: TableColumn.Kind) -> InlineValue {
    switch kind {
    case .money: .money("10000.00", "USD")
    case .percent: .percent(100)
    case .number, .text, .date: .integer(1_000)
    }
  }

  private static let frenchDay = longestDay(in: .french)
  private static let englishDay = longestDay(in: .english)

  private static func longestDay(in language: DocumentLanguage) -> Double {
    let days = (1...12).compactMap { DocumentDate(iso: "2024-\($0 < 10 ? "0" : "")\($0)-28") }
    return days.map { LetterWidths.measure(DateText.short($0, in: language)).line }.max() ?? 0
  }
}
