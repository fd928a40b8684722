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
    skipLink: "Aller au contenu", contents: "Sommaire", donor: "Bailleur", programme: "Programme",
    reference: "Référence", period: "Période", level: "Niveau de diffusion", version: "Version",
    dataAsOf: "Données arrêtées au", table: "Tableau", noRows: "Aucune donnée pour ce tableau.", page: "Page",
    pageOf: "sur", noteLabels: [.info: "À noter", .warning: "Attention", .placeholder: "À compléter"],
    withheldTitle: "Éléments non reproduits",
    withheldIntroduction:
      "Pour protéger les personnes et les sources, une partie des éléments demandés n’est "
      + "pas reproduite dans ce rapport. Le tableau en donne l’ordre de grandeur par motif, pour l’ensemble de la "
      + "subvention ou du programme, sans rien révéler de leur contenu.",
    withheldNothing: "Aucun élément demandé n’a été retenu dans ce rapport.",
    withheldCaption: "Éléments non reproduits, par motif", withheldReason: "Motif", withheldCount: "Nombre",
    legendLead: "Lecture.")

  private static let english = WriterPhrases(
    skipLink: "Skip to content", contents: "Contents", donor: "Donor", programme: "Programme",
    reference: "Reference", period: "Period", level: "Disclosure level", version: "Version",
    dataAsOf: "Data as of", table: "Table", noRows: "No data for this table.", page: "Page", pageOf: "of",
    noteLabels: [.info: "Note", .warning: "Caution", .placeholder: "To be completed"],
    withheldTitle: "Items withheld",
    withheldIntroduction: "To protect people and sources, some of the items requested are not shown in this "
      + "report. The table says roughly how many by reason, for the whole grant or programme, and reveals nothing of "
      + "what they say.",
    withheldNothing: "None of the items requested was withheld from this report.",
    withheldCaption: "Items withheld, by reason", withheldReason: "Reason", withheldCount: "Number",
    legendLead: "Reading.")
}

/// The cover's lines in their order, the same in every medium.
enum CoverLines {
  static func lines(of header: DocumentHeader, _ stamp: ReportStamp) -> [LabelledValue] {
    let phrases = WriterPhrases.phrases(in: stamp.language)
    var lines = [
      LabelledValue(phrases.donor, .text(header.donor)),
      LabelledValue(phrases.programme, .text(stamp.programme)),
    ]
    if let reference = header.reference, !reference.isEmpty {
      lines.append(LabelledValue(phrases.reference, .text(reference)))
    }
    if let period = header.period {
      lines.append(LabelledValue(phrases.period, .text(DateText.period(period, in: stamp.language))))
    }
    lines += header.facts
    if let date = stamp.dataAsOf {
      lines.append(LabelledValue(phrases.dataAsOf, .text(DateText.long(date, in: stamp.language))))
    }
    if let version = header.version, !version.isEmpty {
      lines.append(LabelledValue(phrases.version, .text(version)))
    }
    lines.append(LabelledValue(phrases.level, .text(stamp.level)))
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
