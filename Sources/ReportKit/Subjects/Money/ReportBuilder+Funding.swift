import Records
import ReportDocument

/// What sources give for a plan, and what came and went.
extension ReportBuilder {
  /// A plan's money: each currency by the parts of the plan, drawn; each part's sources; and the sources of the whole. Words
  /// may hold `{years}`, those of the plan.
  public mutating func funding(_ funding: Funding) throws {
    let currencies = funding.currencies
    guard !currencies.isEmpty else { return try nothing("funding.empty", path: "framework.funding") }
    for currency in currencies { try fundingByPart(funding, currency) }
    try fundingSources(funding)
    try table(
      "fundingWhole", ["years": funding.years], of: funding.whole.map { (row: $0, amounts: FundingAmounts($0)) },
      missing: "framework.funding",
      [
        .text("source", width: 7) { $0.row.value("source") },
        .text("giver", width: 5) { funding in
          let managers = funding.row.organisationTexts("managers", .short).joined(separator: ", ")
          return .text(funding.row.organisationText("organisation") ?? (managers.isEmpty ? "—" : managers))
        },
        .money("planned", width: 6) { .money($0.amounts.planned) },
        .money("mobilised", width: 6) { .money($0.amounts.mobilised) },
        .money("spent", width: 6) { .money($0.amounts.spent) },
        .percent("share", width: 5) { .percent($0.amounts.share) },
      ])
  }

  /// One currency by the parts; what the plan has and no part is given stands in a row of its own.
  private mutating func fundingByPart(_ funding: Funding, _ currency: String) throws {
    let sums = funding.sums(in: currency)
    if !sums.exceeded.isEmpty { try caution("funding.exceeds", path: "framework.funding") }
    var rows = sums.parts
    if sums.isUnallotted { rows.append((words["funding.unallotted"], sums.rest)) }
    let total = FundingAmounts(of: rows.map(\.amounts))
    let columns = ["planned", "mobilised", "spent"].map {
      TableColumn(TitleText(words["funding.\($0)"]), .money, weight: 3)
    }
    // A figure of the kit's has one caption, and this one has one for each currency.
    try add(
      .tableStart(
        TableStart(
          identifier: "budget-\(currency)",
          caption: TitleText(words["funding.caption", ["currency": currency, "years": funding.years]]),
          columns: [TableColumn(TitleText(words["funding.group"]), weight: 6)] + columns,
          figure: rows.count < DocumentLimits.figureRows
            ? Figure(.bar, alternative: TitleText(words["funding.alternative"])) : nil)))
    func cells(_ name: String, _ amounts: FundingAmounts) -> [InlineValue] {
      [.text(name)] + amounts.all.map { .money($0) }
    }
    for row in rows { try add(.row(TableRow(cells(row.name, row.amounts)))) }
    try add(.row(TableRow(cells(words["funding.total"], total), role: .total)))
    let notes = [words["funding.note", ["years": funding.years]], atLeast(rows)].compactMap { $0 }
    try add(.tableEnd(TableEnd(note: RichText(notes.joined(separator: " ")))))
  }

  /// Of which rows which amounts are not stated by all sources, so that a sum does not look like all there is.
  private func atLeast(_ rows: [(name: String, amounts: FundingAmounts)]) -> String? {
    let amounts = FundingAmounts.Name.allCases.compactMap { amount -> String? in
      let names = rows.filter { $0.amounts.incomplete.contains(amount) }.map(\.name)
      return names.isEmpty ? nil : "\(words["funding.\(amount.rawValue)"]) (\(names.joined(separator: "; ")))"
    }
    return amounts.isEmpty ? nil : words["funding.atLeast", ["amounts": amounts.joined(separator: ", ")]]
  }

  private mutating func fundingSources(_ funding: Funding) throws {
    let rows = funding.parts.flatMap { part in part.sources.map { (part: part.name, source: $0) } }
    try table(
      "fundingSources", ["years": funding.years], of: rows, missing: "framework.nodes.funding", grouped: { $0.part },
      [
        .text("source", width: 7) { $0.source.name },
        .money("planned", width: 5) { .money($0.source.amounts.planned) },
        .money("mobilised", width: 5) { .money($0.source.amounts.mobilised) },
        .money("spent", width: 5) { .money($0.source.amounts.spent) },
        .percent("share", width: 4) { .percent($0.source.amounts.share) },
        .percent("used", width: 4) { .percent($0.source.amounts.used) },
      ])
  }

  /// Transfers of money, one by one: rows of grants' `transactions`.
  public mutating func transfers(_ rows: [InputRow]) throws {
    try table(
      "transfers", of: rows, missing: "programme.grants.transactions",
      [
        .date("date", width: 4) { .date($0.date("date")) },
        .text("giver", width: 4) { .text($0.organisationText("organisation")) },
        .text("purpose", width: 8) { $0.value("description") },
        .money("amount", width: 4) { .money($0.money("value")) },
      ])
  }

  /// What was spent of each funder's money in the period: the input that ``InputQuery/spentByFunder`` asks for.
  public mutating func spentByFunder() throws {
    let rows = try inputs.collected("spentByFunder").flatMap { row in
      row.sums("sum(amount)").map { (row: row, sum: $0) }
    }
    try table(
      "spentByFunder", of: rows, missing: "expense",
      [
        .text("giver", width: 8) { .text($0.row.organisationText("funder")) },
        .money("amount", width: 4) { .money($0.sum, trace: $0.row.trace) },
      ])
  }
}

extension InputQuery {
  /// Expenses of the period by whose money they were, currencies apart: input `spentByFunder`.
  public static let spentByFunder = tally(
    "spentByFunder", from: "expense", groupBy: ["funder"], measures: ["sum(amount)"]
  ).labelled().traced()
}
