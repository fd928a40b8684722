import JSONBytes

/// One cell of a table: text, figures, or both, over one column or more, in one row or more.
public struct TableCell: Hashable, Sendable {
  /// What it says.
  public var text: RichText
  /// Over how many columns it reaches.
  public var columns: Int
  /// Over how many rows it reaches, its own included.
  public var rows: Int

  /// A cell.
  public init(_ text: RichText, columns: Int = 1, rows: Int = 1) {
    self.text = text
    self.columns = columns
    self.rows = rows
  }

  /// A cell of one value.
  public init(value: InlineValue, columns: Int = 1, rows: Int = 1) {
    self.init(RichText([value]), columns: columns, rows: rows)
  }

  /// The cell's value, if it has exactly one: what a workbook can compute with.
  public var value: InlineValue? { text.values.count == 1 ? text.values[0] : nil }

  /// Whether nothing stands in it.
  public var isEmpty: Bool {
    text.values.allSatisfy { value in
      guard case .text(let span) = value.content else { return false }
      return span.text.isEmpty
    }
  }
}

extension TableCell: ExpressibleByStringInterpolation {
  /// Plain text.
  public init(stringLiteral value: String) { self.init(value: .text(value)) }
}

extension TableCell {
  /// Reads a text, a value, an array of values, or `{"cell":…,"columns":2,"rows":3}` of one of these.
  static func read(_ reader: inout JSONReader) throws -> TableCell {
    guard try reader.peek() == .object else { return TableCell(try RichText.read(&reader)) }
    try reader.beginObject()
    guard let key = try reader.nextKey() else {
      throw reader.documentFault(.unknownKind, "A cell that is an object is a value, or begins with cell.")
    }
    guard key == "cell" else { return TableCell(value: try InlineValue.read(&reader, from: key)) }
    var cell = TableCell(try RichText.read(&reader, orValue: true))
    while let key = try reader.nextKey() {
      switch key {
      case "columns": cell.columns = try reader.readInteger(in: 1...Int64(DocumentLimits.columns))
      case "rows": cell.rows = try reader.readInteger(in: 1...Int64(DocumentLimits.rowSpan))
      default: throw reader.unknownMember(key, of: "cell")
      }
    }
    return cell
  }

  func write(to writer: inout JSONWriter) {
    guard columns > 1 || rows > 1 else { return writeText(to: &writer) }
    writer.beginObject()
    writer.key("cell")
    writeText(to: &writer)
    if columns > 1 { writer.member("columns", columns) }
    if rows > 1 { writer.member("rows", rows) }
    writer.endObject()
  }

  private func writeText(to writer: inout JSONWriter) {
    if let value { value.write(to: &writer) } else { writer.richText(text) }
  }
}
