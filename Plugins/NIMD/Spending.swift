import Records
import ReportKit

/// A grant's expenses until the report's last day, added up by budget line as they come; exact, in smallest units.
struct Spending {
  /// What was spent, in the grant's currency: of expenses in another one, what they were converted to.
  struct Sums {
    fileprivate(set) var within: Int128 = 0
    /// From the grant's beginning to the report's last day.
    fileprivate(set) var toDate: Int128 = 0
    /// What was paid in other currencies than the grant's, and what it came to in the grant's, by their codes.
    fileprivate(set) var foreign: [String: (paid: Int128, converted: Int128)] = [:]

    fileprivate mutating func add(_ amount: Money, _ own: Money?, in currency: String, isWithin: Bool) {
      let units = Int128(own?.minorUnits ?? 0)
      toDate += units
      if isWithin { within += units }
      guard amount.currency != currency else { return }
      let (paid, converted) = foreign[amount.currency] ?? (0, 0)
      foreign[amount.currency] = (paid + Int128(amount.minorUnits), converted + units)
    }
  }

  /// Of all of the grant; nil where it has no expense at all, so that nothing is known.
  private(set) var all: Sums?
  private var lines: [String: Sums] = [:]
  /// How many expenses in another currency say nothing of the grant's, and are not in the sums.
  private(set) var unconverted = 0
  /// How many expenses are of days in the period and of others.
  private(set) var straddling = 0

  init(_ inputs: ReportInputs, in currency: String, _ period: ReportPeriod) throws {
    for row in try inputs.rows(of: "expenses") {
      guard let amount = row.money("amount"), let line = row.string("budgetLine") else { continue }
      let day = row.date("spentOn") ?? row.date("periodEnd")
      if let start = row.date("periodStart"), let day, period.cuts(start, day) { straddling += 1 }
      if let day, let last = period.to, last < day { continue }
      let own = [amount, row.money("converted")].compactMap { $0 }.first { $0.currency == currency }
      if own == nil { unconverted += 1 }
      let isWithin = period.covers(nil, day)
      all = all ?? Sums()
      all?.add(amount, own, in: currency, isWithin: isWithin)
      lines[line, default: Sums()].add(amount, own, in: currency, isWithin: isWithin)
    }
  }

  /// The sums of a line; nil where nothing is known of the grant.
  func sums(_ code: String?) -> Sums? { all.map { _ in code.flatMap { lines[$0] } ?? Sums() } }

  /// The codes of the lines from which something was spent.
  var codes: [String] { lines.keys.sorted() }
}

extension ReportPeriod {
  /// Whether some of these days lie within the period and others do not.
  fileprivate func cuts(_ start: CalendarDate, _ end: CalendarDate) -> Bool {
    touches(start, end) && ((from.map { start < $0 } ?? false) || (to.map { $0 < end } ?? false))
  }
}
