import ReportKit

/// A section of the form for which records hold prose only so far: its text, or a visible gap.
struct ProseSection {
  /// The section in the report's outline.
  let outline: String
  /// The section's code in narratives.
  let code: String
  /// What stands there when no prose is given.
  let gap: Bilingual

  func write(_ context: ReportContext, _ report: inout ReportBuilder, _ ledger: inout Ledger) throws {
    try report.section(outline)
    try writeText(context, &report, &ledger)
  }

  /// Writes the prose, or a placeholder with a diagnostic.
  func writeText(_ context: ReportContext, _ report: inout ReportBuilder, _ ledger: inout Ledger) throws {
    if try !context.narratives.write(code, into: &report, &ledger) {
      try report.placeholder(en: gap.en, fr: gap.fr, path: "narrative.\(code)")
    }
  }

  static let managementActions = ProseSection(
    outline: "management", code: "management_actions",
    gap: Bilingual(
      en:
        "Recruitment, procurement, agreements, steering committee, delays and remedies are not described.",
      fr: "Recrutement, achats, accords, comité de suivi, retards et mesures prises ne sont pas décrits."))

  static let outcomes = ProseSection(
    outline: "outcomes", code: "outcomes",
    gap: Bilingual(
      en: """
        No results framework is recorded, and the outcomes are not described: for each, its indicator, \
        baseline, target, what was achieved and how it was verified.
        """,
      fr: """
        Aucun cadre de résultats n’est enregistré et les effets ne sont pas décrits : pour chacun, \
        l’indicateur, la valeur de référence, la cible, le résultat atteint et le moyen de vérification.
        """))

  static let changes = ProseSection(
    outline: "changes", code: "changes",
    gap: Bilingual(
      en: """
        The changes against the signed project document are not described: what differs, why, and when \
        it was approved. If nothing changed, say so.
        """,
      fr: """
        Les écarts par rapport au document de projet signé ne sont pas décrits : ce qui diffère, la raison \
        et la date d’approbation. Si rien n’a changé, le dire.
        """))

  static let challenges = ProseSection(
    outline: "challenges", code: "challenges",
    gap: Bilingual(
      en:
        "The challenges are not described: for each, its effect, what was done about it and where it stands.",
      fr:
        "Les difficultés ne sont pas décrites : pour chacune, ses effets, la mesure prise et où elle en est.")
  )

  static let lessons = ProseSection(
    outline: "lessons", code: "lessons",
    gap: Bilingual(
      en: "The lessons of the project are not described, each with its context.",
      fr: "Les enseignements du projet ne sont pas décrits, chacun avec son contexte."))
}
