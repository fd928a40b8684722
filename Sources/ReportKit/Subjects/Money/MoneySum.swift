public import Records

/// A sum in one currency, exact to its smallest unit, to which money is added as it comes.
public struct MoneySum: Sendable, Hashable {
  /// The ISO 4217 code; nil where none is known, so that there is no sum.
  public let currency: String?
  /// Nil once something in another currency was added.
  private var units: Int128? = 0

  /// Nothing yet, in a currency.
  public init(in currency: String?) { self.currency = currency }

  /// Adds money. What is in another currency has no sum with the rest.
  public mutating func add(_ money: Money) {
    units = money.currency == currency ? units.map { $0 + Int128(money.minorUnits) } : nil
  }

  /// What was added; nil where the currencies differ, or where it is more than can be written.
  public var money: Money? {
    guard let currency, let units else { return nil }
    return Int64(exactly: units).map { Money(minorUnits: $0, currency: currency) }
  }
}

extension Money {
  /// The difference, exact; nil if the currencies differ, or where it is more than can be written.
  public func subtracting(_ other: Money) -> Money? {
    let (difference, overflows) = minorUnits.subtractingReportingOverflow(other.minorUnits)
    return overflows || currency != other.currency ? nil : Money(minorUnits: difference, currency: currency)
  }

  /// In hundredths of another sum, 50 for half of it; nil if the currencies differ, or where the other one is nothing.
  public func percent(of whole: Money) -> Double? {
    guard currency == whole.currency, whole.minorUnits > 0 else { return nil }
    return Double(minorUnits) * 100 / Double(whole.minorUnits)
  }
}

extension [Money] {
  /// The sum of all; nil without any, where the currencies differ, or where it is more than can be written.
  public var total: Money? {
    guard let first else { return nil }
    var sum = MoneySum(in: first.currency)
    for money in self { sum.add(money) }
    return sum.money
  }

  /// The sum of those in a currency; nil without any, or where it is more than can be written.
  public func total(in currency: String?) -> Money? { filter { $0.currency == currency }.total }
}
