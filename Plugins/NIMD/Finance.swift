import Records
import ReportDocument
import ReportKit

/// Section 11: what was granted, received and spent, by grant and by budget line, each in its own currency.
enum Finance {
  static let query = InputQuery.listing(
    "expenses", from: "expense",
    select: ["grant", "budgetLine", "spentOn", "periodStart", "periodEnd", "amount", "converted"], orderBy: ["key"]
  ).outside(.period)

  /// A budget line, a line that the budget does not have, or all of a grant.
  private struct Use {
    let label: InlineValue
    let category: InlineValue
    let planned: Money?
    let sums: Spending.Sums?
    let currency: String

    var toDate: Money? { sums.flatMap { money($0.toDate, currency) } }
    var within: Money? { sums.flatMap { money($0.within, currency) } }
  }

  static func write(_ country: CountryProgramme, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("finance")
    try report.narrative("finance")
    let spending = try Spending(inputs, country)
    func spent(_ grant: InputRow) -> Money? {
      spending.sums(grant, nil).flatMap { money($0.toDate, granted(grant)?.currency ?? "") }
    }
    try report.table(
      "grants", of: country.grants, missing: "programme.grants",
      [
        .text("grant", width: 4) { .text($0.string("number")) },
        .text("donor", width: 5) { .text($0.organisationText("donor", .introduced)) },
        .money("granted", width: 4) { .money(granted($0)) }, .money("received", width: 4) { .money(received($0)) },
        .money("spent", width: 4) { .money(spent($0)) },
        .money("balance", width: 4) { .money(difference(received($0), spent($0))) },
        .money("cofinancing", width: 4) { .money($0.money("cofinancing")) },
      ])
    if spending.unconverted > 0 { try report.placeholder("gaps.unconverted", path: "expense.converted") }
    if spending.straddling > 0 { try report.placeholder("gaps.straddling", path: "expense.periodEnd") }
    for (index, grant) in country.grants.enumerated() { try write(grant, number: index + 1, spending, &report) }
  }

  private static func write(
    _ grant: InputRow, number: Int, _ spending: Spending, _ report: inout ReportBuilder
  ) throws {
    try report.heading(Bilingual(verbatim: grant.string("number") ?? "—"))
    let words = report.words
    let currency = granted(grant)?.currency ?? ""
    let lines = grant.rows("budgetLines")
    let known = lines.compactMap { $0.string("code") }
    var uses = lines.map { line in
      Use(
        label: line.value("label"), category: .text(line.label("category")),
        planned: line.money("revised") ?? line.money("planned"), sums: spending.sums(grant, line.string("code")),
        currency: currency)
    }
    uses += spending.codes(of: grant).filter { !known.contains($0) }.map { code in
      Use(
        label: .text(words["budget.unknown"]), category: .missing, planned: nil, sums: spending.sums(grant, code),
        currency: currency)
    }
    let all = Use(
      label: .text(words["budget.all"]), category: .text(""), planned: uses.compactMap(\.planned).total(in: currency),
      sums: spending.sums(grant, nil), currency: currency)
    let fields: [TableField<Use>] = [
      .text("line", width: 6) { $0.label }, .text("category", width: 4) { $0.category },
      .money("planned", width: 4) { .money($0.planned) }, .money("within", width: 4) { .money($0.within) },
      .money("toDate", width: 4) { .money($0.toDate) },
      .money("balance", width: 4) { .money(difference($0.planned, $0.toDate)) },
      .percent("share", width: 2) { .percent(share($0.toDate, of: $0.planned)) },
    ]
    try report.table(
      "budget", of: uses, missing: "programme.grants.budgetLines", last: [try .total(of: all, fields)], fields)
    try report.lines(
      "foreign", number: number, [("line", .text, 6), ("paid", .money, 4), ("converted", .money, 4)],
      uses.flatMap { use in
        (use.sums?.foreign ?? [:]).sorted { $0.key < $1.key }.map { code, sums in
          TableRow([use.label, .money(money(sums.paid, code)), .money(money(sums.converted, currency))])
        }
      })
    try report.prose(grant, "comment")
  }

  private static func granted(_ grant: InputRow) -> Money? { grant.money("revisedAmount") ?? grant.money("amount") }

  /// What the grant says or, in a report that ends on a day, what has arrived until then.
  private static func received(_ grant: InputRow) -> Money? {
    let tranches = grant.rows("transactions").filter { $0.string("type") == "incoming_funds" }
    return grant.money("received") ?? tranches.compactMap { $0.money("value") }.total(in: granted(grant)?.currency)
  }

  private static func share(_ part: Money?, of whole: Money?) -> Double? {
    guard let part, let whole, part.currency == whole.currency, whole.minorUnits > 0 else { return nil }
    return Double(part.minorUnits) * 100 / Double(whole.minorUnits)
  }

  private static func difference(_ one: Money?, _ other: Money?) -> Money? {
    guard let one, let other, one.currency == other.currency else { return nil }
    return Money(minorUnits: one.minorUnits - other.minorUnits, currency: one.currency)
  }

  /// Nil where a sum is larger than any that can be written.
  private static func money(_ units: Int128, _ currency: String) -> Money? {
    Int64(exactly: units).map { Money(minorUnits: $0, currency: currency) }
  }
}
