import Records
import ReportDocument
import ReportKit

/// Section 7: what the roundtables and focus groups found, and what the audit found.
enum KeyFindings {
  static func write(
    _ context: ReportContext, _ inputs: ReportInputs, _ report: inout ReportBuilder, _ ledger: inout Ledger
  ) throws {
    try report.section("findings")
    try report.heading(
      Bilingual(
        en: "Findings of roundtables and focus groups",
        fr: "Constats des tables rondes et groupes de discussion"))
    try writeRoundtables(context, inputs, &report, &ledger)
    try report.heading(Bilingual(en: "Audit findings", fr: "Constats d’audit"))
    try AuditFindings.write(context, inputs, &report, &ledger)
  }

  private static func writeRoundtables(
    _ context: ReportContext, _ inputs: ReportInputs, _ report: inout ReportBuilder, _ ledger: inout Ledger
  ) throws {
    var region: String?
    try report.table(
      Bilingual(en: "Key findings by region", fr: "Principaux constats par région"),
      columns: [
        .text(en: "Region and theme", fr: "Région et thème", weight: 4),
        .text(en: "Finding", fr: "Constat", weight: 10), .text(en: "Agreement", fr: "Accord", weight: 3),
        .text(en: "Recommendation", fr: "Recommandation", weight: 10),
        .text(en: "Addressee", fr: "Destinataire", weight: 4),
      ]
    ) { table in
      for row in try inputs.rows(of: "findings") {
        let next =
          row.label("place.region", CodeLists.region) ?? context.text(en: "No region", fr: "Sans région")
        if next != region {
          try table.add([.text(next), .text(""), .text(""), .text(""), .text("")], role: .group)
        }
        region = next
        try table.add(cells(row, context))
        ledger.used(\.findings, on: row.date("observedOn"))
        ledger.printed(row.text("title"), row.text("statement"))
        for recommendation in row.rows("recommendations") {
          ledger.printed(recommendation.text("text"))
          ledger.named([recommendation.string("addressee")].compactMap { $0 })
        }
      }
    }
    guard region == nil else { return }
    try report.placeholder(
      en: "No finding of a roundtable may be printed at this disclosure level.",
      fr: "Aucun constat de table ronde ne peut être imprimé à ce niveau de diffusion.", path: "finding")
  }

  private static func cells(_ row: InputRow, _ context: ReportContext) -> [InlineValue] {
    let finding = [row.text("title"), row.text("statement")].compactMap { $0 }.joined(separator: "\n")
    let recommendations = row.rows("recommendations").filter { $0.text("text") != nil }
    return [
      .text(row.label("theme", CodeLists.theme)),
      .text(finding.isEmpty ? nil : finding), .text(row.label("agreement", CodeLists.agreement)),
      .text(numbered(recommendations.compactMap { $0.text("text") })),
      .text(numbered(recommendations.map { $0.string("addressee").map(context.organisations.short) ?? "—" })),
    ]
  }

  /// Several recommendations share a row; their numbers lead to the addressees in the next column.
  private static func numbered(_ items: [String]) -> String {
    guard items.count > 1 else { return items.first ?? "—" }
    return items.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
  }
}
