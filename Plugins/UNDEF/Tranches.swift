import Records
import ReportDocument
import ReportKit

/// The tranche that follows a milestone: what was agreed, what came, and what was spent of it.
struct Tranche {
  let number: InlineValue
  let title: InlineValue
  let agreed: Money?
  /// The days on which it came.
  let days: [CalendarDate]
  let received: Money?
  let spent: Money?

  var balance: Money? { spent.flatMap { received?.subtracting($0) } }
}

extension FinancialReport {
  /// The milestones by their numbers, then what came or was spent without one.
  static func tranches(
    _ project: GrantProject, _ milestones: [InputRow], _ ledger: ExpenseLedger, _ words: Words
  ) -> [Tranche] {
    let transfers = project.grant.rows("transactions").filter { $0.string("type") == "incoming_funds" }
    let keys = Set(milestones.compactMap { $0.string("key") })
    let nothing = MoneySum().money(in: ledger.currency)
    func tranche(_ number: InlineValue, _ title: InlineValue, agreed: Money?, of isMeant: (String?) -> Bool) -> Tranche
    {
      let paid = transfers.filter { isMeant($0.string("milestone")) }
      let spent = ledger.byMilestone.filter { isMeant($0.key) }.map { $0.value.money(in: ledger.currency) }
      let known = spent.compactMap { $0 }
      return Tranche(
        number: number, title: title, agreed: agreed, days: paid.compactMap { $0.date("date") }.sorted(),
        received: paid.isEmpty ? nothing : paid.compactMap { $0.money("value") }.total(in: ledger.currency),
        spent: spent.isEmpty ? (ledger.count == 0 ? nil : nothing) : known.total(in: ledger.currency))
    }
    let numbered = milestones.sorted { ($0.integer("number") ?? 0) < ($1.integer("number") ?? 0) }.map { row in
      tranche(.number(row.integer("number")), row.value("title"), agreed: row.money("tranche")) {
        $0 == row.string("key")
      }
    }
    // A milestone that the report may not show is none that it could name.
    let rest = tranche("—", .text(words["tranches.rest"]), agreed: nil) { key in key.map { !keys.contains($0) } ?? true
    }
    return numbered + (rest.days.isEmpty && rest.spent == nothing ? [] : [rest])
  }

  static func writeTranches(
    _ project: GrantProject, _ milestones: [InputRow], _ ledger: ExpenseLedger, _ report: inout ReportBuilder
  ) throws {
    let rows = milestones.isEmpty ? [] : tranches(project, milestones, ledger, report.words)
    try report.table(
      "tranches", of: rows, missing: "milestone",
      [
        .text("number", width: 1) { $0.number }, .text("title", width: 7) { $0.title },
        .money("agreed", width: 4) { $0.agreed.map { .money($0) } ?? "—" },
        .date("date", width: 3) { $0.days.last.map { .date($0) } ?? "—" },
        .money("received", width: 4) { .money($0.received) }, .money("spent", width: 4) { .money($0.spent) },
        .money("balance", width: 4) { .money($0.balance) },
      ])
  }
}
