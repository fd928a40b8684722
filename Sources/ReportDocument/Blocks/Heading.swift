import JSONBytes

/// A heading; level 1 stands directly under the report's title. Its number is the contents' to give.
public struct Heading: Hashable, Sendable {
  /// The level, 1 to 4; no level is skipped.
  public var level: Int
  /// The text.
  public var text: TitleText
  /// The heading's name within the report, for contents and links.
  public var identifier: String

  /// A heading.
  public init(level: Int, text: TitleText, identifier: String) {
    self.level = level
    self.text = text
    self.identifier = identifier
  }
}

extension Heading: BlockContent {
  static let name = "heading"
  var block: Block { .heading(self) }

  static func read(_ reader: inout JSONReader) throws -> Heading {
    var level: Int?
    var text: TitleText?
    var identifier: String?
    while let key = try reader.nextKey() {
      switch key {
      case "level": level = try reader.readInteger(in: 1...Int64(DocumentLimits.headingLevels))
      case "text": text = try TitleText.read(&reader)
      case "id": identifier = try reader.readIdentifier()
      default: throw reader.unknownMember(key, of: name)
      }
    }
    return Heading(
      level: try reader.required(level, "level", of: name), text: try reader.required(text, "text", of: name),
      identifier: try reader.required(identifier, "id", of: name))
  }

  func write(to writer: inout JSONWriter) {
    writer.member("level", level)
    writer.member("text", text)
    writer.member("id", identifier)
  }
}
