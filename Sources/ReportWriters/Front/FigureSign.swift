import ReportDocument

/// A sign that stands where a figure is not printed, and what it means.
enum FigureSign: CaseIterable, Hashable, Sendable {
  case missing
  case suppressed
  case withheld

  /// The sign in a value's place; nil for a value that is printed.
  init?(_ value: InlineValue) {
    switch value.content {
    case .missing: self = .missing
    case .suppressed: self = .suppressed
    case .withheld: self = .withheld
    case .text, .integer, .number, .money, .date, .percent, .label, .undisclosed, .footnote: return nil
    }
  }

  /// A sentence for the legend.
  func meaning(in language: DocumentLanguage) -> String {
    let isFrench = language == .french
    switch self {
    case .missing:
      return isFrench ? "« n. d. » : la donnée n’est pas disponible." : "“n/a”: the figure is not available."
    case .suppressed:
      return isFrench
        ? "Le signe « < » devant un nombre : l’effectif est inférieur à ce nombre et masqué pour protéger les "
          + "personnes."
        : "The sign “<” before a number: the count is lower than that number and hidden to protect people."
    case .withheld:
      return isFrench
        ? "« [s] » (secret statistique) : la valeur est masquée pour protéger les personnes ; elle est petite, ou "
          + "permettrait d’en retrouver une petite."
        : "“[c]” (confidential): the figure is hidden to protect people; it is small, or a small one could be computed "
          + "from it."
    }
  }

  /// What ``missing`` means, for whoever points at it or has it read aloud.
  static func missing(in language: DocumentLanguage) -> String {
    language == .french ? "Donnée non disponible" : "Not available"
  }

  /// What ``suppressed`` means.
  static func suppressed(below threshold: Int, in language: DocumentLanguage) -> String {
    language == .french
      ? "Effectif inférieur à \(threshold), masqué pour protéger les personnes"
      : "Fewer than \(threshold), hidden to protect people"
  }

  /// What ``withheld`` means. It never tells which of the two is true.
  static func withheld(in language: DocumentLanguage) -> String {
    language == .french
      ? "Masqué pour protéger les personnes : la valeur est petite, ou permettrait d’en retrouver une petite"
      : "Hidden to protect people: it is small, or a small one could be computed from it"
  }
}
