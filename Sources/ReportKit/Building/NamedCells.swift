public import ReportDocument

/// A row of cells that are made already, by the names of their columns: for tables with rows of several kinds. A column that
/// it does not name stays empty.
public struct NamedCells: Sendable {
  /// The cells by the names of their columns.
  public var cells: [String: RichText]
  /// How far the row is indented.
  public let indent: Int

  /// A row.
  public init(_ cells: [String: RichText] = [:], indent: Int = 0) {
    self.cells = cells
    self.indent = indent
  }
}

extension TableField<NamedCells> {
  /// The column of the cells of its name. `width`, 1 to 100, is relative to the neighbours'.
  public static func cells(_ name: String, _ kind: TableColumn.Kind = .text, width: Int? = nil) -> TableField {
    TableField(kind, .label(name), width, cell: { $0.cells[name] ?? "" })
  }
}
