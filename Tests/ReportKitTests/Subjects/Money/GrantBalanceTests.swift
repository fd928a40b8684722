import Records
import Testing

@testable import ReportKit

@Suite struct GrantBalanceTests {
  private func money(_ amount: String, _ currency: String = "USD") -> Money? {
    Money(amount: amount, currency: currency)
  }

  @Test func balanceIsExactToTheCent() {
    let balance = GrantBalance(
      granted: money("187000.00"), received: money("168300.00"), used: money("161742.35"))
    #expect(balance.balance?.amount == "6557.65")
    #expect(balance.share(balance.received) == 90)
  }

  @Test func francsHaveNoDecimals() {
    let balance = GrantBalance(granted: nil, received: money("1000", "XOF"), used: money("1", "XOF"))
    #expect(balance.balance?.amount == "999")
  }

  @Test func unknownOrMixedSumsGiveNoBalance() {
    #expect(GrantBalance(granted: nil, received: money("1.00"), used: nil).balance == nil)
    let mixed = GrantBalance(granted: money("5.00"), received: money("3.00", "EUR"), used: money("1.00"))
    #expect(mixed.balance == nil)
    #expect(mixed.contradictions == [.mixedCurrencies])
    #expect(mixed.share(mixed.received) == nil)
  }

  @Test func contradictionsAreNamed() {
    let balance = GrantBalance(granted: money("10.00"), received: money("20.00"), used: money("30.00"))
    #expect(balance.balance?.amount == "-10.00")
    #expect(balance.contradictions == [.overspent, .receivedTooMuch])
    let nothing = money("0.00")
    #expect(GrantBalance(granted: nothing, received: nothing, used: nothing).share(money("1.00")) == nil)
  }
}
