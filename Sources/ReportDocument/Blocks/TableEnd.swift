import JSONBytes

/// The end of the table that is open.
public struct TableEnd: Hashable, Sendable {
  /// What a reader must know about the table, its source for example.
  public var note: RichText?

  /// The end of a table.
  public init(note: RichText? = nil) { self.note = note }
}

extension TableEnd: BlockContent {
  static let name = "tableEnd"
  var block: Block { .tableEnd(self) }

  static func read(_ reader: inout JSONReader) throws -> TableEnd {
    var end = TableEnd()
    while let key = try reader.nextKey() {
      guard key == "note" else { throw reader.unknownMember(key, of: name) }
      end.note = try RichText.read(&reader)
    }
    return end
  }

  func write(to writer: inout JSONWriter) {
    if let note { writer.member("note", note) }
  }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    try note?.eachValue(visit)
  }
}
