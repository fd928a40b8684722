public import Records

/// The expenses of a grant until a report's last day, added up while they pass by, so that any number of them takes the
/// memory of the budget alone.
public struct ExpenseLedger: Sendable {
  /// The inputs that ``init(_:_:)`` reads, in this order: `spentInPeriod`, `spentOnAllDays`, `expenses`.
  public static let queries: [InputQuery] =
    ExpenseTraces.queries + [
      // Balances are of what was spent before the period, too.
      .listing(
        "expenses", from: "expense",
        select: [
          "budgetLine", "spentOn", "periodStart", "periodEnd", "amount", "converted", "exchangeRate", "milestone",
          "comment", "language",
        ], orderBy: ["key"]
      ).outside(.period)
    ]

  /// The grant's currency; nil where its amount is not known.
  public let currency: String?
  /// All expenses; nil without any, since nothing is known then.
  public private(set) var all: ExpenseSums?
  private var lines: [String: ExpenseSums] = [:]
  private var milestones: [String?: ExpenseSum] = [:]
  /// How many expenses in another currency say nothing of the grant's; they are in no sum.
  public private(set) var unconverted = 0
  /// How many expenses are of days in the period and of others; they count where they end.
  public private(set) var straddling = 0

  /// Reads the inputs that ``queries`` asks for, of the grant that a report is of.
  public init(_ project: GrantProject, _ inputs: ReportInputs) throws {
    currency = project.granted?.currency
    let traces = try ExpenseTraces(inputs)
    for row in try inputs.rows(of: "expenses") {
      if let expense = Expense(row, in: currency) { add(expense, project.request.period) }
    }
    all?.take(traces, line: nil)
    for line in lines.keys { lines[line]?.take(traces, line: line) }
  }

  private mutating func add(_ expense: Expense, _ period: ReportPeriod) {
    if let start = expense.start, period.cuts(start, expense.day) { straddling += 1 }
    if let last = period.to, last < expense.day { return }
    if expense.own == nil { unconverted += 1 }
    let isBefore = period.from.map { expense.day < $0 } ?? false
    let nothing = ExpenseSums(in: currency)
    all = all ?? nothing
    all?.add(expense, isBefore: isBefore)
    lines[expense.line, default: nothing].add(expense, isBefore: isBefore)
    milestones[expense.milestone, default: ExpenseSum(in: currency)].add(expense.own)
  }

  /// The codes of the budget lines from which something was spent, in the order of their numbers.
  public var codes: [String] { lines.keys.sorted(by: NodeCode.precedes) }

  /// The expenses of a budget line; nil where the grant has no expense at all, so that nothing is known.
  public func sums(of line: String) -> ExpenseSums? { all.map { _ in lines[line] ?? ExpenseSums(in: currency) } }

  /// What was spent to date of the tranches of some milestones, or, asked for nil, of none; nil where nothing is known.
  ///
  /// - Parameter isMeant: whether the milestone of a key is one of them.
  public func spent(ofMilestones isMeant: (String?) -> Bool) -> Money? {
    guard all != nil else { return nil }
    var sum = MoneySum(in: currency)
    for (key, spent) in milestones where isMeant(key) {
      guard let money = spent.money else { return nil }
      sum.add(money)
    }
    return sum.money
  }
}

extension ReportPeriod {
  /// Whether some of these days lie within the period and others do not.
  fileprivate func cuts(_ start: CalendarDate, _ end: CalendarDate) -> Bool {
    touches(start, end) && ((from.map { start < $0 } ?? false) || (to.map { $0 < end } ?? false))
  }
}
