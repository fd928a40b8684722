import Records
import ReportDocument

/// Tables of a grant's money, with the kit's own words, which a format that has the same keys says in its own.
extension ReportBuilder {
  /// What was granted, received and used, what is left, and the co-financing, each with its share of the grant; then what of
  /// it does not add up.
  public mutating func grantBalance(_ account: GrantAccount) throws {
    let balance = account.balance
    let lines: [(name: String, sum: Money?, trace: String?)] = [
      ("granted", balance.granted, nil), ("received", balance.received, nil), ("used", balance.used, balance.trace),
      ("balance", balance.balance, nil), ("cofinancing", account.project.grant.money("cofinancing"), nil),
    ]
    try table(
      "grantBalance", of: lines, missing: "programme.grants",
      [
        .text("line", width: 7) { [words] in .text(words["grantBalance.\($0.name)"]) },
        .money("amount", width: 3) { .money($0.sum, trace: $0.trace) },
        .percent("share", width: 2) { .percent(balance.share($0.sum)) },
      ])
    for contradiction in balance.contradictions {
      try caution("grantBalance.\(contradiction.rawValue)", path: "programme.grants")
    }
  }

  /// What a reader must know about sums of expenses: that there are none, that some could not be converted or are of more
  /// days than the period, and that they are not what the grant says was used.
  public mutating func spendingGaps(_ account: GrantAccount) throws {
    let ledger = account.ledger
    if ledger.all == nil { try placeholder("spending.none", path: "expense") }
    if ledger.unconverted > 0 {
      try caution("spending.unconverted", ["count": String(ledger.unconverted)], path: "expense.converted")
    }
    if ledger.straddling > 0 {
      try caution("spending.straddling", ["count": String(ledger.straddling)], path: "expense.periodEnd")
    }
    guard let difference = account.difference else { return }
    try caution("spending.difference", path: "expense")
    try form("spending", ["stated": .money(difference.stated), "itemised": .money(difference.itemised)])
  }

  /// The grant's budget line by line, with what was spent of each, and all lines together. Tells the requester of lines from
  /// which more was spent than may be, as long as no comment explains it.
  ///
  /// - Parameter isGrouped: whether the lines stand under the names of their cost categories.
  public mutating func budgetUse(_ account: GrantAccount, _ columns: [BudgetColumn], grouped isGrouped: Bool = false)
    throws
  {
    let fields = columns.map { $0.field(words) }
    let total: TableRow = try .total(of: account.total, fields)
    let path = "programme.grants.budgetLines"
    if isGrouped {
      let noCategory = words["budgetUse.noCategory"]
      try table(
        "budgetUse", of: account.lines, missing: path, grouped: { $0.category ?? noCategory }, last: [total], fields)
    } else {
      try table("budgetUse", of: account.lines, missing: path, last: [total], fields)
    }
    for line in account.lines where line.isOverspent && line.comments.isEmpty {
      let key = line.subject == .unbudgeted ? "budgetUse.unknown" : "budgetUse.unexplained"
      try diagnose(.warning, words[key, ["line": line.code]], path: path)
    }
  }

  /// What was spent from each budget line, drawn against what may be used.
  public mutating func budgetDrawn(_ account: GrantAccount) throws {
    let lines = account.lines.filter { $0.budget != nil && $0.spent?.toDate.money != nil }
    try drawn(
      "use", as: .progress, titles: [words["use.used"], words["use.budget"]], holding: .money,
      lines.map { TableRow([$0.label, $0.spent?.toDate.value ?? .missing, .money($0.budget)]) })
  }

  /// What was spent in other currencies than the grant's, what it was converted to, and at which rates; nothing without any.
  ///
  /// - Parameter isByLine: whether each budget line stands apart.
  public mutating func conversions(_ account: GrantAccount, byLine isByLine: Bool = false) throws {
    let rows = (isByLine ? account.lines : [account.total]).flatMap { use in
      (use.spent?.conversions ?? [:]).sorted { $0.key < $1.key }.map { (use: use, code: $0.key, conversion: $0.value) }
    }
    typealias Row = (use: BudgetUse, code: String, conversion: ExpenseConversion)
    func rate(_ rate: Double?) -> InlineValue { .number(rate, decimals: 2) }
    guard !rows.isEmpty else { return }
    let line = TableField<Row>.text("line", width: 6) { [words] in $0.use.name(words) }
    try table(
      "conversions", of: rows, missing: "expense",
      (isByLine ? [line] : []) + [
        .text("currency", width: isByLine ? 3 : 9) { .text($0.code) },
        .money("spent", width: 4) { .money($0.conversion.spent) },
        .money("converted", width: 4) { .money($0.conversion.converted) },
        .number("lowest", width: 3) { rate($0.conversion.lowestRate) },
        .number("highest", width: 3) { rate($0.conversion.highestRate) },
      ])
  }

  /// The tranches by the milestones that they follow: what was agreed, what came and when, and what was spent of it.
  public mutating func tranches(_ account: GrantAccount, of milestones: [InputRow]) throws {
    try table(
      "tranches", of: milestones.isEmpty ? [] : account.tranches(milestones), missing: "milestone",
      [
        .text("number", width: 1) { tranche in tranche.milestone.map { .number($0.integer("number")) } ?? "—" },
        .text("title", width: 7) { [words] in $0.milestone?.value("title") ?? .text(words["tranches.rest"]) },
        .money("agreed", width: 4) { $0.agreed.map { .money($0) } ?? "—" },
        .date("date", width: 3) { $0.days.last.map { .date($0) } ?? "—" },
        .money("received", width: 4) { .money($0.received) }, .money("spent", width: 4) { .money($0.spent) },
        .money("balance", width: 4) { .money($0.balance) },
      ])
  }
}
