import Disclosure
import Records
import Testing

@testable import RecordStore

@Suite("What memory knows of tokens") struct TokenCacheTests {
  private let start = ContinuousClock.now
  private let text = TokenText.random()

  private var known: KnownToken { token(text) }

  private func token(_ text: TokenText, role: Role = .submitter) -> KnownToken {
    KnownToken(
      id: text.id, secretHash: text.secretHash, principal: Principal(name: "amina", role: role, level: .internal))
  }

  private func cache(askedAt: ContinuousClock.Instant) -> TokenCache {
    var cache = TokenCache()
    cache.take([known], of: [text.id], askedAt: askedAt, usedAt: askedAt)
    return cache
  }

  @Test("An entry holds for a second after the database was asked, not a moment longer")
  func validity() {
    let ages: [(Duration, Bool)] = [
      (.zero, true), (.milliseconds(999), true), (.seconds(1), false), (.seconds(60), false),
    ]
    for (age, holds) in ages {
      var cache = cache(askedAt: start)
      #expect((cache.token(text, at: start + age) != nil) == holds, "\(age)")
    }
  }

  @Test("What the database no longer has is gone at once, and so is what is revoked here") func gone() {
    var refreshed = cache(askedAt: start)
    refreshed.take([], of: [text.id], askedAt: start + .milliseconds(1), usedAt: nil)
    #expect(refreshed.token(text, at: start + .milliseconds(2)) == nil)
    var revoked = cache(askedAt: start)
    revoked.forget(text.id)
    #expect(revoked.token(text, at: start) == nil)
    // An answer that comes now may be older than the revocation, but a forgotten token is not kept up.
    revoked.take([known], of: [text.id], askedAt: start, usedAt: nil)
    #expect(revoked.token(text, at: start) == nil)
  }

  @Test("An answer that was overtaken changes nothing") func overtaken() {
    var cache = cache(askedAt: start + .milliseconds(500))
    cache.take([token(text, role: .reviewer)], of: [text.id], askedAt: start, usedAt: nil)
    #expect(cache.token(text, at: start + .milliseconds(600))?.principal.role == .submitter)
  }

  @Test("The id alone opens nothing") func otherSecret() {
    var cache = cache(askedAt: start)
    let digit = text.text.last == "0" ? "1" : "0"
    let other = TokenText(String(text.text.dropLast()) + digit)
    #expect(other != nil && other?.id == text.id)
    if let other { #expect(cache.token(other, at: start) == nil) }
    #expect(cache.token(text, at: start) != nil)
  }

  @Test("What nobody uses is kept up for a minute only") func idle() {
    var cache = cache(askedAt: start)
    let minute = TokenCache.idleTime
    #expect(cache.idsToKeepUp(at: start + minute - .milliseconds(1)) == [text.id])
    #expect(cache.idsToKeepUp(at: start + minute) == [])
    #expect(cache.token(text, at: start) == nil)
  }

  @Test("Memory stays bounded, and what it already knows goes on being kept up") func bounded() {
    var cache = cache(askedAt: start)
    for _ in 0..<TokenCache.capacity {
      let other = TokenText.random()
      cache.take([token(other)], of: [other.id], askedAt: start, usedAt: start)
    }
    #expect(cache.idsToKeepUp(at: start).count == TokenCache.capacity)
    cache.take([known], of: [text.id], askedAt: start + .milliseconds(400), usedAt: nil)
    #expect(cache.token(text, at: start + .milliseconds(1_300)) != nil)
  }
}
