import JSONBytes

/// Labels and values in two columns, as donors' forms have them.
public struct Form: Hashable, Sendable {
  /// The rows, at least one.
  public var rows: [LabelledValue]

  /// A form.
  public init(_ rows: [LabelledValue]) { self.rows = rows }
}

extension Form: BlockContent {
  static let name = "form"
  var block: Block { .form(self) }

  static func read(_ reader: inout JSONReader) throws -> Form {
    var rows: [LabelledValue]?
    while let key = try reader.nextKey() {
      guard key == "rows" else { throw reader.unknownMember(key, of: name) }
      rows = try reader.readNonEmpty(limit: DocumentLimits.formRows) { try LabelledValue.read(&$0) }
    }
    return Form(try reader.required(rows, "rows", of: name))
  }

  func write(to writer: inout JSONWriter) { writer.array("rows", rows) { $1.write(to: &$0) } }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    for row in rows { try row.value.eachValue(visit) }
  }
}
