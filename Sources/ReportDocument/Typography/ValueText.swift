/// Values as text, the same in every medium that prints rather than computes.
public enum ValueText {
  /// Where a value stands, which decides how a date is spelt.
  public enum Place: Hashable, Sendable {
    /// In a sentence.
    case prose
    /// In a table, a form or on the cover.
    case table
  }

  /// The value as it is printed; text and labels as they are, without typography.
  public static func text(
    of value: InlineValue, in language: DocumentLanguage, place: Place = .prose
  ) -> String {
    switch value.content {
    case .text(let span): span.text
    case .integer(let integer): NumberText.integer(integer, in: language)
    case .number(let number, let decimals): NumberText.number(number, decimals: decimals, in: language)
    case .money(let amount, let currency):
      MoneyText.money(amount, currency, in: language) ?? missing(in: language)
    case .date(let date):
      place == .prose ? DateText.long(date, in: language) : DateText.short(date, in: language)
    case .percent(let number, let decimals): NumberText.percent(number, decimals: decimals, in: language)
    case .label(let label, _): label
    case .missing: missing(in: language)
    case .suppressed(let threshold): suppressed(below: threshold)
    case .withheld: withheld(in: language)
    case .undisclosed: undisclosed(in: language)
    case .footnote: ""
    }
  }

  /// What stands where a figure is not known: `n. d.` (non disponible), `n/a` (not available).
  public static func missing(in language: DocumentLanguage) -> String {
    language == .french ? "n.\u{A0}d." : "n/a"
  }

  /// What stands where a figure is hidden to protect people: `[s]`, after INSEE's "secret statistique", or
  /// `[c]`, "confidential" in the symbols of the United Kingdom's Government Statistical Service.
  public static func withheld(in language: DocumentLanguage) -> String {
    language == .french ? "[s]" : "[c]"
  }

  /// What stands where a field is above the report's level.
  public static func undisclosed(in language: DocumentLanguage) -> String {
    language == .french ? "Non communiqué" : "Withheld"
  }

  /// What stands where a small count is hidden: `<5`.
  public static func suppressed(below threshold: Int) -> String { "<\(threshold)" }
}
