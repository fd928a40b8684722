import Testing

@testable import Services

@Suite("Those who guess tokens") struct FailedAttemptsTests {
  private let start = ContinuousClock.now

  @Test("The first of an address are answered at once, the others one after another, at most so late")
  func waits() {
    var attempts = FailedAttempts()
    let waits = (0..<100).map { _ in attempts.wait(of: "192.0.2.7:4000", at: start) }
    #expect(waits.prefix(FailedAttempts.free).allSatisfy { $0 == .zero })
    #expect(waits[FailedAttempts.free] == FailedAttempts.interval)
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(waits.last == FailedAttempts.longest)
  }

  @Test("Ports are one address, addresses are not; whoever stops is forgiven with time") func addresses() {
    var attempts = FailedAttempts()
    for port in 0..<40 { _ = attempts.wait(of: "[2001:db8::1]:\(port)", at: start) }
    #expect(attempts.wait(of: "[2001:db8::1]:9", at: start) > .zero)
    #expect(attempts.wait(of: "[2001:db8::2]:9", at: start) == .zero)
    #expect(attempts.wait(of: "unknown", at: start) == .zero)
    let later = start + FailedAttempts.longest + FailedAttempts.interval * FailedAttempts.free
    #expect(attempts.wait(of: "[2001:db8::1]:9", at: later) == .zero)
  }

  @Test("However many addresses guess, memory stays bounded") func bounded() {
    var attempts = FailedAttempts()
    for number in 0..<(FailedAttempts.addresses + 500) { _ = attempts.wait(of: "host\(number):1", at: start) }
    #expect(attempts.rememberedAddresses == FailedAttempts.addresses)
    _ = attempts.wait(of: "another:1", at: start + .seconds(60))
    #expect(attempts.rememberedAddresses == 1)
  }
}
