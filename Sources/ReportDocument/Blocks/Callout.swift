import JSONBytes

/// A remark set apart from the text.
public struct Callout: Hashable, Sendable {
  /// What a callout is for.
  public enum Tone: String, CaseIterable, Hashable, Sendable {
    /// Something worth knowing.
    case info
    /// What a reader should take away.
    case key
    /// Something that limits what the report can be used for.
    case warning
    /// Stands where text is missing.
    case placeholder
  }

  /// What it is for.
  public var tone: Tone
  /// What it is called; without one, writers say what it is for.
  public var title: TitleText?
  /// The remark.
  public var text: RichText

  /// A callout.
  public init(_ tone: Tone, _ text: RichText, title: TitleText? = nil) {
    self.tone = tone
    self.text = text
    self.title = title
  }
}

extension Callout: BlockContent {
  static let name = "callout"
  var block: Block { .callout(self) }

  static func read(_ reader: inout JSONReader) throws -> Callout {
    var tone: Tone?
    var title: TitleText?
    var text: RichText?
    while let key = try reader.nextKey() {
      switch key {
      case "tone": tone = try reader.readCode(Tone.self)
      case "title": title = try TitleText.read(&reader)
      case "text": text = try RichText.read(&reader)
      default: throw reader.unknownMember(key, of: name)
      }
    }
    return Callout(
      try reader.required(tone, "tone", of: name), try reader.required(text, "text", of: name), title: title)
  }

  func write(to writer: inout JSONWriter) {
    writer.member("tone", tone.rawValue)
    writer.member("title", ifPresent: title)
    writer.member("text", text)
  }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    try text.eachValue(visit)
  }
}
