import Records
import ReportKit

/// Expenses until the report's last day, added up by grant and budget line as they come; exact, in smallest units.
struct Spending {
  /// What was spent, in the grant's currency: of expenses in another one, what they were converted to.
  struct Sums {
    /// In the period; nil where the grant has no expense at all, so that nothing is known.
    let within: Money?
    /// From the grant's beginning to the report's last day.
    let toDate: Money?
  }

  /// What was paid in another currency than the grant's.
  struct Foreign {
    let paid: Money?
    let converted: Money?
  }

  private enum Kind { case within, toDate, paid, converted }

  private struct Place: Hashable {
    let grant: String
    /// The line's code; nil for all of the grant.
    let line: String?
    let currency: String
    let kind: Kind
  }

  private var units: [Place: Int128] = [:]
  private let currencies: [String: String]
  /// How many expenses in another currency say nothing of the grant's, and are not in the sums.
  private(set) var unconverted = 0

  init(_ inputs: ReportInputs, _ country: CountryProgramme) throws {
    currencies = Dictionary(
      country.grants.compactMap { row in
        row.string("number").flatMap { number in row.money("amount").map { (number, $0.currency) } }
      }
    ) { $1 }
    let period = country.period
    for row in try inputs.rows(of: "expenses") {
      let day = row.date("spentOn") ?? row.date("periodEnd")
      if let day, let last = period.to, last < day { continue }
      add(row, isWithin: period.covers(nil, day))
    }
  }

  private mutating func add(_ row: InputRow, isWithin: Bool) {
    guard let grant = row.string("grant"), let currency = currencies[grant], let amount = row.money("amount") else {
      return
    }
    let own = [amount, row.money("converted")].compactMap { $0 }.first { $0.currency == currency }
    if own == nil { unconverted += 1 }
    for line in [nil, row.string("budgetLine")] {
      func count(_ money: Money?, _ kind: Kind, of currency: String) {
        let place = Place(grant: grant, line: line, currency: currency, kind: kind)
        units[place, default: 0] += Int128(money?.minorUnits ?? 0)
      }
      count(own, .toDate, of: currency)
      if isWithin { count(own, .within, of: currency) }
      guard amount.currency != currency else { continue }
      count(amount, .paid, of: amount.currency)
      if own != nil { count(own, .converted, of: amount.currency) }
    }
  }

  /// The sums of a line, or of all of a grant.
  func sums(_ grant: InputRow, _ line: String?) -> Sums {
    guard let number = grant.string("number"), let currency = currencies[number],
      units[Place(grant: number, line: nil, currency: currency, kind: .toDate)] != nil
    else { return Sums(within: nil, toDate: nil) }
    func sum(_ kind: Kind) -> Money? {
      money(units[Place(grant: number, line: line, currency: currency, kind: kind)] ?? 0, currency)
    }
    return Sums(within: sum(.within), toDate: sum(.toDate))
  }

  /// The codes of a grant's lines from which something was spent.
  func lines(of grant: InputRow) -> [String] {
    Set(units.keys.filter { $0.grant == grant.string("number") }.compactMap(\.line)).sorted()
  }

  /// What was paid from a line in other currencies, by their codes.
  func foreign(_ grant: InputRow, _ line: String) -> [Foreign] {
    let number = grant.string("number") ?? ""
    let places = units.keys.filter { $0.grant == number && $0.line == line && $0.kind == .paid }
    return places.sorted { $0.currency < $1.currency }.map { place in
      let converted = Place(grant: number, line: line, currency: place.currency, kind: .converted)
      return Foreign(
        paid: money(units[place] ?? 0, place.currency),
        converted: units[converted].flatMap { money($0, currencies[number] ?? "") })
    }
  }

  private func money(_ units: Int128, _ currency: String) -> Money? {
    Int64(exactly: units).map { Money(minorUnits: $0, currency: currency) }
  }
}
