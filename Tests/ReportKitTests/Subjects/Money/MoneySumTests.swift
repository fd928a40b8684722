import Records
import Testing

@testable import ReportKit

@Suite struct MoneySumTests {
  private static func money(_ text: String) -> Money? {
    let parts = text.split(separator: " ").map(String.init)
    return parts.count == 2 ? Money(amount: parts[0], currency: parts[1]) : nil
  }

  @Test(
    "A sum is exact, of one currency, and none of nothing",
    arguments: [
      ([], nil), (["0.10 USD", "0.20 USD"], "0.30"), (["1 XOF", "999 XOF"], "1000"), (["0.00 EUR"], "0.00"),
      (["1.00 USD", "1.00 EUR"], nil),
      (Array(repeating: "999999999999999.99 USD", count: 90), "89999999999999999.10"),
      (Array(repeating: "999999999999999.99 USD", count: 95), nil),
    ] as [([String], String?)])
  func totals(sums: [String], total: String?) {
    #expect(sums.compactMap(Self.money).total?.amount == total)
  }

  @Test func othersCanBeLeftOut() {
    let sums = ["1.00 USD", "2.00 EUR", "3.00 USD"].compactMap(Self.money)
    #expect(sums.total(in: "USD")?.amount == "4.00")
    #expect(sums.total(in: "XOF") == nil && sums.total(in: nil) == nil)
  }

  @Test func nothingYetIsNought() {
    #expect(MoneySum(in: "USD").money?.amount == "0.00")
    #expect(MoneySum(in: nil).money == nil)
  }

  @Test(
    "Differences and shares",
    arguments: [
      // In binary floating point 0.3 − 0.1 is not 0.2.
      ("0.30 USD", "0.10 USD", "0.20", 300.0), ("1 XOF", "1000 XOF", "-999", 0.1), ("1.00 USD", "1.00 EUR", nil, nil),
      ("1.00 USD", "0.00 USD", "1.00", nil),
    ] as [(String, String, String?, Double?)])
  func pairs(one: String, other: String, difference: String?, percent: Double?) throws {
    let (one, other) = (try #require(Self.money(one)), try #require(Self.money(other)))
    #expect(one.subtracting(other)?.amount == difference)
    #expect(one.percent(of: other) == percent)
  }

  @Test func aDifferenceTooLargeIsNone() {
    let least = Money(minorUnits: .min, currency: "USD")
    #expect(least.subtracting(Money(minorUnits: 1, currency: "USD")) == nil)
  }
}
