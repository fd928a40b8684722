public import Records

/// A grant's money: what was granted, received and spent, all of it and by budget line.
public struct GrantAccount: Sendable {
  /// The inputs that ``init(_:_:)`` reads, in this order: those of ``ExpenseLedger``.
  public static var queries: [InputQuery] { ExpenseLedger.queries }

  /// The programme and the grant.
  public let project: GrantProject
  /// What was spent.
  public let ledger: ExpenseLedger
  /// The lines of the grant's budget in its order, then those from which something was spent though it has no such.
  public let lines: [BudgetUse]
  /// All lines together.
  public let total: BudgetUse
  /// The four figures.
  public let balance: GrantBalance

  /// Reads the inputs that ``queries`` asks for.
  public init(_ project: GrantProject, _ inputs: ReportInputs) throws {
    self.project = project
    ledger = try ExpenseLedger(project, inputs)
    let rows = project.grant.rows("budgetLines")
    let known = Set(rows.compactMap { $0.string("code") })
    lines =
      rows.map { [ledger] in BudgetUse($0, ledger) }
      + ledger.codes.filter { !known.contains($0) }.map { [ledger] in BudgetUse(unbudgeted: $0, ledger) }
    total = BudgetUse(of: lines, ledger)
    balance = GrantBalance(project, ledger)
  }

  /// What the grant says was used and what the expenses that the report may show add up to, where these are not the same:
  /// those above the report's level stand in no line.
  public var difference: (stated: Money, itemised: Money)? {
    guard let stated = balance.used, let itemised = ledger.all?.toDate.money, stated != itemised else { return nil }
    return (stated, itemised)
  }

  /// The tranches, by the numbers of the milestones that they follow; then what came or was spent without one.
  public func tranches(_ milestones: [InputRow]) -> [Tranche] {
    let keys = Set(milestones.compactMap { $0.string("key") })
    let numbered = milestones.sorted { ($0.integer("number") ?? 0) < ($1.integer("number") ?? 0) }.map { row in
      Tranche(row, self) { $0 == row.string("key") }
    }
    // A milestone that the report may not show is none that it could name.
    let rest = Tranche(nil, self) { key in key.map { !keys.contains($0) } ?? true }
    let isEmpty = rest.days.isEmpty && (rest.spent?.minorUnits ?? 0) == 0
    return numbered + (isEmpty ? [] : [rest])
  }
}

/// The tranche that follows a milestone: what was agreed, what came, and what was spent of it.
public struct Tranche: Sendable {
  /// The milestone; nil for what is of none that the report may show.
  public let milestone: InputRow?
  /// What was agreed.
  public let agreed: Money?
  /// The days on which it came, the latest last.
  public let days: [CalendarDate]
  /// What came.
  public let received: Money?
  /// What was spent of it to date; nil where nothing is known.
  public let spent: Money?

  /// What is left of it.
  public var balance: Money? { spent.flatMap { received?.subtracting($0) } }

  fileprivate init(_ milestone: InputRow?, _ account: GrantAccount, of isMeant: (String?) -> Bool) {
    let paid = account.project.transfers.filter { isMeant($0.string("milestone")) }
    let currency = account.ledger.currency
    self.milestone = milestone
    agreed = milestone?.money("tranche")
    days = paid.compactMap { $0.date("date") }.sorted()
    received =
      paid.isEmpty ? MoneySum(in: currency).money : paid.compactMap { $0.money("value") }.total(in: currency)
    spent = account.ledger.spent(ofMilestones: isMeant)
  }
}
