import JSONBytes

/// A paragraph.
public struct Paragraph: Hashable, Sendable {
  /// What it says.
  public var text: RichText

  /// A paragraph.
  public init(_ text: RichText) { self.text = text }
}

extension Paragraph: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  /// Plain text.
  public init(stringLiteral value: String) { self.init(RichText(value)) }
  /// Text and figures.
  public init(arrayLiteral elements: InlineValue...) { self.init(RichText(elements)) }
}

extension Paragraph: BlockContent {
  static let name = "paragraph"
  var block: Block { .paragraph(self) }

  static func read(_ reader: inout JSONReader) throws -> Paragraph {
    var text: RichText?
    while let key = try reader.nextKey() {
      guard key == "text" else { throw reader.unknownMember(key, of: name) }
      text = try RichText.read(&reader)
    }
    return Paragraph(try reader.required(text, "text", of: name))
  }

  func write(to writer: inout JSONWriter) { writer.member("text", text) }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    try text.eachValue(visit)
  }
}
