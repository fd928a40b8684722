import JSONBytes

/// Terms and what they mean, such as a report's acronyms.
public struct DefinitionList: Hashable, Sendable {
  /// The terms, at least one.
  public var entries: [Definition]

  /// A list of terms.
  public init(_ entries: [Definition]) { self.entries = entries }
}

/// A term and what it means.
public struct Definition: Hashable, Sendable {
  /// The term.
  public var term: TitleText
  /// What it means.
  public var text: RichText

  /// A term and what it means.
  public init(_ term: TitleText, _ text: RichText) {
    self.term = term
    self.text = text
  }
}

extension DefinitionList: BlockContent {
  static let name = "definitions"
  var block: Block { .definitions(self) }

  static func read(_ reader: inout JSONReader) throws -> DefinitionList {
    var entries: [Definition]?
    while let key = try reader.nextKey() {
      guard key == "entries" else { throw reader.unknownMember(key, of: name) }
      entries = try reader.readNonEmpty(limit: DocumentLimits.listItems) { try Definition.read(&$0) }
    }
    return DefinitionList(try reader.required(entries, "entries", of: name))
  }

  func write(to writer: inout JSONWriter) { writer.array("entries", entries) { $1.write(to: &$0) } }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    for entry in entries { try entry.text.eachValue(visit) }
  }
}

extension Definition {
  fileprivate static func read(_ reader: inout JSONReader) throws -> Definition {
    var term: TitleText?
    var text: RichText?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "term": term = try TitleText.read(&reader)
      case "text": text = try RichText.read(&reader)
      default: throw reader.unknownMember(key, of: "definition")
      }
    }
    return Definition(
      try reader.required(term, "term", of: "definition"), try reader.required(text, "text", of: "definition"))
  }

  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("term", term)
    writer.member("text", text)
    writer.endObject()
  }
}
