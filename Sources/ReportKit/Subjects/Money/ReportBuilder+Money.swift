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
  /// days than the period, and that they are not what the grant says was used, or may not be all of it.
  public mutating func spendingGaps(_ account: GrantAccount) throws {
    let ledger = account.ledger
    if ledger.all == nil { try nothing("spending.none", path: "expense") }
    if ledger.unconverted > 0 {
      try caution("spending.unconverted", ["count": String(ledger.unconverted)], path: "expense.converted")
    }
    if ledger.straddling > 0 {
      try caution("spending.straddling", ["count": String(ledger.straddling)], path: "expense.periodEnd")
    }
    try withheldSpending(account)
    guard let difference = account.difference else { return }
    try caution(account.unitemised == nil ? "spending.exceeds" : "spending.difference", path: "expense")
    let (itemised, stated) = (InlineValue.money(difference.itemised), InlineValue.money(difference.stated))
    guard let rest = account.unitemised?.spent?.toDate.value else {
      return try form("spending", ["itemised": itemised, "stated": stated])
    }
    try form("spending", ["itemised": itemised, "unitemised": rest, "stated": stated])
  }

  /// That what was used is what the report may show of it: where the grant states no total of its own to the report's last
  /// day, and the level keeps back records. Of which kind they are is told to nobody, so that it may be none of them.
  public mutating func withheldSpending(_ account: GrantAccount) throws {
    guard account.project.grant.money("spent") == nil,
      request.withheld.contains(where: { $0.reason == "above_disclosure_level" })
    else { return }
    try caution("spending.withheld", path: "expense")
  }

  /// The grant's budget line by line, with what was spent of each, what is not itemised, and all of it together, so that the
  /// total is what was used. Tells the requester of lines from which more was spent than may be, as long as no comment
  /// explains it.
  ///
  /// - Parameter isGrouped: whether the lines stand under the names of their cost categories.
  public mutating func budgetUse(_ account: GrantAccount, _ columns: [BudgetColumn], grouped isGrouped: Bool = false)
    throws
  {
    let fields = columns.map { $0.field(words) }
    let sums = try [account.unitemised, account.total].compactMap { $0 }.map { try TableRow.total(of: $0, fields) }
    let path = "programme.grants.budgetLines"
    if isGrouped {
      let noCategory = words["budgetUse.noCategory"]
      try table(
        "budgetUse", of: account.lines, missing: path, grouped: { $0.category ?? noCategory }, last: sums, fields)
    } else {
      try table("budgetUse", of: account.lines, missing: path, last: sums, fields)
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

  /// The tranches by the milestones that they follow: what was agreed, what came and when, and what was spent of it; then
  /// all of it together, so that the total is what came and what was used.
  public mutating func tranches(_ account: GrantAccount, of milestones: [InputRow]) throws {
    let tranches = milestones.isEmpty ? [] : account.tranches(milestones)
    let words = words
    let fields: [TableField<Tranche>] = [
      .text("number", width: 1) { tranche in tranche.milestone.map { .number($0.integer("number")) } ?? "" },
      .text("title", width: 7) { $0.name(words) }, .money("agreed", width: 4) { $0.agreed.map { .money($0) } ?? "—" },
      .date("date", width: 3) { $0.days.last.map { .date($0) } ?? "—" },
      .money("received", width: 4) { .money($0.received) }, .money("spent", width: 4) { .money($0.spent) },
      .money("balance", width: 4) { tranche in
        switch tranche.subject {
        case .milestone, .all: .money(tranche.balance)
        case .noMilestone, .unitemised: "—"
        }
      },
    ]
    try table(
      "tranches", of: tranches, missing: "milestone", last: [try .total(of: Tranche(all: tranches), fields)], fields)
  }
}

extension Tranche {
  /// The milestone's title, or what stands for it.
  fileprivate func name(_ words: Words) -> InlineValue {
    switch subject {
    case .milestone(let row): row.value("title")
    case .noMilestone: .text(words["tranches.rest"])
    case .unitemised: .text(words["spending.unitemised"])
    case .all: .text(words["tranches.all"])
    }
  }
}
