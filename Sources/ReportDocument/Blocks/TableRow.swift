import JSONBytes

/// One row of the table that is open.
public struct TableRow: Hashable, Sendable {
  /// What part a row plays.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// An ordinary row.
    case body
    /// A row that names the group of rows under it.
    case group
    /// A sum.
    case total
  }

  /// The cells, which with those that reach down from rows above fill all columns.
  public var cells: [TableCell]
  /// What part the row plays.
  public var role: Role
  /// By how many levels the first cell is indented, 0 to 4.
  public var indent: Int

  /// A row of cells.
  public init(cells: [TableCell], role: Role = .body, indent: Int = 0) {
    self.cells = cells
    self.role = role
    self.indent = indent
  }

  /// A row of one value in each column.
  public init(_ values: [InlineValue], role: Role = .body, indent: Int = 0) {
    self.init(cells: values.map { TableCell(value: $0) }, role: role, indent: indent)
  }
}

extension TableRow: BlockContent {
  static let name = "row"
  var block: Block { .row(self) }

  static func read(_ reader: inout JSONReader) throws -> TableRow {
    var cells: [TableCell]?
    var row = TableRow(cells: [])
    while let key = try reader.nextKey() {
      switch key {
      case "cells": cells = try reader.readNonEmpty(limit: DocumentLimits.columns) { try TableCell.read(&$0) }
      case "role": row.role = try reader.readCode(Role.self)
      case "indent": row.indent = try reader.readInteger(in: 0...Int64(DocumentLimits.rowIndent))
      default: throw reader.unknownMember(key, of: name)
      }
    }
    row.cells = try reader.required(cells, "cells", of: name)
    return row
  }

  func write(to writer: inout JSONWriter) {
    writer.array("cells", cells) { $1.write(to: &$0) }
    if role != .body { writer.member("role", role.rawValue) }
    if indent != 0 { writer.member("indent", indent) }
  }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    for cell in cells { try cell.text.eachValue(visit) }
  }
}
