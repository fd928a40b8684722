import Records
public import ReportDocument

/// Adds rows to an open table.
public struct TableBuilder {
  private(set) var report: ReportBuilder
  private let columnCount: Int
  private var grid: TableGrid
  var note: Bilingual?

  /// How many rows have been added.
  public private(set) var rowCount = 0

  init(report: ReportBuilder, columnCount: Int, note: Bilingual?) {
    self.report = report
    self.columnCount = columnCount
    grid = TableGrid(columns: columnCount)
    self.note = note
  }

  /// Adds a row: one value per column.
  public mutating func add(_ values: [InlineValue], role: TableRow.Role = .body, indent: Int = 0) throws {
    try add(cells: values.map { TableCell(value: $0) }, role: role, indent: indent)
  }

  /// Adds a row of cells, each of which may reach over several columns or rows.
  public mutating func add(cells: [TableCell], role: TableRow.Role = .body, indent: Int = 0) throws {
    try add(TableRow(cells: cells, role: role, indent: indent))
  }

  /// Adds a row.
  public mutating func add(_ row: TableRow) throws {
    do {
      _ = try grid.place(row)
    } catch {
      throw PluginFault(.badBlock, error.message)
    }
    rowCount += 1
    try report.add(.row(row))
  }

  /// Adds a row that names the group of rows under it.
  public mutating func addGroup(_ name: String) throws {
    try add(cells: [TableCell(RichText(name), columns: columnCount)], role: .group)
  }

  /// What a reader must know about the table; replaces the one it was begun with.
  public mutating func note(en: String, fr: String) { note = Bilingual(en: en, fr: fr) }
}

/// One column of a table.
public struct Column: Sendable, Hashable {
  private let title: Bilingual
  private let kind: TableColumn.Kind
  private let weight: Int?

  init(_ kind: TableColumn.Kind, _ title: Bilingual, _ weight: Int?) {
    self.kind = kind
    self.title = title
    self.weight = weight
  }

  private init(_ kind: TableColumn.Kind, _ en: String, _ fr: String, _ weight: Int?) {
    self.init(kind, Bilingual(en: en, fr: fr), weight)
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

  init(_ label: Bilingual, _ value: InlineValue) {
    self.label = label
    self.value = value
  }

  /// A row.
  public static func row(en: String, fr: String, _ value: InlineValue) -> FormRow {
    FormRow(Bilingual(en: en, fr: fr), value)
  }

  func labelledValue(in language: Language) -> LabelledValue {
    LabelledValue(TitleText(label.text(in: language)), value)
  }
}
