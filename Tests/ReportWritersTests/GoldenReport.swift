import ReportDocument
import ReportWriters

/// A small report with every kind of block and value, in both languages.
enum GoldenReport {
  static func withheld(_ language: DocumentLanguage) -> [WithheldLine] {
    let isFrench = language == .french
    return [
      WithheldLine(reason: isFrench ? "Non validé" : "Not validated", count: .about(10)),
      WithheldLine(reason: isFrench ? "Consentement retiré" : "Consent withdrawn", count: .fewerThan(5)),
      WithheldLine(
        reason: isFrench ? "Niveau de diffusion insuffisant" : "Above disclosure level", count: .about(1_205)),
    ]
  }

  static func stamp(_ language: DocumentLanguage) -> ReportStamp {
    ReportStamp(
      language: language, level: "Public",
      programme: language == .french ? "Gouvernance de la défense" : "Defence governance",
      dataAsOf: DocumentDate(iso: "2024-06-30"), withheld: withheld(language))
  }

  static func blocks(_ language: DocumentLanguage) -> [Block] {
    let isFrench = language == .french
    return cover(isFrench) + text(isFrench) + tables(isFrench) + annexes(isFrench)
  }

  private static func date(_ text: String) -> InlineValue {
    DocumentDate(iso: text).map(InlineValue.date) ?? .missing
  }

  private static func cover(_ isFrench: Bool) -> [Block] {
    let period = DocumentDate(iso: "2024-01-01").flatMap { from in
      DocumentDate(iso: "2024-06-30").flatMap { DocumentPeriod(from: from, to: $0) }
    }
    let header = DocumentHeader(
      title: isFrench ? "Rapport à mi-parcours: dialogue & confiance" : "Mid-term report: dialogue & trust",
      subtitle: isFrench ? "Tables rondes de Ségou et Mopti" : "Roundtables of Ségou and Mopti",
      donor: isFrench ? "FNUD" : "UNDEF",
      reference: "UDF-XX-XXX-MLI", period: period,
      facts: [LabelledValue(isFrench ? "Subvention" : "Grant", .money("187000.00", "USD", trace: "grant:1"))],
      version: "1.0")
    let contents = Contents([
      ContentsEntry(level: 1, text: isFrench ? "Constats" : "Findings", identifier: "findings"),
      ContentsEntry(level: 2, text: isFrench ? "Effectifs" : "Counts", identifier: "counts"),
      ContentsEntry(level: 1, text: isFrench ? "Sigles" : "Acronyms", identifier: "acronyms", isNumbered: false),
      ContentsEntry(level: 1, text: isFrench ? "Suites" : "Follow-up", identifier: "follow-up"),
    ])
    return [.document(header), .contents(contents)]
  }

  private static func text(_ isFrench: Bool) -> [Block] {
    let link = TextSpan(
      "UNDEF", emphasis: .strong, link: LinkTarget("https://www.un.org/democracyfund/?a=1&b=2"))
    let other = TextSpan(
      isFrench ? "Who decides?" : "Qui décide?", emphasis: .emphasis, language: isFrench ? .english : .french)
    return [
      .heading(
        Heading(level: 1, text: isFrench ? "Constats" : "Findings", identifier: "findings")),
      .paragraph([
        .text(isFrench ? "L'accord est-il clair? Oui: " : "Is the agreement clear? It's so: "),
        .percent(45.25),
        .text(isFrench ? " des " : " of "), .integer(1_315, trace: "p:1"),
        .text(isFrench ? " voix le " : " on "),
        date("2024-03-01"), ". ", InlineValue(.text(link)), " ", InlineValue(.text(other)), " ",
        InlineValue(.text(TextSpan("UDF:16?x", emphasis: .code))),
        .footnote([.text(isFrench ? "Selon l'association " : "According to "), "الوفاق 12 السلام", .text("."), " 45"]),
      ]),
      .list(ItemList([.init(isFrench ? "« Paix »; 10:30" : "Peace; 10:30"), ["n = ", .suppressed()]])),
      .list(
        ItemList(
          ["1. un", ListItem("- deux\ntrois", list: ItemList(["a", ListItem("b", list: ItemList(["c"]))]))],
          isOrdered: true)),
      .callout(Callout(.key, "n = 3", title: TitleText("Read this: now!", language: .english))),
      .callout(Callout(.placeholder, .init(isFrench ? "Texte manquant" : "Text missing"))),
      .quote(Quote("a < b && c > \"d\"", attribution: "<script>")),
    ]
  }

  private static func tables(_ isFrench: Bool) -> [Block] {
    let columns = [
      TableColumn(isFrench ? "Région" : "Region"), TableColumn(isFrench ? "Personnes" : "People", .number),
      TableColumn(isFrench ? "Montant" : "Amount", .money),
    ]
    return [
      .heading(
        Heading(level: 2, text: isFrench ? "Effectifs" : "Counts", identifier: "counts")),
      .tableStart(
        TableStart(identifier: "people", caption: isFrench ? "Personnes" : "People", columns: columns)),
      .row(TableRow([.text(isFrench ? "Centre" : "Centre"), "", ""], role: .group)),
      .row(TableRow(["Mopti | *x*", .suppressed(below: 10), .money("1234567.5", "XOF")], indent: 1)),
      .row(TableRow(["Ségou", .withheld, .money("-12.5", "USD")], indent: 1)),
      .row(TableRow(["Total", .integer(60, trace: "t"), .missing], role: .total)),
      .tableEnd(TableEnd(note: "Source: a_b")),
      .form(Form([LabelledValue(isFrench ? "Date" : "Date", date("2024-03-03"))])),
      .pageBreak,
      .tableStart(TableStart(identifier: "empty", caption: isFrench ? "Rien" : "Nothing", columns: columns)),
      .tableEnd(TableEnd()),
    ]
  }

  private static func annexes(_ isFrench: Bool) -> [Block] {
    let acronyms = DefinitionList([
      Definition("ONG", .init(isFrench ? "Organisation non gouvernementale" : "Non-governmental organisation")),
      Definition("ߒߞߏ", "N'Ko: 1949"),
    ])
    let columns = [
      TableColumn(isFrench ? "Région" : "Region"), TableColumn(isFrench ? "Femmes" : "Women", .number),
      TableColumn(isFrench ? "Hommes" : "Men", .number), TableColumn(isFrench ? "Part" : "Share", .percent),
    ]
    let groups = [
      HeaderGroup(nil, columns: 1), HeaderGroup(isFrench ? "Adultes" : "Adults", columns: 2),
      HeaderGroup(nil, columns: 1),
    ]
    let figure = Figure(.bar, alternative: isFrench ? "Personnes par région" : "People by region")
    return [
      .heading(Heading(level: 1, text: isFrench ? "Sigles" : "Acronyms", identifier: "acronyms")),
      .definitions(acronyms), .part(Part(.landscape, sheet: isFrench ? "Suites" : "Follow-up")),
      .heading(Heading(level: 1, text: isFrench ? "Suites" : "Follow-up", identifier: "follow-up")),
      .tableStart(
        TableStart(
          identifier: "spans", caption: TitleText("People: by region", language: .english), columns: columns,
          groups: groups, figure: figure)),
      .row(
        TableRow(cells: [TableCell("Gao", rows: 2), TableCell(value: .integer(8)), TableCell(value: .integer(9)), "x"])),
      .row(
        TableRow(cells: [
          TableCell(value: .undisclosed, columns: 2), TableCell([.percent(12.5), " ", .footnote("n = 7")]),
        ])),
      .tableEnd(TableEnd()),
    ]
  }
}
