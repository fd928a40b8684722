import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("The history of a record")
struct HistoryTests {
  private struct Told: Equatable, CustomStringConvertible {
    let revision: Int
    var status = "submitted"
    var reviewer: String?
    var reason: String?
    let submitter: String
    let changes: [String]?

    var description: String {
      "\(revision) \(status) \(reviewer ?? "-") \(reason ?? "-") \(submitter) \(changes ?? [])"
    }
  }

  private static func body(_ dice: inout Dice, _ turn: Int) -> JSONObject {
    // The note makes every body one that was never there before.
    var more: JSONObject = [
      "attribution": "group_only", "note": .string("Tour \(turn)."),
      "title": .string(dice.pick(["Constat", "Autre"])),
    ]
    if dice.once(in: 2) { more["severity"] = .string(dice.pick(["high", "low"])) }
    if dice.once(in: 2) { more["quotes"] = [["text": "Rien.", "speakerGroup": "women_group", "mayQuote": true]] }
    if dice.once(in: 2) { more["place"] = ["region": .string(dice.pick(["gao", "segou"]))] }
    return more
  }

  @Test("Every revision, decision and change is told as the model says, whatever the size of pages")
  func model() async throws {
    try await StoreFixture.with { fixture in
      var dice = Dice(seed: 3)
      var expected: [Told] = []
      var before = JSONObject()
      for turn in 1...14 {
        let more = Self.body(&dice, turn)
        let submitter = dice.pick(["amina", "oumar"])
        let record = finding("f", engagement: nil, more).object!
        try await fixture.submit(.object(record), as: submitter)
        let names = Set(before.members.map(\.key) + record.members.map(\.key))
        var told = Told(
          revision: turn, submitter: submitter,
          changes: turn == 1 ? nil : names.filter { before[$0] != record[$0] }.sorted())
        let decision = dice.pick([nil, ReviewDecision.validate, .return])
        if let decision {
          let reason = decision == .return ? "Motif \(turn)." : nil
          let outcome = try await fixture.store.reviews.review(
            RecordIdentity(kind: .finding, programme: "p", key: "f"), revision: turn, decision: decision,
            reason: reason, by: StoreFixture.reviewer)
          #expect(outcome == .done)
          told.status = decision == .return ? "returned" : "validated"
          told.reviewer = StoreFixture.reviewer.name
          told.reason = reason
        }
        expected.insert(told, at: 0)
        before = record
      }
      for size in [1, 5, 14, 100] {
        #expect(try await Self.read(fixture, size: size) == expected)
      }
      let stored = try await fixture.stored(.finding, "f")
      #expect(stored?.returnReason == expected[0].reason)
    }
  }

  private static func read(_ fixture: StoreFixture, size: Int) async throws -> [Told] {
    var told: [Told] = []
    var before: Int?
    repeat {
      let page = try await fixture.store.reads.history(
        of: RecordIdentity(kind: .finding, programme: "p", key: "f"), scope: AccessScope(level: .public, records: .all),
        before: before, records: size)
      #expect((page?.revisions.count ?? 0) <= size)
      told += (page?.revisions ?? []).map {
        #expect($0.body == nil)
        return Told(
          revision: $0.revision, status: $0.reviewStatus, reviewer: $0.reviewedBy, reason: $0.returnReason,
          submitter: $0.principal, changes: $0.changes)
      }
      before = page?.next
    } while before != nil
    return told
  }

  @Test("Bodies come only where they are asked for; who may not read the record is told that there is none")
  func walls() async throws {
    try await StoreFixture.with { fixture in
      let identity = RecordIdentity(kind: .finding, programme: "p", key: "f")
      for title in ["Un", "Deux"] {
        try await fixture.submit(finding("f", engagement: nil, level: "internal", ["title": .string(title)]))
      }
      let reads = fixture.store.reads
      let page = try await reads.history(
        of: identity, scope: AccessScope(level: .internal, records: .all), withRecords: true)
      let titles = try page?.revisions.map { try JSONValue(parsing: $0.body ?? [])["title"] }
      #expect(titles == ["Deux", "Un"])
      for scope in [
        AccessScope(level: .public, records: .all), AccessScope(level: .confidential, programmes: ["q"], records: .all),
        AccessScope(level: .confidential, programmes: [], records: .all),
      ] {
        #expect(try await reads.history(of: identity, scope: scope) == nil)
        #expect(try await reads.get(identity, scope: scope) == nil)
        #expect(try await reads.page(RecordFilter(kind: .finding), scope: scope).records.isEmpty)
      }
      let other = RecordIdentity(kind: .finding, programme: "q", key: "f")
      #expect(try await reads.history(of: other, scope: AccessScope(level: .confidential, records: .all)) == nil)
    }
  }

  @Test("What waits for review says in what it differs from the last validated revision")
  func changedFields() async throws {
    try await StoreFixture.with { fixture in
      func changed() async throws -> [String]? { try await fixture.stored(.finding, "f")?.changedFields }
      try await fixture.submit(finding("f", engagement: nil, ["cause": "Une cause."]))
      #expect(try await changed() == nil)
      try await fixture.validate(.finding, "f")
      #expect(try await changed() == nil)
      try await fixture.submit(finding("f", engagement: nil, ["cause": "Une autre cause.", "severity": "low"]))
      #expect(try await changed() == ["cause", "severity"])
      try await fixture.submit(finding("f", engagement: nil, ["severity": "high"]))
      #expect(try await changed() == ["cause", "severity"])
      try await fixture.review(.return, .finding, "f", revision: 3)
      #expect(try await changed() == ["cause", "severity"])
      try await fixture.submit(finding("f", engagement: nil, ["cause": "Une cause.", "note": "Comme avant."]))
      #expect(try await changed() == ["note"])
    }
  }
}
