import Records
import ReportDocument
import ReportKit

/// Section 2: the project's financial status.
enum FinancialStatus {
  static func write(_ context: ReportContext, _ report: inout ReportBuilder) throws {
    try report.section("finance")
    let balance = context.balance
    let cofinancing = context.grant.money("cofinancing")
    try report.table(
      Bilingual(en: "Financial status of the grant", fr: "Situation financière de la subvention"),
      columns: [
        .text(en: "Line", fr: "Rubrique", weight: 5),
        .money(en: "Amount", fr: "Montant", weight: 3),
        .percent(en: "Share of the grant", fr: "Part de la subvention", weight: 2),
      ]
    ) { table in
      func add(_ en: String, _ fr: String, _ sum: Money?) throws {
        try table.add([
          .text(context.text(en: en, fr: fr)), .money(sum), .percent(balance.share(sum).map { $0 * 100 }),
        ])
      }
      try add("a. Grant amount", "a. Montant de la subvention", balance.granted)
      try add("b. Funds received", "b. Fonds reçus", balance.received)
      try add("c. Amount used from b", "c. Montant utilisé sur b", balance.used)
      try add("d. Remaining balance (b − c)", "d. Solde disponible (b − c)", balance.balance)
      try add("Co-financing", "Cofinancement", cofinancing)
    }
    for contradiction in balance.contradictions {
      try report.callout(.warning, en: contradiction.text.en, fr: contradiction.text.fr)
      try report.diagnose(.warning, contradiction.text.en, path: "programme.grants")
    }
    try report.heading(Bilingual(en: "Comments on deviations", fr: "Commentaires sur les écarts"))
    if let comment = context.grant.text("comment") {
      try report.prose(comment)
    } else {
      try report.placeholder(
        en: "No comment on the financial status.", fr: "Aucun commentaire sur la situation financière.",
        path: "programme.grants.comment")
    }
  }
}
