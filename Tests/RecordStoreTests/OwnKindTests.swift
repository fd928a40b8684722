import Disclosure
import JSONBytes
import Logging
import Postgres
import RecordStore
import Records
import TestSupport
import Testing

/// A kind that only this test knows: its declaration, its migration, and nothing else.
@Suite("A kind of one's own")
struct OwnKindTests {
  private static let visit = RecordKind(
    "site_visit", en: "Site visit", fr: "Visite de terrain", "A visit to a place.", days: [.field("visitedOn")],
    fields: [
      Field("visitedOn", .date, .required, .everyone, "The day.").orderable(),
      Field("engagement", .under("engagement"), .optional, .everyone, "What was visited.").dimension(),
      Field("outcome", .code(CodeLists.severity), .required, .everyone, "How it went.").dimension(),
      Field("secret", .words, .optional, .never, "What nobody reads."),
      Field("cost", .money, .optional, .everyone, "What it cost.").column(),
      Field("stops", .list(.object(stop), limit: 10), .optional, .everyone, "Where people stopped.")
        .counted(as: "visit_stop"),
    ],
    rules: [.requires("cost", when: "outcome", is: "critical"), .unique("stops", by: "name")],
    examples: [
      #"{"kind":"site_visit","programme":"p","key":"v","visitedOn":"2024-02-01","outcome":"low","secret":"geheim","#
        + #""cost":{"amount":"12.50","currency":"USD"},"stops":[{"name":"Gao","people":12},{"name":"A, B","people":9}]}"#
    ])

  private static let stop = ObjectType([
    Field("name", .words, .required, .everyone, "The place's name.").dimension(),
    Field("people", .people, .required, .people(from: .public), "People met.").summed("met", countsPeople: true),
  ])

  private static let migration = """
    SELECT create_kind('site_visit', 'visited_on date NOT NULL', 'engagement text', 'outcome text NOT NULL',
      'cost bigint', 'cost_currency text');
    SELECT create_part('visit_stop', 'name text NOT NULL', 'people integer NOT NULL');
    SELECT create_level_index('site_visit', 'engagement')
    """

  private static func text(_ change: (inout JSONObject) -> Void) throws -> String {
    var record = try JSONValue(parsing: visit.examples[0]).object ?? JSONObject()
    change(&record)
    return JSONValue.object(record).text
  }

  @Test("has a JSON Schema that refuses what its declaration refuses")
  func schema() async throws {
    let good = [Self.visit.examples[0], try Self.text { $0["stops"] = [] }]
    let bad = [
      try Self.text {
        $0["outcome"] = "critical"; $0["cost"] = nil
      }, try Self.text { $0["visitedOn"] = "1.2.2024" },
      try Self.text { $0["stops"] = [["name": "Gao"]] }, try Self.text { $0["outcme"] = "low" },
    ]
    let reader = RecordReader(kinds: KindCatalogue([Self.visit]))
    for text in good { _ = try reader.read(Array(text.utf8)) }
    for text in bad { #expect(throws: RecordFault.self) { try reader.read(Array(text.utf8)) } }
    let schema = KindSchema(Self.visit).document
    let faults = try await SchemaValidator.faults(
      in: (good + bad).map { SchemaValidator.Question(schema: "site_visit", record: $0) },
      schemas: ["site_visit": schema])
    #expect(faults.map { $0 == nil } == [true, true, false, false, false, false])
    #expect(schema["$comment"]?.string?.contains("No two of `stops`") == true)
  }

  @Test("has a table that reads back as its example")
  func table() throws {
    let kinds = KindCatalogue([Self.visit])
    let template = CSVTemplate(Self.visit, .semicolon)
    #expect(
      template.columns.suffix(6) == ["cost.amount", "cost.currency"]
        + (0...1).flatMap { ["stops[\($0)].name", "stops[\($0)].people"] })
    var reader = CSVReader(kinds: kinds)
    var position = 0
    guard case .record(let json) = try reader.next(in: template.bytes, from: &position, isAtEnd: true) else {
      Issue.record("no record")
      return
    }
    let records = RecordReader(kinds: kinds)
    #expect(try records.read(json).text == records.read(Array(Self.visit.examples[0].utf8)).text)
  }

  @Test("is stored, revised, levelled by its parent, listed, counted and summed")
  func works() async throws {
    try await TestDatabase.withFresh { connectionString in
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      let schema = StoreSchema.standard.adding(Self.visit, migration: Self.migration)
      let store = try await Store.open(
        ConnectionConfiguration(connectionString), schema: schema, logger: logger)
      let reader = RecordReader(kinds: schema.kinds)
      func submit(_ record: JSONValue) async throws -> IntakeAnswer {
        try await store.intake.submit(
          try reader.read(record.bytes), sender: Sender(name: "amina"), requestID: record.text
        ).get()
      }
      func visit(_ outcome: String) -> JSONValue {
        [
          "kind": "site_visit", "programme": "p", "key": "v", "visitedOn": "2024-02-01", "confidentiality": "public",
          "outcome": .string(outcome), "engagement": "e", "secret": "geheim",
          "cost": ["amount": "12.5", "currency": "USD"],
          "stops": [["name": "Gao", "people": 12], ["name": "Ansongo", "people": 9]],
        ]
      }
      _ = try await submit(programme())
      let first = try await submit(visit("high"))
      #expect(first.outcome == .created && first.effectiveLevel == .confidential)
      #expect(first.dangling.map(\.path) == ["engagement"])
      _ = try await submit(engagement("e"))
      let second = try await submit(visit("low"))
      #expect(second.outcome == .revised && second.effectiveLevel == .public)
      let identity = RecordIdentity(kind: Self.visit, programme: "p", key: "v")
      let outcome = try await store.reviews.review(
        identity, revision: 2, decision: .validate, by: StoreFixture.reviewer)
      #expect(outcome == .done)
      for (json, wanted) in [
        (
          ["name": "q", "from": "site_visit", "select": ["outcome", "secretless"]] as JSONValue, nil as String?
        ),
        (["name": "q", "from": "site_visit", "select": ["outcome"]], "\"outcome\":\"low\""),
        (["name": "q", "from": "visit_stop", "groupBy": ["name"], "measures": ["met"]], "\"met\":12"),
        (["name": "q", "from": "visit_stop", "select": ["name", "outcome"]], "\"name\":\"Ansongo\""),
      ] {
        guard let query = try? RecordQuery(json, kinds: schema.kinds) else {
          #expect(wanted == nil)
          continue
        }
        let rows = Collected()
        try await store.snapshots.withSnapshot(
          of: "p", scope: AccessScope(level: .public), queries: [query], declared: [], deadline: .now + .seconds(30)
        ) { snapshot in
          try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
        }
        #expect(rows.values.contains { $0.text.contains(wanted ?? "?") }, "\(rows.values.map(\.text))")
        #expect(!rows.values.contains { $0.text.contains("geheim") })
      }
      await store.close()
    }
  }
}
