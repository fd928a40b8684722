import Records
import ReportDocument
import ReportKit

/// Section 2: the project's financial status.
enum FinancialStatus {
  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("finance")
    let balance = balance(of: project, spent: try inputs.first(of: "spent"))
    let words = report.words
    let lines: [(name: String, sum: Money?)] = [
      ("granted", balance.granted), ("received", balance.received), ("used", balance.used),
      ("balance", balance.balance), ("cofinancing", project.grant.money("cofinancing")),
    ]
    try report.table(
      "finance", of: lines, missing: "programme.grants",
      [
        .text("line", width: 5) { .text(words["finance.\($0.name)"]) }, .money("amount", width: 3) { .money($0.sum) },
        .percent("share", width: 2) { .percent(balance.share($0.sum).map { $0 * 100 }) },
      ])
    if project.request.period.to != nil { try report.paragraph(label: "finance.dated") }
    for contradiction in balance.contradictions {
      try report.callout(.warning, "finance.\(contradiction)")
      try report.diagnose(.warning, words["finance.\(contradiction)"], path: "programme.grants")
    }
    try report.heading("finance.comments")
    if let comment = project.grant.text("comment") {
      try report.prose(comment)
    } else {
      try report.placeholder("gaps.comment", path: "programme.grants.comment")
    }
  }

  /// What the grant says, or, in a report that ends on a day, what moved until then: the core keeps back totals that are
  /// of no certain day.
  private static func balance(of project: GrantProject, spent: InputRow?) -> GrantBalance {
    let grant = project.grant
    let granted = grant.money("amount")
    let tranches = grant.rows("transactions").filter { $0.string("type") == "incoming_funds" }
    let expenses = ["sum(amount)", "sum(converted)"].flatMap { spent?.sums($0) ?? [] }
    return GrantBalance(
      granted: granted,
      received: grant.money("received") ?? tranches.compactMap { $0.money("value") }.total(in: granted?.currency),
      used: grant.money("spent") ?? expenses.total(in: granted?.currency))
  }
}
