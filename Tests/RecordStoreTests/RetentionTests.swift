import Disclosure
import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("How long restricted texts are kept")
struct RetentionTests {
  /// Has the programme keep restricted texts for so many months. Its own note is never among what is erased.
  private func keep(_ months: Int64, _ fixture: StoreFixture) async throws {
    let answer = try await fixture.submit(
      merged(programme().object ?? [:], ["retentionMonths": .integer(months), "note": "Note."]))
    try await fixture.validate(.programme, "p", revision: answer.revision)
  }

  /// Lets time pass since everything was submitted.
  private func age(_ months: Int, _ fixture: StoreFixture, only key: String? = nil) async throws {
    try await TestQuery.run(fixture.connectionString) { connection in
      for kind in KindCatalogue.standard.kinds {
        for table in [kind.name, kind.name + "_history"] {
          try await connection.query(
            """
            UPDATE \(identifier: table) SET submitted_at = submitted_at - make_interval(months => \(months)::int4)
            WHERE \(key) IS NULL OR key = \(key)
            """)
        }
      }
    }
  }

  private func run(
    _ fixture: StoreFixture, erases: Bool = true, by caller: Principal = StoreFixture.reviewer
  ) async throws -> [RetentionPage.Record]? {
    var records: [RetentionPage.Record] = []
    var after: RetentionPosition?
    repeat {
      guard let page = try await fixture.store.retention.run(of: "p", after: after, erases: erases, by: caller)
      else { return nil }
      records += page.records
      after = page.next
    } while after != nil
    return records
  }

  @Test(
    "Whatever its kind, a restricted record's words are in no table any more; codes, counts and money are as before")
  func words() async throws {
    try await StoreFixture.with { fixture in
      try await keep(84, fixture)
      let records = MarkedRecord.examples("t", programme: "p", level: .restricted).filter {
        $0.programme == "p" && $0.kind.name != "programme"
      }
      for record in records {
        let identity = RecordIdentity(kind: record.kind, programme: "p", key: record.key)
        let first = try await fixture.submit(merged(record.json.object ?? [:], ["note": "zqxtnotexqz"]))
        _ = try await fixture.store.reviews.review(
          identity, revision: first.revision, decision: .return, reason: "zqxtreasonxqz", by: StoreFixture.reviewer)
        let second = try await fixture.submit(record.json)
        try await fixture.validate(record.kind, record.key, revision: second.revision)
        _ = try await fixture.store.endings.withdraw(identity, reason: "zqxtreasonxqz", by: StoreFixture.reviewer)
        _ = try await fixture.store.endings.restore(identity, by: StoreFixture.reviewer)
      }
      try await age(85, fixture)
      let words = records.flatMap { $0.textMarks.map(\.word) }
      let reviewers = ["zqxtnotexqz", "zqxtreasonxqz"]
      let before = try await figures(fixture)
      #expect(try await fixture.found(words + reviewers).count > 100)
      let dry = try #require(try await run(fixture, erases: false))
      #expect(try await fixture.found(words + reviewers).count > 100, "A dry run changes nothing.")
      let erased = try #require(try await run(fixture))
      #expect(erased.map(\.identity) == dry.map(\.identity) && erased.map(\.texts) == dry.map(\.texts))
      #expect(Set(erased.map(\.identity.key)) == Set(records.map(\.key)))
      #expect(erased.allSatisfy { (1...2).contains($0.revisions) && $0.texts >= $0.revisions })
      let left = try await fixture.found(words + reviewers)
      #expect(left.isEmpty, "\(records.flatMap { $0.marks.filter { left.contains($0.word) } }.map(\.path))")
      #expect(try await figures(fixture) == before)
      #expect(try await run(fixture)?.isEmpty == true, "Nothing is erased twice.")
      for record in records {
        let stored = try #require(try await fixture.stored(record.kind, record.key))
        #expect(stored.textErasure?.by == StoreFixture.reviewer.name)
        #expect(try StoreFixture.reader.read(stored.body).key == record.key)
      }
    }
  }

  /// Counts of several kinds at the highest level.
  private func figures(_ fixture: StoreFixture) async throws -> [String] {
    let queries: [JSONValue] = [
      [
        "name": "q", "from": "finding", "groupBy": ["theme", "region", "severity"], "measures": ["count"],
        "totals": true,
      ],
      ["name": "q", "from": "participation", "groupBy": ["group", "sex"], "measures": ["people"], "totals": true],
      ["name": "q", "from": "recommendation", "groupBy": ["priority"], "measures": ["count"], "totals": true],
      ["name": "q", "from": "expense", "select": ["amount", "category"]],
      ["name": "q", "from": "participant", "groupBy": ["region"], "measures": ["differentPeople"], "totals": true],
    ]
    var figures: [String] = []
    for query in queries { figures += try await fixture.rows(query, level: .confidential).rows.map(\.text) }
    return figures
  }

  @Test("The time begins with the last submission, and is what the validated programme says")
  func time() async throws {
    try await StoreFixture.with { fixture in
      #expect(try await run(fixture) == nil, "Where nothing is said, all is kept.")
      try await fixture.submit(merged(programme().object ?? [:], ["retentionMonths": 1]))
      #expect(try await run(fixture) == nil, "Nobody has validated it.")
      try await keep(12, fixture)
      for key in ["old", "young", "again"] {
        try await fixture.submit(finding(key, engagement: nil, level: "restricted"))
        if key != "young" { try await age(13, fixture, only: key) }
      }
      try await age(11, fixture, only: "young")
      try await fixture.submit(finding("again", engagement: nil, level: "restricted", ["note": "Encore."]))
      #expect(try await run(fixture, erases: false)?.map(\.identity.key) == ["old"])
      #expect(try await run(fixture)?.map(\.identity.key) == ["old"])
      #expect(try await fixture.stored(.finding, "again")?.textErasure == nil)
    }
  }

  @Test("Nothing more is taken under the key, not the same text either; review, withdrawal and erasure go on")
  func after() async throws {
    try await StoreFixture.with { fixture in
      try await keep(12, fixture)
      try await fixture.submit(finding("f", engagement: nil, level: "restricted"))
      try await age(13, fixture)
      #expect(try await run(fixture)?.count == 1)
      for record in [finding("f", engagement: nil, level: "restricted"), finding("f", engagement: nil)] {
        let fault = await #expect(throws: IntakeFault.self) { try await fixture.submit(record) }
        #expect(fault?.code == .erased)
      }
      #expect(try await fixture.validate(.finding, "f") == .done)
      let listing: JSONValue = ["name": "q", "from": "finding", "select": ["title", "theme"]]
      let row = try await fixture.rows(listing, level: .restricted).rows.first
      #expect(row?["theme"] == "external_audit" && row?["title"]?["en"]?.string?.contains("erased") == true)
      let identity = RecordIdentity(kind: .finding, programme: "p", key: "f")
      #expect(try await fixture.store.endings.withdraw(identity, by: StoreFixture.reviewer) == .done)
      #expect(try await fixture.store.endings.erase(identity, reason: .request, by: StoreFixture.reviewer) == .done)
      #expect(try await run(fixture)?.isEmpty == true)
    }
  }

  @Test("Who may not read a record, or all of its revisions, erases nothing of it")
  func scope() async throws {
    try await StoreFixture.with { fixture in
      try await keep(12, fixture)
      try await fixture.submit(finding("f", engagement: nil, level: "restricted"))
      try await fixture.submit(finding("g", engagement: nil, level: "confidential"))
      try await fixture.validate(.finding, "g")
      try await fixture.submit(finding("g", engagement: nil, level: "restricted"))
      try await fixture.validate(.finding, "g", revision: 2)
      try await fixture.submit(finding("h", engagement: nil, level: "restricted", ["grant": "G1"]))
      try await age(13, fixture)
      let reviewer = { (level: ConfidentialityLevel, programmes: Set<String>?, grants: Set<String>?) in
        Principal(name: "awa", role: .reviewer, level: level, programmes: programmes, grants: grants)
      }
      #expect(try await run(fixture, by: reviewer(.confidential, ["q"], nil)) == nil)
      #expect(try await run(fixture, by: reviewer(.internal, nil, nil))?.isEmpty == true)
      let ofAnotherGrant = try await run(fixture, erases: false, by: reviewer(.confidential, nil, ["G2"]))
      #expect(ofAnotherGrant?.map(\.identity.key) == ["f", "g"])
      #expect(try await run(fixture, by: reviewer(.restricted, nil, nil))?.map(\.identity.key) == ["f", "h"])
      #expect(try await run(fixture, by: reviewer(.confidential, nil, nil))?.map(\.identity.key) == ["g"])
    }
  }

  @Test("Of many records none is left out and none comes twice, page by page")
  func pages() async throws {
    try await StoreFixture.with { fixture in
      try await keep(12, fixture)
      let keys = (0..<RetentionLimits.records + 7).map { "f\(1_000 + $0)" }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for key in keys {
          group.addTask { try await fixture.submit(finding(key, engagement: nil, level: "restricted")) }
        }
        try await group.waitForAll()
      }
      try await fixture.submit(engagement("e", level: "restricted"))
      try await age(13, fixture)
      let dry = try await run(fixture, erases: false)
      #expect(dry?.map(\.identity.key) == ["e"] + keys)
      #expect(try await run(fixture)?.map(\.identity.key) == ["e"] + keys)
    }
  }
}
