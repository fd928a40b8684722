/// The languages in which records and reports are written (ISO 639-1).
public enum Language: String, CaseIterable, Sendable {
  /// French, the language of a record that names none.
  case french = "fr"
  /// English.
  case english = "en"

  /// The ISO 639-1 code.
  public var code: String { rawValue }

  /// The other of the two.
  public var other: Language { self == .french ? .english : .french }
}
