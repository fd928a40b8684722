import Disclosure
import JSONBytes
import Records
import Testing

@testable import RecordStore

/// What was erased or taken back after a report was made from it.
@Suite("Archived reports whose records end")
struct ArchivePurgeTests {
  private static let everything = AccessScope(level: .confidential, records: .all)

  /// Two findings with a quote each, each quote on a consent of its own.
  private static func arrange(_ fixture: StoreFixture) async throws {
    for name in ["one", "two"] {
      try await fixture.submit([
        "kind": "consent", "programme": "p", "key": .string("c-" + name), "subjectCode": "S-1", "basis": "written",
        "scopes": ["use_in_report", "quote"], "givenOn": "2024-01-01",
      ])
      try await fixture.validate(.consent, "c-" + name)
      try await fixture.submit(
        finding(
          name, engagement: nil,
          [
            "attribution": "group_only", "consentBasis": "written", "consent": .string("c-" + name),
            "statement": .string("statement-" + name),
            "quotes": [["text": .string("words-" + name), "speakerGroup": "cso", "mayQuote": true]],
          ]))
      try await fixture.validate(.finding, name)
    }
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
      let archive = fixture.store.archive
      let (one, two) = (try await Self.archived("one", fixture), try await Self.archived("two", fixture))
      func recalled() async throws -> Set<String> {
        Set(try await archive.runs(scope: Self.everything).filter(\.isRecalled).map(\.id))
      }
      #expect(try await recalled() == [])
      try await fixture.submit([
        "kind": "consent", "programme": "p", "key": "c-one", "subjectCode": "S-1", "basis": "written",
        "scopes": ["use_in_report", "quote"], "givenOn": "2024-01-01", "withdrawnOn": "2024-06-01",
      ])
      #expect(try await recalled() == [one])
      let identity = RecordIdentity(kind: .finding, programme: "p", key: "two")
      #expect(try await fixture.store.endings.withdraw(identity, by: StoreFixture.reviewer) == .done)
      #expect(try await recalled() == [one, two])
      #expect(try await fixture.store.endings.restore(identity, by: StoreFixture.reviewer) == .done)
      #expect(try await recalled() == [one])
      // A level rises as soon as somebody says so, whoever has reviewed what.
      try await fixture.submit(finding("two", engagement: nil, level: "confidential"))
      #expect(try await recalled() == [one, two])
      // What is made now no longer has the words, and rests on nothing that was taken back.
      let later = try await Self.archived("one", fixture)
      #expect(try await !Self.pieces(of: later, fixture).contains("words-one"))
      #expect(try await recalled() == [one, two])
    }
  }
}
