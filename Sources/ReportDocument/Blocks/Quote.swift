import JSONBytes

/// Somebody's words.
public struct Quote: Hashable, Sendable {
  /// The words, without quotation marks.
  public var text: RichText
  /// Whose they are, as far as it may be said.
  public var attribution: TitleText?

  /// A quote.
  public init(_ text: RichText, attribution: TitleText? = nil) {
    self.text = text
    self.attribution = attribution
  }
}

extension Quote: BlockContent {
  static let name = "quote"
  var block: Block { .quote(self) }

  static func read(_ reader: inout JSONReader) throws -> Quote {
    var text: RichText?
    var attribution: TitleText?
    while let key = try reader.nextKey() {
      switch key {
      case "text": text = try RichText.read(&reader)
      case "attribution": attribution = try TitleText.read(&reader)
      default: throw reader.unknownMember(key, of: name)
      }
    }
    return Quote(try reader.required(text, "text", of: name), attribution: attribution)
  }

  func write(to writer: inout JSONWriter) {
    writer.member("text", text)
    writer.member("attribution", ifPresent: attribution)
  }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    try text.eachValue(visit)
  }
}
