/// A text in French, in English, or in both.
public struct LocalizedText: Sendable, Hashable {
  /// The French text.
  public let fr: String?
  /// The English text.
  public let en: String?

  /// A text of the given languages.
  public init(fr: String? = nil, en: String? = nil) {
    self.fr = fr
    self.en = en
  }

  /// Whether neither language is there.
  public var isEmpty: Bool { fr == nil && en == nil }

  /// The text in exactly this language.
  public subscript(language: Language) -> String? {
    language == .french ? fr : en
  }

  /// The text for a reader of `language`, and whether it had to be taken from the other language.
  public func text(in language: Language) -> (text: String, isOtherLanguage: Bool)? {
    if let text = self[language] { return (text, false) }
    return self[language.other].map { ($0, true) }
  }
}
