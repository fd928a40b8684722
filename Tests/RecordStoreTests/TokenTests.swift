import Disclosure
import Postgres
import Records
import Synchronization
import TestSupport
import Testing

@testable import RecordStore

@Suite("Tokens of a database") struct TokenTests {
  private static let amina = Principal(
    name: "amina", team: "osc-gao", role: .submitter, level: .restricted, programmes: ["p"], grants: ["G1"])

  @Test("A token tells whose it is, and its secret stands nowhere") func issued() async throws {
    try await StoreFixture.with { fixture in
      let tokens = fixture.store.tokens
      let token = try await tokens.issue(TokenOrder(Self.amina, label: "laptop"), by: "root")
      #expect(tokens.principal(of: token.text) == nil)
      #expect(try await tokens.resolve(token.text) == Self.amina)
      let listed = try #require(try await tokens.list().first)
      #expect(listed.id == token.id && listed.principal == Self.amina && listed.label == "laptop")
      #expect(listed.issuedBy == "root" && listed.expiresAt == nil && listed.revoked == nil)
      let secret = String(try #require(token.text.split(separator: ".").last))
      try await TestQuery.run(fixture.connectionString) { connection in
        let row = try await connection.query(
          "SELECT count(*) FROM access_token AS t WHERE t::text LIKE '%' || \(secret) || '%'"
        ).first
        #expect(try row?.value(at: 0, as: Int.self) == 0)
      }
    }
  }

  @Test("Two tokens of one principal hold side by side; ending one leaves the other") func overlap() async throws {
    try await StoreFixture.with { fixture in
      let tokens = fixture.store.tokens
      let old = try await tokens.issue(TokenOrder(Self.amina), by: "root")
      let new = try await tokens.issue(TokenOrder(Self.amina), by: "root")
      for text in [old.text, new.text] { #expect(try await tokens.resolve(text) == Self.amina) }
      #expect(try await tokens.revoke(old.id, by: "root"))
      #expect(try await tokens.revoke(old.id, by: "root") == false)
      #expect(try await tokens.resolve(old.text) == nil)
      #expect(try await tokens.resolve(new.text) == Self.amina)
      let revoked = try #require(try await tokens.list().first { $0.id == old.id }?.revoked)
      #expect(revoked.by == "root")
    }
  }

  @Test("A token that was revoked on one server ends on the others with their next look")
  func otherServer() async throws {
    try await StoreFixture.with { fixture in
      let other = try await StoreFixture.open(fixture.connectionString)
      let token = try await fixture.store.tokens.issue(TokenOrder(Self.amina), by: "root")
      #expect(try await other.tokens.resolve(token.text) == Self.amina)
      _ = try await fixture.store.tokens.revoke(token.id, by: "root")
      try await other.tokens.refresh()
      #expect(other.tokens.principal(of: token.text) == nil)
      #expect(try await other.tokens.resolve(token.text) == nil)
      await other.close()
    }
  }

  @Test("A token ends when its time is over") func expired() async throws {
    try await StoreFixture.with { fixture in
      let tokens = fixture.store.tokens
      let token = try await tokens.issue(TokenOrder(Self.amina, lifetimeSeconds: 3_600), by: "root")
      #expect(try await tokens.resolve(token.text) != nil)
      try await TestQuery.run(fixture.connectionString) { connection in
        _ = try await connection.query(
          "UPDATE access_token SET expires_at = clock_timestamp() - interval '1 second' WHERE id = \(token.id)")
      }
      try await tokens.refresh()
      #expect(tokens.principal(of: token.text) == nil)
      #expect(try await tokens.resolve(token.text) == nil)
    }
  }

  @Test("Whoever guesses, at whatever rate, keeps one connection busy and nobody out") func guesses() async throws {
    try await StoreFixture.with { fixture in
      let tokens = fixture.store.tokens
      let honest = try await tokens.issue(TokenOrder(Self.amina), by: "root")
      let found = try await withThrowingTaskGroup(of: Principal?.self) { group in
        for _ in 0..<1_600 { group.addTask { try await tokens.resolve(TokenText.random().text) } }
        group.addTask { try await tokens.resolve(honest.text) }
        return try await group.reduce(into: [Principal]()) { found, principal in
          if let principal { found.append(principal) }
        }
      }
      #expect(found == [Self.amina])
    }
  }

  @Test("What is asked for while a question is on its way goes as one question") func batches() async throws {
    let asked = Mutex<[[String]]>([])
    let gate = AsyncStream<Void>.makeStream()
    let lookups = TokenLookups { ids in
      let isFirst = asked.withLock { asked in
        asked.append(ids.sorted())
        return asked.count == 1
      }
      if isFirst { for await _ in gate.stream { break } }
      return []
    }
    async let first = lookups.token("first")
    while asked.withLock({ $0.isEmpty }) { await Task.yield() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for id in ["b", "a", "b", "c"] { group.addTask { _ = try await lookups.token(id) } }
      while await lookups.waitingCount < 4 { await Task.yield() }
      gate.continuation.yield()
      try await group.waitForAll()
    }
    _ = try await first
    #expect(asked.withLock { $0 } == [["first"], ["a", "b", "c"]])
  }

  // MARK: - The first token

  /// A place that fails on demand.
  private final class Place: FirstTokenPlace {
    struct Interrupted: Error {}

    enum Interruption { case none, beforeWriting, afterWriting }

    let text = Mutex<String?>(nil)
    let interruption: Mutex<Interruption>

    init(_ interruption: Interruption = .none, text: String? = nil) {
      self.interruption = Mutex(interruption)
      self.text.withLock { $0 = text }
    }

    func read() -> String? { text.withLock { $0 } }

    func write(_ token: String) throws {
      let interruption = interruption.withLock { $0 }
      if interruption == .beforeWriting { throw Interrupted() }
      text.withLock { $0 = token }
      if interruption == .afterWriting { throw Interrupted() }
    }
  }

  private static let root = Principal(name: "administrator", role: .administrator, level: .public)

  @Test("A start that was interrupted at any moment leaves a way in", arguments: [false, true])
  func interrupted(afterWriting: Bool) async throws {
    try await StoreFixture.with { fixture in
      let tokens = fixture.store.tokens
      let place = Place(afterWriting ? .afterWriting : .beforeWriting)
      await #expect(throws: Place.Interrupted.self) { try await tokens.issueFirst(Self.root, keptIn: place) }
      let left = place.read()
      place.interruption.withLock { $0 = .none }
      #expect(try await tokens.issueFirst(Self.root, keptIn: place) == .issued)
      let text = try #require(place.read())
      #expect(left == nil || left == text)
      #expect(try await tokens.resolve(text) == Self.root)
      #expect(try await tokens.issueFirst(Self.root, keptIn: place) == .wasIssued)
      #expect(place.read() == text)
    }
  }

  @Test("Of servers that start at once one issues; what is revoked is not issued again") func once() async throws {
    try await StoreFixture.with { fixture in
      let places = (0..<4).map { _ in Place() }
      let outcomes = try await withThrowingTaskGroup(of: FirstToken.self) { group in
        for place in places { group.addTask { try await fixture.store.tokens.issueFirst(Self.root, keptIn: place) } }
        return try await group.reduce(into: [FirstToken]()) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 == .issued }.count == 1)
      #expect(places.filter { $0.read() != nil }.count == 1)
      let id = try #require(try await fixture.store.tokens.list().first?.id)
      _ = try await fixture.store.tokens.revoke(id, by: "administrator")
      let place = Place()
      #expect(try await fixture.store.tokens.issueFirst(Self.root, keptIn: place) == .wasIssued)
      #expect(place.read() == nil)
    }
  }

  @Test("What is kept from another database is told, and what is no token is replaced") func foreign() async throws {
    try await StoreFixture.with { fixture in
      let tokens = fixture.store.tokens
      let spoilt = Place(text: "spoilt")
      #expect(try await tokens.issueFirst(Self.root, keptIn: spoilt) == .issued)
      let text = try #require(spoilt.read())
      #expect(try await tokens.resolve(text) == Self.root)
      let foreign = Place(text: TokenText.random().text)
      #expect(try await tokens.issueFirst(Self.root, keptIn: foreign) == .wasIssuedElsewhere)
    }
  }
}
