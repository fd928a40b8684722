public import ReportDocument

/// One column of a table whose rows all look alike: what it is called among the format's labels, what it holds, and how
/// its cell comes from a row.
public struct TableField<Row> {
  /// Among the format's labels, or the title itself.
  let title: Title
  let kind: TableColumn.Kind
  let weight: Int?
  let cell: (Row) throws -> RichText
  private(set) var group: String?
  private(set) var isOnSheetOnly = false
  private(set) var isLeftOutEmpty = false

  enum Title {
    case label(String)
    /// A label of the table's, or else one of the kit's that columns of many tables have.
    case shared(String, String)
    case text(Bilingual)

    func text(of key: String, in labels: Labels) -> Bilingual {
      switch self {
      case .label(let name): labels["\(key).\(name)"]
      case .shared(let kit, let name): labels.find("\(key).\(name)") ?? labels["\(kit).\(name)"]
      case .text(let title): title
      }
    }
  }

  init(
    _ kind: TableColumn.Kind, _ title: Title, _ weight: Int?, _ value: @escaping (Row) throws -> InlineValue
  ) {
    self.init(kind, title, weight, cell: { RichText([try value($0)]) })
  }

  init(_ kind: TableColumn.Kind, _ title: Title, _ weight: Int?, cell: @escaping (Row) throws -> RichText) {
    self.kind = kind
    self.title = title
    self.weight = weight
    self.cell = cell
  }

  /// The field under a title that it shares with its neighbours: the label `<key>.groups.<group>` of its table.
  public func under(_ group: String) -> TableField {
    var field = self
    field.group = group
    return field
  }

  /// The field for sheets alone: pages have no room for it.
  public var onSheet: TableField {
    var field = self
    field.isOnSheetOnly = true
    return field
  }

  /// The field as long as some row has something in it: a column of nothing but gaps and dashes is left out. What is
  /// withheld is no gap. Of a table that ends with rows of its own, all columns stay.
  public var unlessEmpty: TableField {
    var field = self
    field.isLeftOutEmpty = true
    return field
  }

  /// Whether the field has nothing for any of the rows.
  func isEmpty(in rows: [Row]) throws -> Bool {
    try rows.allSatisfy { row in try cell(row).values.allSatisfy(\.isGap) }
  }

  /// Prose, names and labels. `width`, 1 to 100, is relative to the neighbours'.
  public static func text(
    _ name: String, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.text, .label(name), width, value) }

  /// Prose, names and labels under a title that is no label, such as a region's name.
  public static func text(
    _ title: Bilingual, width: Int? = nil, _ value: @escaping (Row) throws -> InlineValue
  ) -> TableField { TableField(.text, .text(title), width, value) }

  /// Several values in one cell, such as a text and what is said of it.
  public static func rich(
    _ name: String, width: Int? = nil, _ value: @escaping (Row) throws -> RichText
  ) -> TableField { TableField(.text, .label(name), width, cell: value) }

  /// The number of each row, from 1. Tables that are written by the same field go on counting.
  public static func ordinal(_ name: String, width: Int? = nil) -> TableField {
    var number = 0
    return .number(name, width: width) { _ in
      number += 1
      return .integer(number)
    }
  }

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

extension InlineValue {
  /// Whether nothing stands here: nothing is known, or there is none.
  fileprivate var isGap: Bool { self == .missing || self == "" || self == "—" }
}

extension TableRow {
  /// A sum at the end of a table, made by the table's own fields.
  public static func total<Row>(of row: Row, _ fields: [TableField<Row>]) throws -> TableRow {
    TableRow(cells: try fields.map { TableCell(try $0.cell(row)) }, role: .total)
  }
}
