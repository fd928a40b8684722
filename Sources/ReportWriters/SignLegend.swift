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
    case .text, .integer, .number, .money, .date, .percent, .label: return nil
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

/// Which signs the report shows, and which of them it has explained already.
struct SignLegend: Sendable {
  private var explained: Set<FigureSign> = []
  private var due: Set<FigureSign> = []

  /// Notes the signs that stand in a block.
  mutating func note(_ block: Block) {
    switch block {
    case .document(let header): for fact in header.facts { note(fact.value) }
    case .paragraph(let text): note(text)
    case .list(let list): for item in list.items { note(item) }
    case .row(let row): for cell in row.cells { note(cell) }
    case .tableEnd(let end): if let footnote = end.footnote { note(footnote) }
    case .form(let form): for row in form.rows { note(row.value) }
    case .note(let note): self.note(note.text)
    case .quote(let quote): note(quote.text)
    case .contents, .heading, .tableStart, .pageBreak, .raw: break
    }
  }

  /// The signs that must be explained now, in their order; from then on they are.
  mutating func take() -> [FigureSign] {
    let signs = FigureSign.allCases.filter(due.contains)
    explained.formUnion(due)
    due = []
    return signs
  }

  private mutating func note(_ text: RichText) { for value in text.values { note(value) } }

  private mutating func note(_ value: InlineValue) {
    if let sign = FigureSign(value), !explained.contains(sign) { due.insert(sign) }
  }
}
