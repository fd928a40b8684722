import Records
import ReportDocument
import ReportKit

/// How much of a budget line has been used; also of all of them.
struct BudgetUse {
  let code: String
  let label: InlineValue
  let category: String?
  let planned: Money?
  /// The sum since a change; nil where there was none.
  let revised: Money?
  let before: Money?
  let within: Money?
  /// What leads to the expenses of the period.
  let trace: String?
  let comment: InlineValue

  /// What may be used.
  var budget: Money? { revised ?? planned }
  /// What was used to date.
  var cumulative: Money? { Self.sum([before, within]) }
  /// What is left.
  var balance: Money? { cumulative.flatMap { budget?.subtracting($0) } }
  /// Hundredths of the budget that were used.
  var share: Double? { budget.flatMap { cumulative?.share(of: $0) }.map { $0 * 100 } }

  /// The lines of the grant's budget in its order, and those under whose code something was spent though it has no such.
  static func all(_ project: GrantProject, _ ledger: ExpenseLedger, _ words: Words) -> [BudgetUse] {
    let lines = project.grant.rows("budgetLines")
    let known = Set(lines.compactMap { $0.string("code") })
    let others = Set(ledger.within.keys).union(ledger.before.keys).subtracting(known).sorted(by: NodeCode.precedes)
    return lines.map { line in
      BudgetUse(
        line.string("code") ?? "—", line.value("label"), line.label("category"), planned: line.money("planned"),
        revised: line.money("revised"), remarks: [line.text("changeReason")], ledger)
    }
      + others.map {
        BudgetUse($0, .text(words["lines.unknown"]), nil, planned: nil, revised: nil, remarks: [], ledger)
      }
  }

  private init(
    _ code: String, _ label: InlineValue, _ category: String?, planned: Money?, revised: Money?, remarks: [String?],
    _ ledger: ExpenseLedger
  ) {
    (self.code, self.label, self.category, self.planned, self.revised) = (code, label, category, planned, revised)
    // Where no expense has arrived at all, nothing is known; where others have, nothing was spent from this line.
    let nothing = ledger.count == 0 ? nil : MoneySum().money(in: ledger.currency)
    before = ledger.before[code].map { $0.money(in: ledger.currency) } ?? nothing
    within = ledger.within[code].map(\.sum) ?? nothing
    trace = ledger.within[code]?.trace
    let comments = remarks.compactMap { $0 } + (ledger.comments[code] ?? [])
    comment = comments.isEmpty ? "—" : .lines(comments)
  }

  /// All lines together.
  init(totalOf lines: [BudgetUse], _ label: String) {
    (code, self.label, category, trace, comment) = ("", .text(label), nil, nil, "")
    // A line that was spent from without being in the budget has none.
    planned = Self.sum(lines.filter { $0.planned != nil }.map(\.planned))
    revised = Self.sum(lines.filter { $0.budget != nil }.map(\.budget))
    before = Self.sum(lines.map(\.before))
    within = Self.sum(lines.map(\.within))
  }

  /// Sums of one currency; nil without any, or if one is not known.
  private static func sum(_ sums: [Money?]) -> Money? {
    let known = sums.compactMap { $0 }
    return known.count == sums.count ? known.total(in: known.first?.currency) : nil
  }
}
