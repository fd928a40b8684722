import Records
public import ReportDocument

/// Adds rows to an open table.
public struct TableBuilder {
  private var report: ReportBuilder
  private let columnCount: Int
  var note: Bilingual?

  /// How many rows have been added.
  public private(set) var rowCount = 0

  init(report: ReportBuilder, columnCount: Int, note: Bilingual?) {
    self.report = report
    self.columnCount = columnCount
    self.note = note
  }

  /// Adds a row: one cell per column.
  public mutating func add(_ cells: [InlineValue], role: TableRow.Role = .body, indent: Int = 0) throws {
    guard cells.count == columnCount else {
      throw PluginFault(.badBlock, "A row has \(cells.count) cells, its table \(columnCount) columns.")
    }
    rowCount += 1
    try report.add(.row(TableRow(cells, role: role, indent: indent)))
  }

  /// What a reader must know about the table; replaces the one it was begun with.
  public mutating func note(en: String, fr: String) { note = Bilingual(en: en, fr: fr) }
}

/// One column of a table.
public struct Column: Sendable, Hashable {
  private let title: Bilingual
  private let kind: TableColumn.Kind
  private let weight: Int?

  private init(_ kind: TableColumn.Kind, _ en: String, _ fr: String, _ weight: Int?) {
    self.kind = kind
    title = Bilingual(en: en, fr: fr)
    self.weight = weight
  }

  /// Prose, names and labels. `weight`, 1 to 100, is the width relative to the neighbours'.
  public static func text(en: String, fr: String, weight: Int? = nil) -> Column {
    Column(.text, en, fr, weight)
  }

  /// Plain numbers.
  public static func number(en: String, fr: String, weight: Int? = nil) -> Column {
    Column(.number, en, fr, weight)
  }

  /// Sums of money.
  public static func money(en: String, fr: String, weight: Int? = nil) -> Column {
    Column(.money, en, fr, weight)
  }

  /// Days.
  public static func date(en: String, fr: String, weight: Int? = nil) -> Column {
    Column(.date, en, fr, weight)
  }

  /// Hundredths.
  public static func percent(en: String, fr: String, weight: Int? = nil) -> Column {
    Column(.percent, en, fr, weight)
  }

  func tableColumn(in language: Language) -> TableColumn {
    TableColumn(TitleText(title.text(in: language)), kind, weight: weight)
  }
}

/// A label and its value, in a form or on the cover.
public struct FormRow: Sendable, Hashable {
  private let label: Bilingual
  private let value: InlineValue

  /// A row.
  public static func row(en: String, fr: String, _ value: InlineValue) -> FormRow {
    FormRow(label: Bilingual(en: en, fr: fr), value: value)
  }

  func labelledValue(in language: Language) -> LabelledValue {
    LabelledValue(TitleText(label.text(in: language)), value)
  }
}
