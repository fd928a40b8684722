import Records
import ReportKit

/// The expenses of a grant, added up by budget line, milestone and currency while they pass by.
struct ExpenseLedger {
  /// What was spent in another currency than the grant's.
  struct Conversion {
    var spent = MoneySum()
    var converted = MoneySum()
    var lowestRate = Double.infinity
    var highestRate = 0.0
  }

  /// The grant's currency.
  let currency: String?
  /// What was spent before the period, by the code of the budget line.
  private(set) var before: [String: MoneySum] = [:]
  /// What was spent in the period, by the code of the budget line, with what leads to the expenses.
  private(set) var within: [String: (sum: Money?, trace: String?)] = [:]
  /// What was spent to date, by the key of the milestone; under nil what is of none.
  private(set) var byMilestone: [String?: MoneySum] = [:]
  /// By the currency in which it was spent.
  private(set) var conversions: [String: Conversion] = [:]
  /// The first remarks on expenses, by the code of the budget line.
  private(set) var comments: [String: [String]] = [:]
  /// Expenses in another currency whose sum in the grant's is not known; they are in no sum.
  private(set) var unconverted = 0
  /// All expenses to date.
  private(set) var count = 0

  /// As many remarks stand beside a budget line.
  private static let commentsShown = 3

  /// Reads the inputs `spentInPeriod` and `expenses`, the latter row by row.
  init(_ project: GrantProject, _ inputs: ReportInputs) throws {
    currency = project.grant.money("amount")?.currency
    for row in try inputs.rows(of: "spentInPeriod") {
      guard let code = row.string("budgetLine") else { continue }
      let sums = ["sum(amount)", "sum(converted)"].flatMap(row.sums)
      within[code] = (sums.total(in: currency) ?? MoneySum().money(in: currency), row.trace)
    }
    for row in try inputs.rows(of: "expenses") { add(row, project.request.period) }
  }

  /// What was used up to the period's last day, as received is what came until then; reads the input `expenses`. Nil without
  /// an expense whose sum in the grant's currency is known.
  static func used(_ project: GrantProject, _ inputs: ReportInputs) throws -> Money? {
    let currency = project.grant.money("amount")?.currency
    var sum: MoneySum?
    for row in try inputs.rows(of: "expenses") {
      guard let day = row.date("spentOn") ?? row.date("periodEnd"),
        project.request.period.to.map({ day <= $0 }) ?? true,
        let known = [row.money("amount"), row.money("converted")].compactMap({ $0 }).first(where: {
          $0.currency == currency
        })
      else { continue }
      sum = sum ?? MoneySum()
      sum?.add(known)
    }
    return sum?.money(in: currency)
  }

  /// An expense of later days is none of this report's.
  private mutating func add(_ row: InputRow, _ period: ReportPeriod) {
    guard let day = row.date("spentOn") ?? row.date("periodEnd"), period.to.map({ day <= $0 }) ?? true,
      let code = row.string("budgetLine"), let amount = row.money("amount")
    else { return }
    count += 1
    if let comment = row.text("comment"), comments[code, default: []].count < Self.commentsShown {
      comments[code, default: []].append(comment)
    }
    guard let sum = amount.currency == currency ? amount : row.money("converted"), sum.currency == currency else {
      unconverted += 1
      return
    }
    byMilestone[row.string("milestone"), default: MoneySum()].add(sum)
    if let from = period.from, day < from { before[code, default: MoneySum()].add(sum) }
    guard amount.currency != currency else { return }
    var conversion = conversions[amount.currency] ?? Conversion()
    conversion.spent.add(amount)
    conversion.converted.add(sum)
    if let rate = row.number("exchangeRate") {
      conversion.lowestRate = min(conversion.lowestRate, rate)
      conversion.highestRate = max(conversion.highestRate, rate)
    }
    conversions[amount.currency] = conversion
  }
}

/// A sum in one currency, exact to its smallest unit; none once it is too large.
struct MoneySum {
  private var units: Int64? = 0

  mutating func add(_ sum: Money) {
    units = units.flatMap { units in
      let (total, overflows) = units.addingReportingOverflow(sum.minorUnits)
      return overflows ? nil : total
    }
  }

  func money(in currency: String?) -> Money? {
    currency.flatMap { currency in units.map { Money(minorUnits: $0, currency: currency) } }
  }
}
