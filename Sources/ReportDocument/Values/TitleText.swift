import JSONBytes

/// A text on one line, such as a title or a label, and its language.
public struct TitleText: Hashable, Sendable {
  /// The text.
  public var text: String
  /// Its language, where that is not the report's.
  public var language: DocumentLanguage?

  /// A text, in the report's language unless said otherwise.
  public init(_ text: String, language: DocumentLanguage? = nil) {
    self.text = text
    self.language = language
  }
}

extension TitleText: ExpressibleByStringInterpolation {
  /// A text in the report's language.
  public init(stringLiteral value: String) { self.init(value) }
}

extension TitleText {
  /// Reads a text that a reader can see, or `{"text":…,"language":"en"}`: a title without letters would leave a hole in
  /// the contents.
  static func read(_ reader: inout JSONReader) throws -> TitleText {
    if try reader.peek() == .string { return TitleText(try reader.readVisibleText()) }
    var text: String?
    var language: DocumentLanguage?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "text": text = try reader.readVisibleText()
      case "language": language = try reader.readCode(DocumentLanguage.self)
      default: throw reader.unknownMember(key, of: "title")
      }
    }
    return TitleText(try reader.required(text, "text", of: "title"), language: language)
  }

  func write(to writer: inout JSONWriter) {
    guard let language else { return writer.string(text) }
    writer.beginObject()
    writer.member("text", text)
    writer.member("language", language.rawValue)
    writer.endObject()
  }
}
