import Records
import ReportDocument
import ReportKit

/// What money came in and was spent in the days reported on, as the grants and the expenses say.
enum Spending {
  static let query = InputQuery.tally("spent", from: "expense", groupBy: ["funder"], measures: ["sum(amount)"])
    .labelled().traced()

  static func write(_ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let grants = scope.programme?.rows("grants") ?? []
    let received = grants.flatMap { $0.rows("transactions") }.filter {
      $0.string("type") == "incoming_funds" && scope.days.covers($0.date("date"), nil)
    }
    try report.table(
      "received", of: received, missing: "programme.grants.transactions",
      [
        .date("date", width: 4) { .date($0.date("date")) },
        .text("giver", width: 4) { .text($0.organisationText("organisation")) },
        .text("purpose", width: 8) { $0.value("description") },
        .money("amount", width: 4) { .money($0.money("value")) },
      ])
    let spent = try inputs.collected("spent").flatMap { row in row.sums("sum(amount)").map { (row: row, sum: $0) } }
    try report.table(
      "spent", of: spent, missing: "expense",
      [
        .text("giver", width: 8) { .text($0.row.organisationText("funder")) },
        .money("amount", width: 4) { .money($0.sum, trace: $0.row.trace) },
      ])
  }
}
