import ReportDocument

/// The words that writers put into a report by themselves. Typography is applied where they are printed.
struct WriterPhrases: Sendable {
  let skipLink: String
  let contents: String
  let donor: TitleText
  let programme: TitleText
  let reference: TitleText
  let period: TitleText
  let level: TitleText
  let version: TitleText
  let dataAsOf: TitleText
  let table: String
  let tableInText: String
  let figure: String
  let noRows: String
  let page: String
  let pageOf: String
  let calloutLabels: [Callout.Tone: String]
  let footnotes: String
  let backToText: String
  let withheldTitle: String
  let withheldIntroduction: String
  let withheldNothing: String
  let withheldCaption: String
  let withheldReason: String
  let withheldCount: String
  let legendLead: String

  static func phrases(in language: DocumentLanguage) -> WriterPhrases {
    language == .french ? french : english
  }

  private static let french = WriterPhrases(
    skipLink: "Aller au contenu", contents: "Sommaire", donor: "Destinataire", programme: "Programme",
    reference: "Référence", period: "Période", level: "Niveau de diffusion", version: "Version du modèle",
    dataAsOf: "Données arrêtées au", table: "Tableau", tableInText: "tableau", figure: "Figure",
    noRows: "Aucune donnée pour ce tableau.", page: "Page",
    pageOf: "sur",
    calloutLabels: [.info: "À noter", .key: "À retenir", .warning: "Attention", .placeholder: "À compléter"],
    footnotes: "Notes", backToText: "Retour au texte",
    withheldTitle: "Éléments non reproduits",
    withheldIntroduction:
      "Pour protéger les personnes et les sources, une partie des éléments demandés n’est "
      + "pas reproduite dans ce rapport. Le tableau en donne l’ordre de grandeur par motif, pour l’ensemble de la "
      + "subvention ou du programme, sans rien révéler de leur contenu.",
    withheldNothing: "Tous les éléments demandés figurent dans ce rapport.",
    withheldCaption: "Éléments non reproduits, par motif", withheldReason: "Motif", withheldCount: "Nombre",
    legendLead: "Lecture.")

  private static let english = WriterPhrases(
    skipLink: "Skip to content", contents: "Contents", donor: "Submitted to", programme: "Programme",
    reference: "Reference", period: "Period", level: "Disclosure level", version: "Template version",
    dataAsOf: "Data as of", table: "Table", tableInText: "table", figure: "Figure", noRows: "No data for this table.",
    page: "Page", pageOf: "of",
    calloutLabels: [.info: "Note", .key: "Key message", .warning: "Caution", .placeholder: "To be completed"],
    footnotes: "Notes", backToText: "Back to the text",
    withheldTitle: "Items withheld",
    withheldIntroduction: "To protect people and sources, some of the items requested are not shown in this "
      + "report. The table says roughly how many by reason, for the whole grant or programme, and reveals nothing of "
      + "what they say.",
    withheldNothing: "None of the items requested was withheld from this report.",
    withheldCaption: "Items withheld, by reason", withheldReason: "Reason", withheldCount: "Number",
    legendLead: "Reading.")
}
