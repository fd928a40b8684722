/// Text with at most one emphasis and one link.
public struct TextSpan: Hashable, Sendable {
  /// How text is set apart.
  public enum Emphasis: String, CaseIterable, Hashable, Sendable {
    /// Of strong importance.
    case strong
    /// Stressed, or a title of a work.
    case emphasis
    /// A code or an address, kept letter by letter: no typography is applied.
    case code
  }

  /// The text; a line break is `\n`.
  public var text: String
  /// How it is set apart, if it is.
  public var emphasis: Emphasis?
  /// Where it leads, if it is a link.
  public var link: LinkTarget?
  /// Its language, where that is not the report's.
  public var language: DocumentLanguage?

  /// Text, plain unless said otherwise.
  public init(
    _ text: String, emphasis: Emphasis? = nil, link: LinkTarget? = nil, language: DocumentLanguage? = nil
  ) {
    self.text = text
    self.emphasis = emphasis
    self.link = link
    self.language = language
  }

  var isPlain: Bool { emphasis == nil && link == nil && language == nil }
}
