import Disclosure
import JSONBytes
import Logging
import Postgres
import Records
import TestSupport

@testable import RecordStore

/// A store over a database of its own, with what most tests need: a submitter, a reviewer and a programme.
struct StoreFixture: Sendable {
  static let submitter = "amina"
  static let reviewer = Principal(name: "boubacar", role: .reviewer, level: .confidential)

  let store: Store
  let connectionString: String

  static func with(_ body: @escaping @Sendable (StoreFixture) async throws -> Void) async throws {
    try await TestDatabase.withFresh { connectionString in
      let fixture = StoreFixture(
        store: try await open(connectionString), connectionString: connectionString)
      do {
        try await fixture.submit(programme())
        try await body(fixture)
        await fixture.store.close()
      } catch {
        await fixture.store.close()
        throw error
      }
    }
  }

  static func open(_ connectionString: String) async throws -> Store {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return try await Store.open(ConnectionConfiguration(connectionString), logger: logger)
  }

  /// Submits a record and returns the answer; throws the fault.
  @discardableResult
  func submit(
    _ record: JSONValue, as principal: String = submitter, team: String = "team", requestID: String? = nil
  ) async throws -> IntakeAnswer {
    try await submit(record, by: Sender(name: principal, team: team), requestID: requestID)
  }

  @discardableResult
  func submit(_ record: JSONValue, by sender: Sender, requestID: String? = nil) async throws -> IntakeAnswer {
    try await store.intake.submit(
      try Self.reader.read(record.bytes), sender: sender, requestID: requestID ?? "request-\(Self.serial.next())"
    ).get()
  }

  @discardableResult
  func validate(_ kind: RecordKind, _ key: String, revision: Int = 1) async throws -> ReviewOutcome {
    try await review(.validate, kind, key, revision: revision)
  }

  @discardableResult
  func review(
    _ decision: ReviewDecision, _ kind: RecordKind, _ key: String, revision: Int
  ) async throws -> ReviewOutcome {
    try await store.reviews.review(
      RecordIdentity(kind: kind, programme: "p", key: key), revision: revision, decision: decision, by: Self.reviewer)
  }

  func stored(_ kind: RecordKind, _ key: String, level: ConfidentialityLevel = .confidential) async throws
    -> StoredRecord?
  {
    try await store.reads.get(
      RecordIdentity(kind: kind, programme: "p", key: key), scope: AccessScope(level: level, records: .all))
  }

  /// The rows of one query, as a report at a level gets them, and what is withheld.
  func rows(
    _ query: JSONValue, level: ConfidentialityLevel = .public, threshold: SuppressionThreshold = .standard
  ) async throws -> (rows: [JSONValue], withheld: WithheldTally) {
    let query = try RecordQuery(query)
    return try await store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: level, records: .all), queries: [query], declared: [],
      threshold: threshold, deadline: .now + .seconds(30)
    ) { snapshot in
      let rows = Collected()
      try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
      return (rows.values, snapshot.left)
    }
  }

  /// Those of the words that stand somewhere in the database.
  func found(_ words: [String]) async throws -> Set<String> {
    var found: Set<String> = []
    try await TestQuery.run(connectionString) { connection in
      let tables = try await connection.query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
      for table in tables.rows {
        let name = try table.value(at: 0, as: String.self)
        let text = try await connection.query(
          "SELECT COALESCE(string_agg(row::text, ' '), '') FROM \(identifier: name) AS row"
        ).first?.value(at: 0, as: String.self)
        for word in words where text?.contains(word) == true { found.insert(word) }
      }
    }
    return found
  }

  private static let serial = Serial()

  /// Reads as a server does that has a key, so that codes of persons are taken.
  static let reader = RecordReader(
    pseudonyms: Pseudonyms { programme, code in
      let hash = (Array(programme.utf8) + code).reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: Pseudonyms.digits - digits.count) + digits
    })
}

// MARK: - Records

func programme() -> JSONValue {
  [
    "kind": "programme", "programme": "p", "key": "p", "title": "Programme", "startsOn": "2023-01-01",
    "confidentiality": "public",
  ]
}

func engagement(_ key: String, level: String = "public", _ more: JSONObject = [:]) -> JSONValue {
  merged(
    [
      "kind": "engagement", "programme": "p", "key": .string(key), "engagementType": "roundtable",
      "title": "Table ronde", "startsOn": "2023-10-10", "place": ["region": "gao"], "confidentiality": .string(level),
    ], more)
}

func finding(_ key: String, engagement: String? = "e", level: String = "public", _ more: JSONObject = [:]) -> JSONValue
{
  var object: JSONObject = [
    "kind": "finding", "programme": "p", "key": .string(key),
    "origin": engagement == nil ? "desk_review" : "roundtable",
    "title": "Constat", "statement": "Un constat.", "theme": "external_audit", "place": ["region": "gao"],
    "observedOn": "2023-10-10", "confidentiality": .string(level),
  ]
  if let engagement {
    object["engagement"] = .string(engagement)
    object["agreement"] = "consensus"
    object["attribution"] = "group_only"
  }
  return merged(object, more)
}

func merged(_ object: JSONObject, _ more: JSONObject) -> JSONValue {
  var object = object
  for member in more.members { object[member.key] = member.value }
  return .object(object)
}

/// The same record with its members the other way round.
func reversed(_ record: JSONValue) -> JSONValue {
  var object = JSONObject()
  for member in (record.object?.members ?? []).reversed() { object[member.key] = member.value }
  return .object(object)
}
