import Records
import ReportDocument
import ReportKit

/// Section 11: what was granted, received and spent, all of it and by budget line, currencies apart.
struct Finance {
  static let query = InputQuery.listing(
    "expenses", from: "expense",
    select: ["budgetLine", "spentOn", "periodStart", "periodEnd", "amount", "converted"], orderBy: ["key"]
  ).outside(.period)

  /// A budget line, a line that the budget does not have, or all of the grant.
  private struct Use {
    let label: InlineValue
    var category: InlineValue = .missing
    var planned: Money?
    let sums: Spending.Sums?
  }

  private let grant: InputRow
  private let granted: Money?
  private let spending: Spending

  init(_ project: GrantProject, _ inputs: ReportInputs) throws {
    grant = project.grant
    granted = grant.money("revisedAmount") ?? grant.money("amount")
    spending = try Spending(inputs, in: granted?.currency ?? "", project.request.period)
  }

  func write(_ report: inout ReportBuilder) throws {
    try report.section("finance")
    try report.narrative("finance")
    let spent = money(spending.all?.toDate)
    try report.form(
      "grant",
      [
        "number": .text(grant.string("number")), "donor": .text(grant.organisationText("donor", .introduced)),
        "granted": .money(granted), "received": .money(received), "spent": .money(spent),
        "balance": .money(difference(received, spent)), "cofinancing": .money(grant.money("cofinancing")),
      ])
    if spending.unconverted > 0 { try report.placeholder("gaps.unconverted", path: "expense.converted") }
    if spending.straddling > 0 { try report.placeholder("gaps.straddling", path: "expense.periodEnd") }
    try writeLines(&report)
    try report.prose(grant, "comment")
  }

  private func writeLines(_ report: inout ReportBuilder) throws {
    let words = report.words
    let budget = grant.rows("budgetLines")
    let known = budget.compactMap { $0.string("code") }
    let uses =
      budget.map { line in
        Use(
          label: line.value("label"), category: .text(line.label("category")),
          planned: line.money("revised") ?? line.money("planned"), sums: spending.sums(line.string("code")))
      }
      + spending.codes.filter { !known.contains($0) }.map { code in
        Use(label: .text(words["budget.unknown"]), sums: spending.sums(code))
      }
    let all = Use(
      label: .text(words["budget.all"]), category: .text(""),
      planned: uses.compactMap(\.planned).total(in: granted?.currency), sums: spending.all)
    let fields: [TableField<Use>] = [
      .text("line", width: 6) { $0.label }, .text("category", width: 4) { $0.category },
      .money("planned", width: 4) { .money($0.planned) }, .money("within", width: 4) { .money(money($0.sums?.within)) },
      .money("toDate", width: 4) { .money(money($0.sums?.toDate)) },
      .money("balance", width: 4) { .money(difference($0.planned, money($0.sums?.toDate))) },
      .percent("share", width: 2) { .percent(share(money($0.sums?.toDate), of: $0.planned)) },
    ]
    try report.table(
      "budget", of: uses, missing: "programme.grants.budgetLines", last: [try .total(of: all, fields)], fields)
    try report.lines(
      "foreign", [("line", .text, 6), ("paid", .money, 4), ("converted", .money, 4)],
      uses.flatMap { use in
        (use.sums?.foreign ?? [:]).sorted { $0.key < $1.key }.map { code, sums in
          TableRow([use.label, .money(money(sums.paid, code)), .money(money(sums.converted))])
        }
      })
  }

  /// What the grant says or, in a report that ends on a day, what has arrived until then.
  private var received: Money? {
    let tranches = grant.rows("transactions").filter { $0.string("type") == "incoming_funds" }
    return grant.money("received") ?? tranches.compactMap { $0.money("value") }.total(in: granted?.currency)
  }

  private func share(_ part: Money?, of whole: Money?) -> Double? {
    guard let part, let whole, part.currency == whole.currency, whole.minorUnits > 0 else { return nil }
    return Double(part.minorUnits) * 100 / Double(whole.minorUnits)
  }

  private func difference(_ one: Money?, _ other: Money?) -> Money? {
    guard let one, let other, one.currency == other.currency else { return nil }
    return Money(minorUnits: one.minorUnits - other.minorUnits, currency: one.currency)
  }

  /// A sum in a currency, the grant's unless another is named; nil where it is larger than any that can be written.
  private func money(_ units: Int128?, _ currency: String? = nil) -> Money? {
    guard let units, let currency = currency ?? granted?.currency else { return nil }
    return Int64(exactly: units).map { Money(minorUnits: $0, currency: currency) }
  }
}
