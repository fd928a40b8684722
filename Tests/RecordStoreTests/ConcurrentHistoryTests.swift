import Disclosure
import JSONBytes
import Postgres
import RecordStore
import Records
import Synchronization
import TestSupport
import Testing

/// Four clients on two servers over one database, each with records of its own that hang on everybody's.
@Suite("Histories of many clients at once")
struct ConcurrentHistoryTests {
  private static let severities = CodeLists.severity.codes
  private static let clients = 4

  /// One client: its records, and the consent that all of its findings' quotes rest on.
  private struct Client: Sendable {
    var walk: LevelWalk
    let fixture: StoreFixture
    let consent: String
    private var dice: Dice
    /// Whether each revision of the consent takes it back, and the last that a reviewer saw.
    private(set) var withdrawn: [Bool] = []
    private(set) var validated: Int?
    /// The keys of its findings that are withdrawn.
    private(set) var gone: Set<String> = []

    init(_ number: Int, _ fixture: StoreFixture, seed: UInt64) {
      consent = "consent-\(number)"
      self.fixture = fixture
      dice = Dice(seed: seed &* 1_000 &+ UInt64(number))
      walk = LevelWalk(
        fixture, seed: seed &* 100 &+ UInt64(number), keys: ["a\(number)", "b\(number)"],
        parentKeys: (0..<clients).flatMap { ["a\($0)", "b\($0)"] }
      ) { [consent] kind, serial in
        guard kind == "finding" else { return [:] }
        return [
          "severity": .string(severities[serial % severities.count]), "consentBasis": "written",
          "attribution": "group_only",
          "quotes": [
            ["text": .string(consent), "speakerGroup": "cso", "mayQuote": true, "consent": .string(consent)]
          ],
        ]
      }
    }

    /// Whether the person agrees: what takes back counts at once, what agrees when a reviewer has seen it.
    var agrees: Bool { validated.map { !withdrawn[$0...].contains(true) } ?? false }

    mutating func run(_ steps: Int) async throws {
      for _ in 0..<steps {
        if dice.once(in: 4) {
          try await changeConsent()
        } else if dice.once(in: 8) {
          try await withdrawOrRestore()
        } else {
          _ = try await walk.step()
        }
      }
    }

    private mutating func withdrawOrRestore() async throws {
      let findings = walk.model.records.keys.filter { $0.kind == "finding" }.map(\.key).sorted()
      guard !findings.isEmpty else { return }
      let key = dice.pick(findings)
      let identity = RecordIdentity(kind: .finding, programme: "p", key: key)
      let outcome =
        gone.contains(key)
        ? try await fixture.store.endings.restore(identity, by: StoreFixture.reviewer)
        : try await fixture.store.endings.withdraw(identity, by: StoreFixture.reviewer)
      #expect(outcome == .done)
      gone.formSymmetricDifference([key])
    }

    private mutating func changeConsent() async throws {
      if !withdrawn.isEmpty, dice.once(in: 2) {
        let outcome = try await fixture.validate(.consent, consent, revision: withdrawn.count)
        #expect(outcome == .done || outcome == .unchanged)
        validated = withdrawn.count - 1
        return
      }
      let isWithdrawn = dice.once(in: 3)
      var object: JSONObject = [
        "kind": "consent", "programme": "p", "key": .string(consent), "subjectCode": "S-1", "basis": "written",
        "scopes": ["quote"], "givenOn": "2024-01-01", "note": .string("\(withdrawn.count)"),
      ]
      if isWithdrawn { object["withdrawnOn"] = "2024-06-01" }
      try await fixture.submit(.object(object))
      withdrawn.append(isWithdrawn)
    }
  }

  /// What all clients know together.
  private struct Model {
    let levels: LevelModel
    /// The consents in force.
    let agreed: Set<String>
    /// The findings that are withdrawn.
    let gone: Set<String>

    init(_ clients: [Client]) {
      levels = clients.map(\.walk.model).reduce(LevelModel()) { $0.merged(with: $1) }
      agreed = Set(clients.filter(\.agrees).map(\.consent))
      gone = clients.map(\.gone).reduce([]) { $0.union($1) }
    }

    /// The keys that a reader of a level finds.
    func listed(_ kind: RecordKind, _ level: ConfidentialityLevel) -> Set<String> {
      Set(levels.records.keys.filter { $0.kind == kind.name && levels.level(of: $0) <= level }.map(\.key))
    }

    private func reported(_ level: ConfidentialityLevel) -> [(key: String, serial: Int)] {
      levels.records.compactMap { identity, revisions in
        guard identity.kind == "finding", !gone.contains(identity.key), levels.level(of: identity) <= level,
          let revision = levels.reported(identity)
        else { return nil }
        return (identity.key, revisions[revision - 1].serial)
      }
    }

    /// How many findings reports count, by severity.
    func tally(_ level: ConfidentialityLevel) -> [String: Int64] {
      reported(level).reduce(into: [:]) { counts, finding in
        counts[severities[finding.serial % severities.count], default: 0] += 1
      }
    }

    /// The findings whose words reports quote.
    func quoted(_ level: ConfidentialityLevel) -> [String] {
      reported(level).filter { agreed.contains("consent-\($0.key.dropFirst())") }.map(\.key).sorted()
    }
  }

  @Test(
    "Levels, listings, counts and quotes are the model's at every level, and none is ever below what it hangs on",
    arguments: [7, 8] as [UInt64])
  func history(seed: UInt64) async throws {
    try await StoreFixture.with { fixture in
      let second = StoreFixture(
        store: try await StoreFixture.open(fixture.connectionString), connectionString: fixture.connectionString)
      do {
        try await Self.follow([fixture, second], seed)
      } catch {
        await second.store.close()
        throw error
      }
      await second.store.close()
    }
  }

  private static func follow(_ servers: [StoreFixture], _ seed: UInt64) async throws {
    var clients = (0..<clients).map { Client($0, servers[$0 % servers.count], seed: seed) }
    var quoted: Set<[String]> = []
    try await TestQuery.run(servers[0].connectionString) { connection in
      for round in 0..<6 {
        let isDone = Finished()
        async let below = watch(servers[0].connectionString, until: isDone)
        clients = try await withThrowingTaskGroup(of: (Int, Client).self) { group in
          for (number, client) in clients.enumerated() {
            group.addTask {
              var client = client
              try await client.run(14)
              return (number, client)
            }
          }
          var moved = clients
          for try await (number, client) in group { moved[number] = client }
          return moved
        }
        isDone.set()
        #expect(try await below == [], "round \(round)")
        let model = Model(clients)
        let differences = try await LevelWalk.differences(model.levels, connection)
        try #require(differences.isEmpty, "round \(round): \(differences)")
        for server in servers { try await compare(server, model, "round \(round)") }
        quoted.formUnion(ConfidentialityLevel.allCases.map(model.quoted))
      }
    }
    #expect(quoted.count > 3, "The walk should lead through many states.")
  }

  private static func compare(_ server: StoreFixture, _ model: Model, _ place: String) async throws {
    for level in ConfidentialityLevel.allCases {
      for kind in LevelledKind.all {
        let page = try await server.store.reads.page(
          RecordFilter(kind: kind), scope: AccessScope(level: level, records: .all))
        let keys = Set(page.records.map(\.identity.key))
        #expect(keys == model.listed(kind, level), "\(place) \(kind.name) \(level.code)")
      }
      let counts: JSONValue = ["name": "q", "from": "finding", "groupBy": ["severity"], "measures": ["count"]]
      let rows = try await server.rows(counts, level: level).rows
      let tally = Dictionary(
        uniqueKeysWithValues: rows.map { ($0["severity"]?.string ?? "", $0["count"]?.integer ?? 0) })
      #expect(tally == model.tally(level), "\(place) \(level.code)")
      let listing: JSONValue = ["name": "q", "from": "finding", "select": ["quotes"]]
      let quoted = try await server.rows(listing, level: level).rows.filter { $0["quotes"]?.array?.isEmpty == false }
      #expect(quoted.compactMap { $0["key"]?.string }.sorted() == model.quoted(level), "\(place) \(level.code)")
    }
  }

  /// The rows that were at some moment committed at a lower level than what they hang on.
  private static func watch(_ connectionString: String, until isDone: Finished) async throws -> Set<String> {
    var pairs: [String] = []
    for kind in LevelledKind.all {
      for field in kind.levelReferences {
        for table in [kind.name, kind.name + "_history"] {
          pairs.append(
            """
            SELECT format('%s %s', '\(table)', child.key) FROM "\(table)" AS child
            JOIN "\(field.type.reference!.kinds[0])" AS parent
              ON parent.programme_id = child.programme_id AND parent.key = child."\(field.columnName)"
            WHERE child.effective_level < parent.effective_level\(table == kind.name ? "" : " AND \(since(kind))")
            """)
        }
      }
    }
    let statement = pairs.joined(separator: " UNION ALL ")
    let found = Found()
    try await TestQuery.run(connectionString) { connection in
      repeat {
        for row in try await connection.query(SQL(unsafe: statement, parameters: [])).rows {
          found.insert(try row.value(at: 0, as: String.self))
        }
      } while !isDone.isSet
    }
    return found.rows
  }

  /// A revision that nobody validated and that was replaced before the last validated one asks for nothing any more.
  private static func since(_ kind: RecordKind) -> String {
    """
    child.revision >= COALESCE((SELECT max(v.revision) FROM "\(kind.name)_history" AS v
      WHERE v.programme_id = child.programme_id AND v.key = child.key
        AND v.review_status IN ('validated', 'published')), 0)
    AND EXISTS (SELECT FROM "\(kind.name)" AS c WHERE c.programme_id = child.programme_id AND c.key = child.key
      AND c.review_status NOT IN ('validated', 'published'))
    """
  }
}

/// Whether the clients are done.
private final class Finished: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

/// Rows that a watcher found.
private final class Found: Sendable {
  private let all = Mutex<Set<String>>([])
  var rows: Set<String> { all.withLock { $0 } }
  func insert(_ row: String) { all.withLock { _ = $0.insert(row) } }
}
