import JSONBytes

/// What follows starts on a new page.
public struct PageBreak: Hashable, Sendable {
  /// A new page.
  public init() {}
}

extension PageBreak: BlockContent {
  static let name = "pageBreak"
  var block: Block { .pageBreak(self) }

  static func read(_ reader: inout JSONReader) throws -> PageBreak {
    if let key = try reader.nextKey() { throw reader.unknownMember(key, of: name) }
    return PageBreak()
  }

  func write(to writer: inout JSONWriter) {}
}
