import ReportDocument

/// The words that writers put into a report by themselves. Typography is applied where they are printed.
struct WriterPhrases: Sendable {
  let skipLink: String
  let contents: String
  let donor: String
  let programme: String
  let reference: String
  let period: String
  let level: String
  let version: String
  let dataAsOf: String
  let table: String
  let noRows: String
  let page: String
  let pageOf: String
  let noteLabels: [Note.Tone: String]
  let missing: String
  let withheldTitle: String
  let withheldIntroduction: String
  let withheldNothing: String
  let withheldCaption: String
  let withheldReason: String
  let withheldCount: String
  let legendLead: String
  let legend: String

  static func phrases(in language: DocumentLanguage) -> WriterPhrases {
    language == .french ? french : english
  }

  /// What a hidden count means, for whoever points at it or has it read aloud.
  static func suppressed(below threshold: Int, in language: DocumentLanguage) -> String {
    language == .french
      ? "Effectif inférieur à \(threshold), masqué pour protéger les personnes"
      : "Fewer than \(threshold), hidden to protect people"
  }

  /// What a count means that is hidden to protect another.
  static func withheld(in language: DocumentLanguage) -> String {
    language == .french
      ? "Effectif masqué, car il permettrait d’en retrouver un autre"
      : "Hidden, since another count could be computed from it"
  }

  private static let french = WriterPhrases(
    skipLink: "Aller au contenu", contents: "Sommaire", donor: "Bailleur", programme: "Programme",
    reference: "Référence", period: "Période", level: "Niveau de diffusion", version: "Version",
    dataAsOf: "Données arrêtées au", table: "Tableau", noRows: "Aucune donnée pour ce tableau.", page: "Page",
    pageOf: "sur", noteLabels: [.info: "À noter", .warning: "Attention", .placeholder: "À compléter"],
    missing: "Donnée non disponible", withheldTitle: "Éléments non reproduits",
    withheldIntroduction:
      "Pour protéger les personnes et les sources, une partie des éléments demandés n’est "
      + "pas reproduite dans ce rapport. Le tableau en donne le nombre par motif, sans rien révéler de leur "
      + "contenu.",
    withheldNothing: "Aucun élément demandé n’a été retenu dans ce rapport.",
    withheldCaption: "Éléments non reproduits, par motif", withheldReason: "Motif", withheldCount: "Nombre",
    legendLead: "Lecture des tableaux.",
    legend: "« n. d. » : la donnée n’est pas disponible. Le signe « < » devant un nombre : l’effectif est "
      + "inférieur à ce nombre et masqué pour protéger les personnes. « [s] » (secret statistique) : "
      + "l’effectif est masqué, car il permettrait d’en retrouver un autre.")

  private static let english = WriterPhrases(
    skipLink: "Skip to content", contents: "Contents", donor: "Donor", programme: "Programme",
    reference: "Reference", period: "Period", level: "Disclosure level", version: "Version",
    dataAsOf: "Data as of", table: "Table", noRows: "No data for this table.", page: "Page", pageOf: "of",
    noteLabels: [.info: "Note", .warning: "Caution", .placeholder: "To be completed"],
    missing: "Not available", withheldTitle: "Items withheld",
    withheldIntroduction: "To protect people and sources, some of the items requested are not shown in this "
      + "report. The table counts them by reason and reveals nothing of what they say.",
    withheldNothing: "None of the items requested was withheld from this report.",
    withheldCaption: "Items withheld, by reason", withheldReason: "Reason", withheldCount: "Number",
    legendLead: "Reading the tables.",
    legend: "“n/a”: the figure is not available. The sign “<” before a number: the count is lower than "
      + "that number and hidden to protect people. “[c]” (confidential): the count is hidden, since "
      + "another one could be computed from it.")
}

/// The cover's lines in their order, the same in every medium.
enum CoverLines {
  static func lines(of header: DocumentHeader) -> [LabelledValue] {
    let phrases = WriterPhrases.phrases(in: header.language)
    var lines = [
      LabelledValue(phrases.donor, .text(header.donor)),
      LabelledValue(phrases.programme, .text(header.programme)),
    ]
    if let reference = header.reference, !reference.isEmpty {
      lines.append(LabelledValue(phrases.reference, .text(reference)))
    }
    if let period = header.period {
      lines.append(LabelledValue(phrases.period, .text(DateText.period(period, in: header.language))))
    }
    lines += header.facts
    if let date = header.dataAsOf {
      lines.append(LabelledValue(phrases.dataAsOf, .text(DateText.long(date, in: header.language))))
    }
    if let version = header.version, !version.isEmpty {
      lines.append(LabelledValue(phrases.version, .text(version)))
    }
    lines.append(LabelledValue(phrases.level, .text(header.level.label)))
    return lines
  }
}

/// Text as every medium prints it: cleaned, then spaced as the language wants.
enum PrintedText {
  static func text(_ text: String, in language: DocumentLanguage) -> String {
    Typography.apply(SafeText.cleaned(text), in: language)
  }

  static func line(_ text: String, in language: DocumentLanguage) -> String {
    Typography.apply(SafeText.singleLine(text), in: language)
  }
}
