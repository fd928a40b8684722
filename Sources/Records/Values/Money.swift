/// A sum that is never negative, exact to the currency's smallest unit.
public struct Money: Sendable, Hashable {
  /// The most digits before the decimal point; with three decimals the sum still fits 64 bits.
  public static let integerDigits = 15

  /// The ISO 4217 code.
  public let currency: String
  /// The sum in the currency's smallest unit: cents of USD, whole francs of XOF.
  public let minorUnits: Int64

  /// A sum in a currency's smallest unit.
  public init(minorUnits: Int64, currency: String) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Reads `187000.00`; nil for signs, exponents, superfluous zeros in front, or more decimals than the currency has.
  public init?(amount: String, currency: String) {
    let decimals = Currency.decimals(of: currency)
    let parts = amount.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard Currency.exists(currency), (1...2).contains(parts.count),
      (1...Self.integerDigits).contains(parts[0].count),
      parts[0].count == 1 || parts[0].first != UInt8(ascii: "0"),
      parts.count == 1 || (1...max(1, decimals)).contains(parts[1].count) && decimals > 0
    else { return nil }
    var value: Int64 = 0
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    for byte in Array(parts[0]) + fraction {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    for _ in fraction.count..<decimals { value *= 10 }
    self.init(minorUnits: value, currency: currency)
  }

  /// The sum as decimal text with the currency's number of decimals, such as `187000.00`.
  public var amount: String {
    let decimals = Currency.decimals(of: currency)
    let digits = String(minorUnits.magnitude)
    let sign = minorUnits < 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
