import LineRPC
import Testing

@testable import MethodCatalogue

@Suite("How fast the calls of one caller may come") struct CallRatesTests {
  private let start = ContinuousClock.now

  /// The refusal of a call, if it is refused.
  private func refusal(
    _ rates: CallRates, _ cost: MethodCost = .process, of principal: String = "p", after time: Duration = .zero
  ) -> Status? {
    do throws(Status) {
      try rates.take(CallPlaces.Place(principal: principal, cost: cost), at: start + time)
      return nil
    } catch {
      return error
    }
  }

  @Test("A burst passes, then so many a second, and who is too early is told when to come back")
  func burst() throws {
    let rates = CallRates()
    let rate = try #require(MethodCost.process.rate)
    for _ in 0..<rate.burst { #expect(refusal(rates) == nil) }
    let refused = try #require(refusal(rates))
    let pause = try #require(refused.retryAfter)
    #expect(refused.reason == .tooManyCalls && pause > .zero && pause <= .seconds(1) / rate.perSecond)
    #expect(refusal(rates, after: pause) == nil)
    #expect(refusal(rates, after: pause) != nil)
    // In any second after the burst no more pass than the rate says.
    let passed = (1...1_000).count { refusal(rates, after: pause + .milliseconds($0)) == nil }
    #expect((rate.perSecond - 1...rate.perSecond + 1).contains(passed))
  }

  @Test("One caller's haste is not another's, nor is that of one cost another cost's")
  func apart() throws {
    let rates = CallRates()
    while refusal(rates) == nil {}
    #expect(refusal(rates, of: "q") == nil)
    #expect(refusal(rates, .database) == nil)
    for _ in 0..<10_000 { #expect(refusal(rates, .small) == nil) }
  }

  @Test("What is over is forgotten, what is not is remembered")
  func bounded() {
    let rates = CallRates()
    while refusal(rates) == nil {}
    for number in 0..<(2 * CallRates.rememberedPaces) {
      _ = refusal(rates, of: "caller \(number)", after: .milliseconds(number))
    }
    #expect(rates.count < CallRates.rememberedPaces + 100)
    #expect(refusal(rates) != nil)
  }
}
