import Records
import ReportDocument
import ReportKit

/// Section 11: what was granted, received and spent, by grant and by budget line, each in its own currency.
enum Finance {
  static let query = InputQuery.listing(
    "expenses", from: "expense",
    select: ["grant", "budgetLine", "spentOn", "periodEnd", "amount", "converted"], orderBy: ["key"]
  ).outside(.period)

  /// A budget line, a line that the budget does not have, or all of a grant.
  private struct Use {
    let label: InlineValue
    let category: String?
    let planned: Money?
    let used: Spending.Sums
    var foreign: [Spending.Foreign] = []

    /// Exact; nil where one is not known.
    var balance: Money? { planned.flatMap { difference($0, used.toDate) } }
  }

  static func write(_ country: CountryProgramme, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("finance")
    try report.narrative("finance")
    let spending = try Spending(inputs, country)
    try report.table(
      "grants", of: country.grants, missing: "programme.grants",
      [
        .text("grant", width: 4) { .text($0.string("number")) },
        .text("donor", width: 5) { .text($0.organisationText("donor", .introduced)) },
        .money("granted", width: 4) { .money(granted($0)) }, .money("received", width: 4) { .money(received($0)) },
        .money("spent", width: 4) { .money(spending.sums($0, nil).toDate) },
        .money("balance", width: 4) { row in
          .money(received(row).flatMap { difference($0, spending.sums(row, nil).toDate) })
        },
        .money("cofinancing", width: 4) { .money($0.money("cofinancing")) },
      ])
    if spending.unconverted > 0 { try report.placeholder("gaps.unconverted", path: "expense.converted") }
    for grant in country.grants { try write(grant, spending, &report) }
  }

  private static func write(_ grant: InputRow, _ spending: Spending, _ report: inout ReportBuilder) throws {
    try report.heading(Bilingual(verbatim: grant.string("number") ?? "—"))
    let words = report.words
    let lines = grant.rows("budgetLines")
    let known = lines.compactMap { $0.string("code") }
    var uses = lines.map { line in
      Use(
        label: line.value("label"), category: line.label("category"),
        planned: line.money("revised") ?? line.money("planned"), used: spending.sums(grant, line.string("code")),
        foreign: spending.foreign(grant, line.string("code") ?? ""))
    }
    uses += spending.lines(of: grant).filter { !known.contains($0) }.map { code in
      Use(
        label: .text(words["budget.unknown"]), category: nil, planned: nil, used: spending.sums(grant, code),
        foreign: spending.foreign(grant, code))
    }
    let planned = uses.compactMap(\.planned).total(in: granted(grant)?.currency)
    let all = Use(label: .text(words["budget.all"]), category: "", planned: planned, used: spending.sums(grant, nil))
    let fields: [TableField<Use>] = [
      .text("line", width: 6) { $0.label }, .text("category", width: 4) { .text($0.category) },
      .money("planned", width: 4) { .money($0.planned) }, .money("within", width: 4) { .money($0.used.within) },
      .money("toDate", width: 4) { .money($0.used.toDate) }, .money("balance", width: 4) { .money($0.balance) },
      .percent("share", width: 2) { use in
        .percent(use.planned.flatMap { share(use.used.toDate, of: $0) })
      },
    ]
    try report.table(
      "budget", of: uses, missing: "programme.grants.budgetLines", last: [try .total(of: all, fields)], fields)
    let foreign = uses.flatMap { use in use.foreign.map { (label: use.label, sums: $0) } }
    if !foreign.isEmpty {
      try report.table(
        "foreign", of: foreign, missing: "expense",
        [
          .text("line", width: 6) { $0.label }, .money("paid", width: 4) { .money($0.sums.paid) },
          .money("converted", width: 4) { .money($0.sums.converted) },
        ])
    }
    try report.prose(grant, "comment")
  }

  private static func granted(_ grant: InputRow) -> Money? { grant.money("revisedAmount") ?? grant.money("amount") }

  /// What the grant says or, in a report that ends on a day, what has arrived until then.
  private static func received(_ grant: InputRow) -> Money? {
    let tranches = grant.rows("transactions").filter { $0.string("type") == "incoming_funds" }
    return grant.money("received") ?? tranches.compactMap { $0.money("value") }.total(in: granted(grant)?.currency)
  }

  private static func share(_ part: Money?, of whole: Money) -> Double? {
    guard let part, part.currency == whole.currency, whole.minorUnits > 0 else { return nil }
    return Double(part.minorUnits) * 100 / Double(whole.minorUnits)
  }

  private static func difference(_ one: Money, _ other: Money?) -> Money? {
    guard let other, one.currency == other.currency else { return nil }
    return Money(minorUnits: one.minorUnits - other.minorUnits, currency: one.currency)
  }
}
