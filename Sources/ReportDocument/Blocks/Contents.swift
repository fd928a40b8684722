import JSONBytes

/// The table of contents: the report's sections, which are numbered in every medium. Their headings come in this order,
/// with these levels and texts; headings beside them stay without a number.
public struct Contents: Hashable, Sendable {
  /// The sections, in reading order.
  public var entries: [ContentsEntry]

  /// A table of contents.
  public init(_ entries: [ContentsEntry]) { self.entries = entries }
}

/// One line of the table of contents.
public struct ContentsEntry: Hashable, Sendable {
  /// The heading's level, 1 to 4: 1, or at most one more than that of the entry before.
  public var level: Int
  /// The heading's text.
  public var text: TitleText
  /// The heading's identifier.
  public var identifier: String
  /// Whether the section has a number; an annex may have none.
  public var isNumbered: Bool

  /// A line of the contents.
  public init(level: Int, text: TitleText, identifier: String, isNumbered: Bool = true) {
    self.level = level
    self.text = text
    self.identifier = identifier
    self.isNumbered = isNumbered
  }
}

extension Contents: BlockContent {
  static let name = "contents"
  var block: Block { .contents(self) }

  static func read(_ reader: inout JSONReader) throws -> Contents {
    var entries: [ContentsEntry]?
    while let key = try reader.nextKey() {
      guard key == "entries" else { throw reader.unknownMember(key, of: name) }
      entries = try reader.readElements(limit: DocumentLimits.contentsEntries) { try .read(&$0) }
    }
    return Contents(try reader.required(entries, "entries", of: name))
  }

  func write(to writer: inout JSONWriter) { writer.array("entries", entries) { $1.write(to: &$0) } }
}

extension ContentsEntry {
  static func read(_ reader: inout JSONReader) throws -> ContentsEntry {
    var level: Int?
    var text: TitleText?
    var identifier: String?
    var isNumbered = true
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "level": level = try reader.readInteger(in: 1...Int64(DocumentLimits.headingLevels))
      case "text": text = try TitleText.read(&reader)
      case "id": identifier = try reader.readIdentifier()
      case "numbered": isNumbered = try reader.readBool()
      default: throw reader.unknownMember(key, of: "contents entry")
      }
    }
    return ContentsEntry(
      level: try reader.required(level, "level", of: "contents entry"),
      text: try reader.required(text, "text", of: "contents entry"),
      identifier: try reader.required(identifier, "id", of: "contents entry"), isNumbered: isNumbered)
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("level", level)
    writer.member("text", text)
    writer.member("id", identifier)
    if !isNumbered { writer.member("numbered", false) }
    writer.endObject()
  }
}
