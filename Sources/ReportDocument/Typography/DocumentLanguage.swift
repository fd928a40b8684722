/// A language that a report can be written in.
public enum DocumentLanguage: String, CaseIterable, Hashable, Sendable {
  /// French.
  case french = "fr"
  /// English, in the United Nations' spelling.
  case english = "en"
}
