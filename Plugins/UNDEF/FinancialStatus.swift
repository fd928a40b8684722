import Records
import ReportDocument
import ReportKit

/// The project's financial status: section 2 of the narrative report, and the summary of the use of the money.
enum FinancialStatus {
  /// Section 2.
  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("finance")
    try write(balance(of: project, used: try ExpenseLedger.used(project, inputs)), project, &report)
    if project.request.period.to != nil { try report.paragraph(label: "finance.dated") }
    try report.heading("finance.comments")
    if project.grant.text("comment") != nil {
      try report.prose(project.grant, "comment")
    } else {
      try report.placeholder("gaps.comment", path: "programme.grants.comment")
    }
  }

  /// The four figures with what does not add up.
  static func write(_ balance: GrantBalance, _ project: GrantProject, _ report: inout ReportBuilder) throws {
    let words = report.words
    let lines: [(name: String, sum: Money?)] = [
      ("granted", balance.granted), ("received", balance.received), ("used", balance.used),
      ("balance", balance.balance), ("cofinancing", project.grant.money("cofinancing")),
    ]
    try report.table(
      "finance", of: lines, missing: "programme.grants",
      [
        .text("line", width: 7) { .text(words["finance.\($0.name)"]) }, .money("amount", width: 3) { .money($0.sum) },
        .percent("share", width: 2) { .percent(balance.share($0.sum).map { $0 * 100 }) },
      ])
    for contradiction in balance.contradictions {
      try report.callout(.warning, "finance.\(contradiction)")
      try report.diagnose(.warning, words["finance.\(contradiction)"], path: "programme.grants")
    }
  }

  /// What the grant says, or, in a report that ends on a day, what moved until then: the core keeps back totals that are
  /// of no certain day.
  ///
  /// - Parameter used: what the expenses add up to.
  static func balance(of project: GrantProject, used: Money?) -> GrantBalance {
    let grant = project.grant
    let granted = grant.money("revisedAmount") ?? grant.money("amount")
    let tranches = grant.rows("transactions").filter { $0.string("type") == "incoming_funds" }
    return GrantBalance(
      granted: granted,
      received: grant.money("received") ?? tranches.compactMap { $0.money("value") }.total(in: granted?.currency),
      used: grant.money("spent") ?? used)
  }
}
