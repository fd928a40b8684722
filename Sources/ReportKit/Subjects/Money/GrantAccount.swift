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
  /// What the grant says was used beyond the expenses that the report may show: those above its level, those that are not
  /// recorded one by one, and those in no currency that adds up. Nil where the expenses are all.
  public let unitemised: BudgetUse?
  /// All lines together, with what is not itemised.
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
    balance = GrantBalance(project, ledger)
    if let all = ledger.all, let used = balance.used, let itemised = all.toDate.money,
      let rest = used.subtracting(itemised), rest.minorUnits > 0
    {
      let sums = ExpenseSums(unitemised: rest, project.request.period)
      unitemised = BudgetUse(unitemised: sums)
      total = BudgetUse(of: lines, all.adding(sums))
    } else {
      unitemised = nil
      total = BudgetUse(of: lines, ledger.all)
    }
  }

  /// What the grant says was used and what the expenses that the report may show add up to, where these are not the same.
  public var difference: (stated: Money, itemised: Money)? {
    guard let stated = balance.used, let itemised = ledger.all?.toDate.money, stated != itemised else { return nil }
    return (stated, itemised)
  }

  /// The tranches, by the numbers of the milestones that they follow; then what came or was spent without one, and what is
  /// not itemised.
  public func tranches(_ milestones: [InputRow]) -> [Tranche] {
    let keys = Set(milestones.compactMap { $0.string("key") })
    let numbered = milestones.sorted { ($0.integer("number") ?? 0) < ($1.integer("number") ?? 0) }.map { row in
      Tranche(.milestone(row), self) { $0 == row.string("key") }
    }
    // A milestone that the report may not show is none that it could name.
    let rest = Tranche(.noMilestone, self) { key in key.map { !keys.contains($0) } ?? true }
    let isEmpty = rest.days.isEmpty && (rest.spent?.minorUnits ?? 0) == 0
    return numbered + (isEmpty ? [] : [rest]) + [Tranche(unitemised: self)].compactMap { $0 }
  }
}

/// The tranche that follows a milestone: what was agreed, what came, and what was spent of it.
public struct Tranche: Sendable {
  /// Of what it is.
  public enum Subject: Sendable {
    /// What follows a milestone.
    case milestone(InputRow)
    /// What is of no milestone that the report may show, such as running costs, which all tranches pay for.
    case noMilestone
    /// What the grant says came or was used beyond the transfers and expenses that the report may show.
    case unitemised
    /// All of it.
    case all
  }

  /// Of what it is.
  public let subject: Subject
  /// What was agreed; nil where nothing was.
  public let agreed: Money?
  /// The days on which it came, the latest last.
  public let days: [CalendarDate]
  /// What came.
  public let received: Money?
  /// What was spent of it to date; nil where nothing is known.
  public let spent: Money?

  /// What is left of a milestone's tranche, or of all; what is of no milestone was paid from all tranches.
  public var balance: Money? {
    switch subject {
    case .milestone, .all: spent.flatMap { received?.subtracting($0) }
    case .noMilestone, .unitemised: nil
    }
  }

  /// The milestone that it follows; nil for what is of none.
  public var milestone: InputRow? {
    guard case .milestone(let row) = subject else { return nil }
    return row
  }

  /// All tranches together.
  init(all tranches: [Tranche]) {
    subject = .all
    agreed = tranches.compactMap(\.agreed).total
    days = []
    received = tranches.compactMap(\.received).total
    let sums = tranches.map(\.spent)
    spent = sums.contains { $0 == nil } ? nil : sums.compactMap { $0 }.total
  }

  /// What is not itemised; nil where all is.
  fileprivate init?(unitemised account: GrantAccount) {
    let transfers = account.project.transfers.compactMap { $0.money("value") }.total(in: account.ledger.currency)
    let came = account.balance.received.flatMap { received in
      received.subtracting(transfers ?? Money(minorUnits: 0, currency: received.currency))
    }
    guard account.unitemised != nil || (came?.minorUnits ?? 0) > 0 else { return nil }
    (subject, agreed, days) = (.unitemised, nil, [])
    received = came.flatMap { $0.minorUnits > 0 ? $0 : nil } ?? MoneySum(in: account.ledger.currency).money
    spent =
      account.unitemised?.spent?.toDate.money
      ?? account.ledger.all.flatMap { _ in MoneySum(in: account.ledger.currency).money }
  }

  fileprivate init(_ subject: Subject, _ account: GrantAccount, of isMeant: (String?) -> Bool) {
    let paid = account.project.transfers.filter { isMeant($0.string("milestone")) }
    let currency = account.ledger.currency
    self.subject = subject
    if case .milestone(let row) = subject { agreed = row.money("tranche") } else { agreed = nil }
    days = paid.compactMap { $0.date("date") }.sorted()
    received =
      paid.isEmpty ? MoneySum(in: currency).money : paid.compactMap { $0.money("value") }.total(in: currency)
    spent = account.ledger.spent(ofMilestones: isMeant)
  }
}
