import Records
import ReportKit

/// Section 5: what was carried out, by date.
enum Outputs {
  /// Writes the section and returns the engagements, of which section 11 picks those with the media.
  static func write(
    _ context: ReportContext, _ inputs: ReportInputs, _ report: inout ReportBuilder, _ ledger: inout Ledger
  ) throws -> [InputRow] {
    try report.section("outputs")
    _ = try context.narratives.write("outputs", into: &report, &ledger)
    let engagements = try inputs.collected("engagements")
    guard !engagements.isEmpty else {
      try report.placeholder(
        en: "No activity has been recorded for the period.",
        fr: "Aucune activité n’est enregistrée pour la période.",
        path: "engagement")
      return []
    }
    try writeTable(engagements, context, &report, &ledger)
    try report.placeholder(
      en: "The activities planned in the project document are not recorded; no variance can be computed.",
      fr:
        "Les activités prévues ne sont pas enregistrées ; aucun écart ne peut être calculé.",
      path: "framework")
    return engagements
  }

  private static func writeTable(
    _ engagements: [InputRow], _ context: ReportContext, _ report: inout ReportBuilder, _ ledger: inout Ledger
  ) throws {
    try report.table(
      Bilingual(en: "Activities carried out, by date", fr: "Activités réalisées, par date"),
      columns: [
        .text(en: "Output", fr: "Produit", weight: 4), .text(en: "Activity", fr: "Activité", weight: 7),
        .date(en: "Date", fr: "Date", weight: 3), .text(en: "Place", fr: "Lieu", weight: 3),
        .text(en: "Difficulties met", fr: "Difficultés rencontrées", weight: 7),
      ]
    ) { table in
      for row in engagements {
        let title = row.text("title")
        let problems = row.text("problems")
        try table.add([
          .text(output(row, context)), .text(title), .date(row.date("startsOn")),
          .text(row.label("place.region", CodeLists.region)),
          row.isWithheld("problems") ? row.withheld : .text(problems ?? context.text(en: "None", fr: "Néant")),
        ])
        ledger.printed(title, problems)
        ledger.used(\.engagements, on: row.date("startsOn"))
      }
    }
  }

  private static func output(_ row: InputRow, _ context: ReportContext) -> String? {
    let type = row.label("engagementType", CodeLists.engagementType)
    guard let milestone = row.string("milestone").flatMap({ context.milestones[$0] }) else { return type }
    let mark = context.text(en: "milestone \(milestone)", fr: "jalon \(milestone)")
    return type.map { "\($0) (\(mark))" } ?? mark
  }
}
