import Disclosure
import JSONBytes
import Records
import Testing

@testable import RecordStore

/// What was erased or taken back after a report was made from it.
@Suite("Archived reports whose records end")
struct ArchivePurgeTests {
  private static let everything = AccessScope(level: .confidential, records: .all)

  /// Findings with a quote each, each quote on a consent of its own.
  private static func arrange(_ fixture: StoreFixture, _ names: [String] = ["one", "two"]) async throws {
    for name in names {
      try await fixture.submit(consent(name, ["use_in_report", "quote"]))
      try await fixture.validate(.consent, "c-" + name)
      try await fixture.submit(record(name))
      try await fixture.validate(.finding, name)
    }
  }

  private static func consent(_ name: String, _ scopes: [String], _ more: JSONObject = [:]) -> JSONValue {
    merged(
      [
        "kind": "consent", "programme": "p", "key": .string("c-" + name), "subjectCode": "S-1", "basis": "written",
        "scopes": .array(scopes.map { .string($0) }), "givenOn": "2024-01-01",
      ], more)
  }

  private static func record(_ name: String, _ more: JSONObject = [:], mayQuote: Bool = true) -> JSONValue {
    let all: JSONObject = [
      "attribution": "group_only", "consentBasis": "written", "consent": .string("c-" + name),
      "statement": .string("statement-" + name),
      "quotes": [["text": .string("words-" + name), "speakerGroup": "cso", "mayQuote": .bool(mayQuote)]],
    ]
    return finding(name, engagement: nil, merged(all, more).object ?? all)
  }

  private static func recalled(_ fixture: StoreFixture) async throws -> Set<String> {
    Set(try await fixture.store.archive.runs(scope: everything).filter(\.isRecalled).map(\.id))
  }

  /// Composes what a format would that prints all of a finding, up to its end.
  private static func compose(_ key: String, _ fixture: StoreFixture) async throws -> String {
    let archive = fixture.store.archive
    let id = try await archive.begin(ArchiveTests.order())
    let (blocks, sources) = (archive.blocks(of: id), archive.sources(of: id))
    let query = try RecordQuery([
      "name": "q", "from": "finding", "where": ["key": [.string(key)]], "select": ["title", "statement", "quotes"],
    ])
    try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: .public, records: .all), queries: [query], declared: [],
      deadline: .now + .seconds(30)
    ) { snapshot in
      try await snapshot.rows(of: query, noting: { try await sources.append($0) }) { try await blocks.append($0) }
    }
    try await blocks.finish()
    try await sources.finish()
    return id
  }

  private static func result(_ key: String) -> ComposedRun {
    ComposedRun(
      stamp: ["programme": .string("title-" + key)], blocks: 1, inputDigest: "", blocksDigest: "", hiddenPercent: nil,
      diagnostics: [["severity": "info", "summary": .string("said-" + key)]])
  }

  /// A run of a finding as it stands in the archive, written once.
  private static func archived(_ key: String, _ fixture: StoreFixture) async throws -> String {
    let archive = fixture.store.archive
    let id = try await compose(key, fixture)
    #expect(try await archive.complete(id, result(key)) == .done)
    let pieces = archive.medium("html", of: id)
    try await pieces.append(Array("medium-\(key)".utf8))
    try await pieces.finish()
    try await archive.complete("html", of: id, pieces, bytes: 10, sha256: "", writerVersion: "", deliveredTo: "donor")
    return id
  }

  private static func pieces(of run: String, _ fixture: StoreFixture) async throws -> String {
    var bytes: [UInt8] = []
    try await fixture.store.archive.readBlocks(of: run) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("With a record go the blocks and media that hold its text; that there was a run, and for whom, stays")
  func erased() async throws {
    try await StoreFixture.with { fixture in
      try await Self.arrange(fixture)
      let archive = fixture.store.archive
      let (one, two) = (try await Self.archived("one", fixture), try await Self.archived("two", fixture))
      #expect(try await Self.pieces(of: one, fixture).contains("words-one"))
      let identity = RecordIdentity(kind: .finding, programme: "p", key: "one")
      #expect(
        try await fixture.store.endings.erase(identity, reason: .mistake, by: StoreFixture.reviewer) == .done)
      let purged = try #require(try await archive.run(one, scope: Self.everything))
      #expect(purged.isPurged && purged.state == .composed && purged.media.isEmpty && purged.diagnostics.isEmpty)
      #expect(purged.composed?.stamp == ["programme": "p"])
      #expect(try await Self.pieces(of: one, fixture).isEmpty)
      #expect(try await archive.deliveries(of: one).map(\.principal) == ["donor"])
      #expect(try await fixture.found(["words-one", "statement-one", "title-one", "said-one"]) == [])
      let other = try #require(try await archive.run(two, scope: Self.everything))
      #expect(!other.isPurged && other.media.count == 1)
      #expect(try await Self.pieces(of: two, fixture).contains("words-two"))
    }
  }

  @Test("A report whose record is erased while it is composed is not kept")
  func erasedMeanwhile() async throws {
    try await StoreFixture.with { fixture in
      try await Self.arrange(fixture)
      let (one, two) = (try await Self.compose("one", fixture), try await Self.compose("two", fixture))
      let identity = RecordIdentity(kind: .finding, programme: "p", key: "one")
      #expect(
        try await fixture.store.endings.erase(identity, reason: .mistake, by: StoreFixture.reviewer) == .done)
      #expect(try await fixture.store.archive.complete(one, Self.result("one")) == .notKept)
      #expect(try await fixture.store.archive.complete(two, Self.result("two")) == .done)
    }
  }

  @Test("A consent or a record that is taken back marks the runs that rest on it, and no others")
  func recalled() async throws {
    try await StoreFixture.with { fixture in
      try await Self.arrange(fixture)
      let (one, two) = (try await Self.archived("one", fixture), try await Self.archived("two", fixture))
      #expect(try await Self.recalled(fixture) == [])
      try await fixture.submit(Self.consent("one", ["use_in_report", "quote"], ["withdrawnOn": "2024-06-01"]))
      #expect(try await Self.recalled(fixture) == [one])
      let identity = RecordIdentity(kind: .finding, programme: "p", key: "two")
      #expect(try await fixture.store.endings.withdraw(identity, by: StoreFixture.reviewer) == .done)
      #expect(try await Self.recalled(fixture) == [one, two])
      #expect(try await fixture.store.endings.restore(identity, by: StoreFixture.reviewer) == .done)
      #expect(try await Self.recalled(fixture) == [one])
      // A level rises as soon as somebody says so, whoever has reviewed what.
      try await fixture.submit(finding("two", engagement: nil, level: "confidential"))
      #expect(try await Self.recalled(fixture) == [one, two])
      // What is made now no longer has the words, and rests on nothing that was taken back.
      let later = try await Self.archived("one", fixture)
      #expect(try await !Self.pieces(of: later, fixture).contains("words-one"))
      #expect(try await Self.recalled(fixture) == [one, two])
    }
  }

  @Test(
    "A consent that covers less marks the runs that rest on it, until it is given again; one that covers more does not")
  func narrowedConsent() async throws {
    try await StoreFixture.with { fixture in
      try await Self.arrange(fixture)
      let (one, two) = (try await Self.archived("one", fixture), try await Self.archived("two", fixture))
      // Words are said anew, and more is agreed to.
      try await fixture.submit(Self.consent("one", ["use_in_report", "quote"], ["note": "Filed."]))
      try await fixture.submit(Self.consent("two", ["use_in_report", "quote", "photo"]))
      #expect(try await Self.recalled(fixture) == [])
      try await fixture.submit(Self.consent("one", ["use_in_report"]))
      #expect(try await Self.recalled(fixture) == [one])
      // What was agreed to after the run and is taken back again leaves what the run stands on.
      try await fixture.submit(Self.consent("two", ["use_in_report", "quote"], ["note": "No photograph."]))
      #expect(try await Self.recalled(fixture) == [one])
      // Given again, it waits for a reviewer, as in every new report.
      try await fixture.submit(Self.consent("one", ["use_in_report", "quote"], ["note": "Asked again."]))
      #expect(try await Self.recalled(fixture) == [one])
      try await fixture.validate(.consent, "c-one", revision: 4)
      #expect(try await Self.recalled(fixture) == [])
      #expect(try await Self.pieces(of: try await Self.archived("one", fixture), fixture).contains("words-one"))
      try await fixture.submit(Self.consent("two", ["quote"]))
      #expect(try await Self.recalled(fixture) == [two])
    }
  }

  @Test(
    "A record that may be told of with less marks the runs that tell of it, and one that says as much or more does not")
  func narrowedRecord() async throws {
    try await StoreFixture.with { fixture in
      let narrower: [(name: String, record: JSONValue)] = [
        ("anonymous", Self.record("anonymous", ["attribution": "anonymous"])),
        ("chatham", Self.record("chatham", ["attribution": "chatham_house"])),
        ("individual", Self.record("individual", ["agreement": "individual"])),
        ("unfounded", Self.record("unfounded", ["consentBasis": "none"])),
        ("unspoken", Self.record("unspoken", mayQuote: false)),
      ]
      let equal: [(name: String, record: JSONValue)] = [
        ("said-anew", Self.record("said-anew", ["statement": "Otherwise."])),
        ("oral", Self.record("oral", ["consentBasis": "oral_recorded"])),
      ]
      let names = (narrower + equal).map(\.name)
      try await Self.arrange(fixture, names + ["hidden"])
      // What was hidden before the run is no news, and may be told of with more.
      try await fixture.submit(Self.record("hidden", ["attribution": "anonymous"]))
      try await fixture.validate(.finding, "hidden", revision: 2)
      var runs: [String: String] = [:]
      for name in names + ["hidden"] { runs[name] = try await Self.archived(name, fixture) }
      for (_, record) in equal + narrower { try await fixture.submit(record) }
      try await fixture.submit(Self.record("hidden", ["attribution": "chatham_house"]))
      let found = try await Self.recalled(fixture)
      for (name, run) in runs {
        #expect(found.contains(run) == narrower.contains { $0.name == name }, "\(name)")
      }
      // As said before, and reviewed: it counts no more.
      try await fixture.submit(Self.record("anonymous", ["note": "By the group after all."]))
      try await fixture.validate(.finding, "anonymous", revision: 3)
      #expect(try await !Self.recalled(fixture).contains(runs["anonymous"] ?? ""))
    }
  }
}
