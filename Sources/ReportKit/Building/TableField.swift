public import ReportDocument

/// One column of a table whose rows all look alike: what it is called among the format's labels, what it holds, and how
/// its cell comes from a row.
public struct TableField<Row> {
  /// Among the format's labels, or the title itself.
  let title: Title
  let kind: TableColumn.Kind
  let weight: Int?
  let cell: (Row) throws -> RichText

  enum Title {
    case label(String)
    case text(Bilingual)
  }

  private init(
    _ kind: TableColumn.Kind, _ title: Title, _ weight: Int?, _ value: @escaping (Row) throws -> InlineValue
  ) {
    self.kind = kind
    self.title = title
    self.weight = weight
    cell = { RichText([try value($0)]) }
  }

  /// Prose, names and labels. `width`, 1 to 100, is relative to the neighbours'.
  public static func text(
    _ name: String, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.text, .label(name), width, value) }

  /// Prose, names and labels under a title that is no label, such as a region's name.
  public static func text(
    _ title: Bilingual, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.text, .text(title), width, value) }

  /// Plain numbers.
  public static func number(
    _ name: String, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.number, .label(name), width, value) }

  /// Sums of money.
  public static func money(
    _ name: String, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.money, .label(name), width, value) }

  /// Days.
  public static func date(
    _ name: String, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.date, .label(name), width, value) }

  /// Hundredths.
  public static func percent(
    _ name: String, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.percent, .label(name), width, value) }
}

extension TableRow {
  /// A sum at the end of a table, made by the table's own fields.
  public static func total<Row>(of row: Row, _ fields: [TableField<Row>]) throws -> TableRow {
    TableRow(cells: try fields.map { TableCell(try $0.cell(row)) }, role: .total)
  }
}
