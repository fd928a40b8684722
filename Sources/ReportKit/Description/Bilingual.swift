public import Records

/// A text of the format itself, in both languages: a title, a label, a caption.
public struct Bilingual: Sendable, Hashable {
  /// The English text.
  public let en: String
  /// The French text.
  public let fr: String

  /// A text in both languages.
  public init(en: String, fr: String) {
    self.en = en
    self.fr = fr
  }

  /// A text that is the same in both languages: a name, a number, a record's own words.
  public init(verbatim text: String) { self.init(en: text, fr: text) }

  /// The text for a reader of `language`.
  public func text(in language: Language) -> String { language == .french ? fr : en }
}
