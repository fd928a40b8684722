import Records
import ReportKit

/// Audit findings, each as criterion, condition, cause and effect.
enum AuditFindings {
  static func write(
    _ context: ReportContext, _ inputs: ReportInputs, _ report: inout ReportBuilder, _ ledger: inout Ledger
  ) throws {
    var isEmpty = true
    for row in try inputs.rows(of: "audits") {
      isEmpty = false
      try report.heading(
        Bilingual(verbatim: row.text("title") ?? context.text(en: "Untitled", fr: "Sans titre")), level: 3)
      try report.form(rows(row, context))
      ledger.used(\.audits, on: row.date("observedOn"))
      for name in ["criterion", "condition", "cause", "effect"] { ledger.printed(row.text(name)) }
      ledger.named(row.strings("institutions"))
      for recommendation in row.rows("recommendations") {
        ledger.printed(recommendation.text("text"))
        ledger.named([recommendation.string("addressee")].compactMap { $0 })
      }
    }
    guard isEmpty else { return }
    try report.placeholder(
      en: "No audit finding may be printed at this disclosure level.",
      fr: "Aucun constat d’audit ne peut être imprimé à ce niveau de diffusion.", path: "finding")
  }

  private static func rows(_ row: InputRow, _ context: ReportContext) -> [FormRow] {
    let institutions = row.strings("institutions").map(context.organisations.introduced)
    return [
      .row(en: "Criterion", fr: "Critère", .text(row.text("criterion"))),
      .row(en: "Condition", fr: "Condition", .text(row.text("condition"))),
      .row(en: "Cause", fr: "Cause", .text(row.text("cause"))),
      .row(en: "Effect", fr: "Effet", .text(row.text("effect"))),
      .row(
        en: "Institutions concerned", fr: "Institutions concernées",
        .text(institutions.isEmpty ? nil : institutions.joined(separator: "\n"))),
      .row(en: "Recommendations", fr: "Recommandations", .text(recommendations(row, context))),
    ]
  }

  private static func recommendations(_ row: InputRow, _ context: ReportContext) -> String? {
    let lines = row.rows("recommendations").compactMap { recommendation -> String? in
      guard let text = recommendation.text("text") else { return nil }
      guard let addressee = recommendation.string("addressee") else { return text }
      return "\(context.organisations.short(addressee)) — \(text)"
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
