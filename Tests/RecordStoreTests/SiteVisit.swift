import Disclosure
import JSONBytes
import Logging
import Postgres
import Records
import TestSupport

@testable import RecordStore

/// A kind that grows by one field, for the tests of migrations.
enum SiteVisit {
  /// The kind without, or with, the field that was added later.
  static func kind(withOutcome: Bool) -> RecordKind {
    let outcome = Field("outcome", .code(CodeLists.severity), .optional, .everyone, "How it went.").dimension()
    return RecordKind(
      "site_visit", en: "Site visit", fr: "Visite de terrain", "A visit to a place.", days: [.field("visitedOn")],
      fields: [
        Field("visitedOn", .date, .required, .everyone, "The day.").orderable(),
        Field("group", .words, .optional, .everyone, "Who was visited.").dimension(),
      ] + (withOutcome ? [outcome] : []),
      examples: [])
  }

  /// The version behind the program's own.
  static let next = Migration.all.count + 1

  static let creation = Migration(
    version: next, name: "site_visit",
    script: #"SELECT create_kind('site_visit', 'visited_on date NOT NULL', '"group" text')"#)

  static let addition = Migration(
    version: next + 1, name: "site_visit_outcome", script: "SELECT add_column('site_visit', 'outcome text')")

  /// Standard kinds and this one, with the steps given after those that are there.
  static func schema(withOutcome: Bool, _ steps: [Migration]) -> StoreSchema {
    StoreSchema(
      kinds: KindCatalogue(KindCatalogue.standard.kinds + [kind(withOutcome: withOutcome)]),
      migrations: Migration.all + steps)
  }

  static func open(_ connectionString: String, _ schema: StoreSchema) async throws -> Store {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return try await Store.open(ConnectionConfiguration(connectionString), schema: schema, logger: logger)
  }

  static func migrator(_ connection: Connection, _ steps: [Migration], timeout: Int = 60_000) -> Migrator {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var migrator = Migrator(connection: connection, logger: logger, migrations: Migration.all + steps)
    migrator.lockTimeoutMilliseconds = timeout
    return migrator
  }

  static func record(_ key: String, on day: String, outcome: String? = nil) -> JSONValue {
    var object: JSONObject = [
      "kind": "site_visit", "programme": "p", "key": .string(key), "visitedOn": .string(day),
      "confidentiality": "public",
    ]
    if let outcome { object["outcome"] = .string(outcome) }
    return .object(object)
  }
}

extension Store {
  /// Submits a record and validates it if it is new.
  func take(_ record: JSONValue, validating: Bool = true) async throws {
    let read = try RecordReader(kinds: kinds).read(record.bytes)
    let answer = try await intake.submit(read, sender: Sender(name: "amina"), requestID: record.text).get()
    guard validating else { return }
    _ = try await reviews.review(
      RecordIdentity(kind: read.kind, programme: read.programme, key: read.key), revision: answer.revision,
      decision: .validate, by: StoreFixture.reviewer)
  }

  /// The rows of a query at public level.
  func rows(_ json: JSONValue) async throws -> [JSONValue] {
    let query = try RecordQuery(json, kinds: kinds)
    let rows = Collected()
    try await snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: .public), queries: [query], declared: [], deadline: .now + .seconds(30)
    ) { snapshot in
      try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
    }
    return rows.values
  }
}
