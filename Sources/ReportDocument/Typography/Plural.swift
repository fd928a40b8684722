/// The choice between the singular and the plural (Unicode CLDR, cardinal rules for French and English).
public enum Plural {
  /// Whether `count` takes the singular: 0 and 1 in French, only 1 in English.
  public static func isSingular(_ count: Int, in language: DocumentLanguage) -> Bool {
    switch language {
    case .french: count == 0 || count == 1 || count == -1
    case .english: count == 1 || count == -1
    }
  }

  /// `one` or `other`, whichever `count` takes.
  public static func choose(
    _ count: Int, one: String, other: String, in language: DocumentLanguage
  ) -> String {
    isSingular(count, in: language) ? one : other
  }

  /// The number and its noun, as `1 200 personnes` or `1,200 people`.
  public static func counted(
    _ count: Int, one: String, other: String, in language: DocumentLanguage
  ) -> String {
    NumberText.integer(Int64(count), in: language) + "\u{A0}"
      + choose(count, one: one, other: other, in: language)
  }
}
