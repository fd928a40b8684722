import Synchronization

/// How long whoever shows wrong tokens waits for the refusal: the first few of an address not at all, the others one
/// after another. Whoever shows a valid token never waits, from whichever address. Knows no clock.
struct FailedAttempts: Sendable {
  /// Refusals of one address that are answered at once.
  static let free = 20
  /// The time from one refusal beyond them to the next.
  static let interval: Duration = .milliseconds(500)
  /// The longest wait.
  static let longest: Duration = .seconds(10)
  /// The most addresses remembered.
  static let addresses = 10_000

  /// When each address's next refusal would be due if none were free.
  private var due: [String: ContinuousClock.Instant] = [:]

  /// How many addresses are remembered.
  var rememberedAddresses: Int { due.count }

  /// Counts a refusal and tells how long its answer waits.
  ///
  /// - Parameter address: the caller's, with or without a port, which differs from connection to connection.
  mutating func wait(of address: String, at now: ContinuousClock.Instant) -> Duration {
    let host = Self.host(address)
    if due[host] == nil, due.count >= Self.addresses { due = due.filter { $0.value > now } }
    // Whoever floods from so many addresses is slowed down by what one connection may have at work.
    guard due[host] != nil || due.count < Self.addresses else { return .zero }
    let next = max(due[host] ?? now, now) + Self.interval
    due[host] = min(next, now + Self.interval * Self.free + Self.longest)
    return max(.zero, min(Self.longest, next - now - Self.interval * Self.free))
  }

  private static func host(_ address: String) -> String {
    guard let colon = address.lastIndex(of: ":"), address[address.index(after: colon)...].allSatisfy(\.isNumber) else {
      return address
    }
    return String(address[..<colon])
  }
}
