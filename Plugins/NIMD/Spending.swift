import Records
import ReportKit

/// Expenses until the report's last day, added up by grant and budget line as they come; exact, in smallest units.
struct Spending {
  /// What was spent, in the grant's currency: of expenses in another one, what they were converted to.
  struct Sums {
    fileprivate(set) var within: Int128 = 0
    /// From the grant's beginning to the report's last day.
    fileprivate(set) var toDate: Int128 = 0
    /// What was paid in other currencies than the grant's, and what it came to in the grant's, by their codes.
    fileprivate(set) var foreign: [String: (paid: Int128, converted: Int128)] = [:]
  }

  private struct Line: Hashable {
    let grant: String
    /// The line's code; nil for all of the grant.
    let code: String?
  }

  private var sums: [Line: Sums] = [:]
  /// How many expenses in another currency say nothing of the grant's, and are not in the sums.
  private(set) var unconverted = 0
  /// How many expenses are of days in the period and of others.
  private(set) var straddling = 0

  init(_ inputs: ReportInputs, _ country: CountryProgramme) throws {
    let currencies = Dictionary(
      country.grants.compactMap { row in
        row.string("number").flatMap { number in row.money("amount").map { (number, $0.currency) } }
      }
    ) { $1 }
    for row in try inputs.rows(of: "expenses") {
      guard let grant = row.string("grant"), let currency = currencies[grant] else { continue }
      let day = row.date("spentOn") ?? row.date("periodEnd")
      if let start = row.date("periodStart"), let day, country.period.cuts(start, day) { straddling += 1 }
      if let day, let last = country.period.to, last < day { continue }
      add(row, of: grant, in: currency, isWithin: country.period.covers(nil, day))
    }
  }

  private mutating func add(_ row: InputRow, of grant: String, in currency: String, isWithin: Bool) {
    guard let amount = row.money("amount") else { return }
    let own = [amount, row.money("converted")].compactMap { $0 }.first { $0.currency == currency }
    let units = Int128(own?.minorUnits ?? 0)
    if own == nil { unconverted += 1 }
    for code in [nil, row.string("budgetLine")] {
      var sum = sums[Line(grant: grant, code: code)] ?? Sums()
      sum.toDate += units
      if isWithin { sum.within += units }
      if amount.currency != currency {
        let (paid, converted) = sum.foreign[amount.currency] ?? (0, 0)
        sum.foreign[amount.currency] = (paid + Int128(amount.minorUnits), converted + units)
      }
      sums[Line(grant: grant, code: code)] = sum
    }
  }

  /// The sums of a line, or of all of a grant; nil where the grant has no expense at all, so that nothing is known.
  func sums(_ grant: InputRow, _ code: String?) -> Sums? {
    let number = grant.string("number") ?? ""
    guard sums[Line(grant: number, code: nil)] != nil else { return nil }
    return sums[Line(grant: number, code: code)] ?? Sums()
  }

  /// The codes of a grant's lines from which something was spent.
  func codes(of grant: InputRow) -> [String] {
    sums.keys.filter { $0.grant == grant.string("number") }.compactMap(\.code).sorted()
  }
}

extension ReportPeriod {
  /// Whether some of these days lie within the period and others do not.
  fileprivate func cuts(_ start: CalendarDate, _ end: CalendarDate) -> Bool {
    return touches(start, end) && ((from.map { start < $0 } ?? false) || (to.map { $0 < end } ?? false))
  }
}
