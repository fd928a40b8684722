/// The tokens seen lately. What stands here may have been revoked since, on any server, so it holds for a second only
/// after the database was asked. Knows neither clock nor database.
struct TokenCache: Sendable {
  /// How long an entry holds.
  static let validity: Duration = .seconds(1)
  /// How long an entry is kept up after its last use.
  static let idleTime: Duration = .seconds(60)
  /// The most entries; those of more tokens are looked up each time.
  static let capacity = 10_000

  private struct Entry {
    var token: KnownToken
    var askedAt: ContinuousClock.Instant
    var usedAt: ContinuousClock.Instant
  }

  private var entries: [String: Entry] = [:]

  /// The entry of a token, if it still holds.
  mutating func token(_ token: TokenText, at now: ContinuousClock.Instant) -> KnownToken? {
    guard let entry = entries[token.id], now - entry.askedAt < Self.validity, entry.token.matches(token) else {
      return nil
    }
    entries[token.id]?.usedAt = now
    return entry.token
  }

  /// Takes in what the database said.
  ///
  /// - Parameters:
  ///   - ids: what it was asked about; those that are not in `found` hold no more.
  ///   - askedAt: when it was asked, not when it answered: a token may have been revoked in between.
  ///   - usedAt: when the tokens were shown; nil where they were only kept up.
  mutating func take(
    _ found: [KnownToken], of ids: some Sequence<String>, askedAt: ContinuousClock.Instant,
    usedAt: ContinuousClock.Instant?
  ) {
    let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    for id in ids {
      guard let token = byID[id] else {
        entries[id] = nil
        continue
      }
      let earlier = entries[id]
      // Two questions may have overtaken each other.
      guard earlier.map({ $0.askedAt <= askedAt }) ?? (entries.count < Self.capacity) else { continue }
      guard let usedAt = usedAt ?? earlier?.usedAt else { continue }
      entries[id] = Entry(token: token, askedAt: askedAt, usedAt: max(usedAt, earlier?.usedAt ?? usedAt))
    }
  }

  /// Forgets what was not used lately, and returns the rest, which is to be asked for again.
  mutating func idsToKeepUp(at now: ContinuousClock.Instant) -> [String] {
    entries = entries.filter { now - $0.value.usedAt < Self.idleTime }
    return Array(entries.keys)
  }

  /// Forgets a token, which was revoked here.
  mutating func forget(_ id: String) { entries[id] = nil }
}
