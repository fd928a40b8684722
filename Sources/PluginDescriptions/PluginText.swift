/// A plugin's text in both languages.
public struct PluginText: Sendable, Equatable {
  /// The English text.
  public let en: String
  /// The French text.
  public let fr: String

  /// The text for a reader of the language with that code; French unless it is `en`.
  public func text(in language: String) -> String { language == "en" ? en : fr }
}
