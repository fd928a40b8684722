import Records
import ReportKit

/// Section 12: what is attached, and from which records the report was made.
enum SupplementaryMaterials {
  static func write(_ context: ReportContext, _ report: inout ReportBuilder, _ ledger: inout Ledger) throws {
    try prose.write(context, &report, &ledger)
    try writeSources(context, &report, ledger)
    try writeAcronyms(context, &report, ledger)
  }

  private static func writeSources(
    _ context: ReportContext, _ report: inout ReportBuilder, _ ledger: Ledger
  ) throws {
    try report.heading(Bilingual(en: "Sources of this report", fr: "Sources du présent rapport"))
    try report.table(
      Bilingual(en: "Records used", fr: "Fiches utilisées"),
      columns: [
        .text(en: "Source", fr: "Source", weight: 6), .number(en: "Records", fr: "Fiches", weight: 2),
        .date(en: "Latest date", fr: "Date la plus récente", weight: 3),
      ],
      note: Bilingual(
        en:
          "Only validated records at the report's disclosure level. Findings carry the date of the meeting.",
        fr:
          "Fiches validées, au niveau de diffusion du rapport. La date d’un constat est celle de la séance."
      )
    ) { table in
      func add(_ en: String, _ fr: String, _ source: Ledger.Source, isDated: Bool = true) throws {
        try table.add([
          .text(context.text(en: en, fr: fr)), .number(source.records),
          isDated ? .date(source.latest) : .text("—"),
        ])
      }
      try add("Activities", "Activités", ledger.engagements)
      try add(
        "Findings of roundtables and focus groups", "Constats des tables rondes et groupes", ledger.findings)
      try add("Audit findings", "Constats d’audit", ledger.audits)
      try add("Prose", "Textes rédigés", ledger.narratives, isDated: false)
    }
  }

  private static func writeAcronyms(
    _ context: ReportContext, _ report: inout ReportBuilder, _ ledger: Ledger
  ) throws {
    let acronyms = context.organisations.acronyms(of: ledger.organisations)
    guard !acronyms.isEmpty else { return }
    try report.heading(Bilingual(en: "Acronyms of organisations", fr: "Sigles des organisations"))
    try report.table(
      Bilingual(en: "Acronyms and full names", fr: "Sigles et noms complets"),
      columns: [
        .text(en: "Acronym", fr: "Sigle", weight: 2),
        .text(en: "Organisation", fr: "Organisation", weight: 9),
      ]
    ) { table in
      for acronym in acronyms { try table.add([.text(acronym.short), .text(acronym.full)]) }
    }
  }

  private static let prose = ProseSection(
    outline: "supplementary", code: "supplementary",
    gap: Bilingual(
      en: "No publication, photograph or press article is recorded.",
      fr: "Aucune publication, photographie ni coupure de presse n’est enregistrée."))
}
