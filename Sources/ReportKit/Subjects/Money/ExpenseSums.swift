public import Records
public import ReportDocument

/// Expenses added up in the grant's currency: of those in another one, what they were converted to.
public struct ExpenseSum: Sendable {
  private var sum: MoneySum
  /// How many they are, among them those whose sum in the grant's currency is not known.
  public private(set) var count = 0
  /// By which whoever may read the records finds the expenses; nil where the core has given none for just these.
  public private(set) var trace: String?

  init(in currency: String?) { sum = MoneySum(in: currency) }

  /// A sum of which no more is known; without one not even that.
  init(_ money: Money?) {
    self.init(in: money?.currency)
    if let money { sum.add(money) }
  }

  /// This sum and another one. It leads nowhere, since not all of it is expenses that the core has counted.
  func adding(_ other: ExpenseSum) -> ExpenseSum {
    guard let money, let more = other.money else { return ExpenseSum(nil) }
    return ExpenseSum([money, more].total)
  }

  /// What they come to; nil where the grant has no currency, or where it is more than can be written.
  public var money: Money? { sum.money }

  /// The sum as it is printed, with its trace.
  public var value: InlineValue { .money(money, trace: trace) }

  mutating func add(_ money: Money?) {
    count += 1
    if let money { sum.add(money) }
  }

  /// Takes the trace of as many expenses. Those here are among those that the core has counted, so that they are the same
  /// ones where they are as many.
  mutating func take(_ counted: ExpenseTraces.Counted?) {
    if let counted, counted.count == count { trace = counted.trace }
  }
}

/// The expenses of one budget line, or of all: before the report's period, within it, and until its last day.
public struct ExpenseSums: Sendable {
  /// Before the period's first day; nothing in a report without one.
  public private(set) var before: ExpenseSum
  /// In the period. An expense of several days is of the last one.
  public private(set) var within: ExpenseSum
  /// From the grant's beginning until the period's last day.
  public private(set) var toDate: ExpenseSum
  /// What was spent in other currencies than the grant's until the period's last day, by their codes. Expenses whose sum in
  /// the grant's currency is not known are not among it.
  public private(set) var conversions: [String: ExpenseConversion] = [:]
  /// The first remarks on the expenses.
  public private(set) var comments: [String] = []

  /// As many remarks are kept, so that a line of thousands of expenses can be printed.
  static let commentsKept = 3

  init(in currency: String?) {
    before = ExpenseSum(in: currency)
    within = before
    toDate = before
  }

  /// What was used without being itemised. In a report that begins on a day nobody can tell on which side of it.
  init(unitemised money: Money, _ period: ReportPeriod) {
    toDate = ExpenseSum(money)
    before = ExpenseSum(period.from == nil ? Money(minorUnits: 0, currency: money.currency) : nil)
    within = ExpenseSum(period.from == nil ? money : nil)
  }

  /// These expenses with what was used beside them.
  func adding(_ other: ExpenseSums) -> ExpenseSums {
    var sums = self
    sums.before = before.adding(other.before)
    sums.within = within.adding(other.within)
    sums.toDate = toDate.adding(other.toDate)
    return sums
  }

  mutating func add(_ expense: Expense, isBefore: Bool) {
    toDate.add(expense.own)
    if isBefore { before.add(expense.own) } else { within.add(expense.own) }
    if let comment = expense.comment, comments.count < Self.commentsKept { comments.append(comment) }
    guard let own = expense.own, own.currency != expense.amount.currency else { return }
    let code = expense.amount.currency
    conversions[code, default: ExpenseConversion(from: code, to: own.currency)].add(expense.amount, own, expense.rate)
  }

  mutating func take(_ traces: ExpenseTraces, line: String?) {
    within.take(traces.within[line])
    toDate.take(traces.allDays[line])
  }
}

/// What was spent in another currency than the grant's, and what it was converted to.
public struct ExpenseConversion: Sendable {
  private var paid: MoneySum
  private var own: MoneySum
  /// The lowest rate recorded: how much of the currency one unit of the grant's buys; nil where none is.
  public private(set) var lowestRate: Double?
  /// The highest rate recorded.
  public private(set) var highestRate: Double?

  init(from currency: String, to own: String) {
    paid = MoneySum(in: currency)
    self.own = MoneySum(in: own)
  }

  /// In the currency in which it was spent.
  public var spent: Money? { paid.money }
  /// In the grant's currency.
  public var converted: Money? { own.money }

  mutating func add(_ amount: Money, _ converted: Money, _ rate: Double?) {
    paid.add(amount)
    own.add(converted)
    guard let rate else { return }
    lowestRate = min(lowestRate ?? rate, rate)
    highestRate = max(highestRate ?? rate, rate)
  }
}

/// One expense as the ledger reads it.
struct Expense {
  let line: String
  let amount: Money
  /// The day on which it counts: its own, or the last of those that it is the sum of.
  let day: CalendarDate
  let start: CalendarDate?
  /// In the grant's currency; nil where that is not known.
  let own: Money?
  let rate: Double?
  let milestone: String?
  let comment: String?

  init?(_ row: InputRow, in currency: String?) {
    guard let line = row.string("budgetLine"), let amount = row.money("amount"),
      let day = row.date("spentOn") ?? row.date("periodEnd")
    else { return nil }
    (self.line, self.amount, self.day) = (line, amount, day)
    start = row.date("periodStart")
    own = [amount, row.money("converted")].compactMap { $0 }.first { $0.currency == currency }
    rate = row.number("exchangeRate")
    milestone = row.string("milestone")
    comment = row.text("comment")
  }
}

/// How many expenses the core has counted, by the code of the budget line, and of all under nil; with what leads to them.
struct ExpenseTraces {
  typealias Counted = (count: Int, trace: String)

  /// Those of the report's period.
  let within: [String?: Counted]
  /// Those of all days, also after the period.
  let allDays: [String?: Counted]

  static let queries = [tally("spentInPeriod"), tally("spentOnAllDays").outside(.period)]

  init(_ inputs: ReportInputs) throws {
    within = try Self.counted("spentInPeriod", inputs)
    allDays = try Self.counted("spentOnAllDays", inputs)
  }

  private static func tally(_ name: String) -> InputQuery {
    .tally(name, from: "expense", groupBy: ["budgetLine"], measures: ["count"], totals: true).traced()
  }

  private static func counted(_ input: String, _ inputs: ReportInputs) throws -> [String?: Counted] {
    var counted: [String?: Counted] = [:]
    for row in try inputs.rows(of: input) {
      if let count = row.integer("count"), let trace = row.trace { counted[row.string("budgetLine")] = (count, trace) }
    }
    return counted
  }
}
