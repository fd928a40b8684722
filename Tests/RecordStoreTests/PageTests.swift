import Disclosure
import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("Pages of records")
struct PageTests {
  @Test("Every listing is what the model says, whatever the filter, scope, order and size of pages")
  func model() async throws {
    try await StoreFixture.with { fixture in
      let shelf = try await ListedRecords.stored(by: fixture, seed: 7)
      var dice = Dice(seed: 8)
      for _ in 0..<40 {
        let question = ListingQuestion(&dice)
        let expected = shelf.identities(question)
        let read = try await fixture.pages(question, size: dice.roll(1...9))
        #expect(read == expected, "\(question)")
      }
    }
  }

  @Test("While others add and revise, nothing that was there is left out or comes twice")
  func others() async throws {
    try await StoreFixture.with { fixture in
      let keys = (0..<60).map { "k\($0 * 7 % 60)" }
      for key in keys { try await fixture.submit(finding(key, engagement: nil)) }
      var read: [String] = []
      var after: RecordPosition?
      var added = 0
      repeat {
        let page = try await fixture.store.reads.page(
          RecordFilter(kind: .finding), scope: AccessScope(level: .public, records: .all), after: after, records: 7)
        read += page.records.map(\.identity.key)
        after = page.next
        // One before what was read, one behind it, and a revision of either.
        for key in ["a\(added)", "z\(added)", keys[added], keys[59 - added]] {
          try await fixture.submit(finding(key, engagement: nil, ["note": .string("Révision \(added).")]))
        }
        added += 1
      } while after != nil
      #expect(read == read.sorted() && Set(read).count == read.count)
      #expect(Set(keys).isSubset(of: read))
      #expect(!read.contains { $0.hasPrefix("a") })
    }
  }

  @Test("A page holds no more bytes than its limit, and all pages together hold everything")
  func bytes() async throws {
    try await StoreFixture.with { fixture in
      let text = JSONValue.string(String(repeating: "Un constat. ", count: 1_600) + "Fin.")
      let long: JSONObject = [
        "statement": text, "criterion": text, "condition": text, "cause": text, "effect": text, "mitigation": text,
      ]
      for number in 0..<20 { try await fixture.submit(finding("f\(number)", engagement: nil, long)) }
      var pages: [[StoredRecord]] = []
      var after: RecordPosition?
      repeat {
        let page = try await fixture.store.reads.page(
          RecordFilter(), scope: AccessScope(level: .public, records: .all), after: after)
        pages.append(page.records)
        after = page.next
      } while after != nil
      #expect(pages.count > 2)
      #expect(pages.allSatisfy { !$0.isEmpty })
      #expect(pages.allSatisfy { $0.reduce(0) { $0 + $1.body.count } <= ReadLimits.pageBytes })
      #expect(Set(pages.joined().map(\.identity)).count == 21 && pages.joined().count == 21)
    }
  }

  @Test("The gravest come first, what has no severity last")
  func severity() async throws {
    try await StoreFixture.with { fixture in
      for (number, code) in (["low", "critical", "info", "medium", "high", "critical"] as [JSONValue]).enumerated() {
        try await fixture.submit(finding("f\(number)", engagement: nil, ["severity": code]))
      }
      try await fixture.submit(finding("a", engagement: nil))
      var keys: [String] = []
      var after: RecordPosition?
      repeat {
        let page = try await fixture.store.reads.page(
          RecordFilter(kind: .finding), scope: AccessScope(level: .public, records: .all), order: .severity,
          after: after, records: 2)
        keys += page.records.map(\.identity.key)
        after = page.next
      } while after != nil
      #expect(keys == ["f1", "f5", "f4", "f3", "f0", "f2", "a"])
    }
  }

  @Test("Only what was submitted, reviewed, withdrawn, put back or rid of its texts since a moment")
  func changedSince() async throws {
    try await StoreFixture.with { fixture in
      for key in ["erased", "old", "restored", "reviewed", "revised", "withdrawn"] {
        try await fixture.submit(finding(key, engagement: nil, level: key == "erased" ? "restricted" : "public"))
      }
      let answer = try await fixture.submit(merged(programme().object ?? [:], ["retentionMonths": 12]))
      try await fixture.validate(.programme, "p", revision: answer.revision)
      try await TestQuery.run(fixture.connectionString) {
        try await $0.query("UPDATE finding SET submitted_at = '2024-03-18 23:59:59Z'")
      }
      _ = try await fixture.store.retention.run(of: "p", erases: true, by: StoreFixture.reviewer)
      for key in ["restored", "withdrawn"] {
        let identity = RecordIdentity(kind: .finding, programme: "p", key: key)
        _ = try await fixture.store.endings.withdraw(identity, by: StoreFixture.reviewer)
        if key == "restored" { _ = try await fixture.store.endings.restore(identity, by: StoreFixture.reviewer) }
      }
      try await fixture.validate(.finding, "reviewed")
      try await fixture.submit(finding("revised", engagement: nil, ["title": "Autre"]))
      var filter = RecordFilter(kind: .finding)
      for (moment, keys) in [
        (1_710_806_399.0, ["erased", "old", "restored", "reviewed", "revised", "withdrawn"]),
        (1_710_806_400.0, ["erased", "restored", "reviewed", "revised", "withdrawn"]),
      ] {
        filter.changedSince = moment
        let page = try await fixture.store.reads.page(filter, scope: AccessScope(level: .restricted, records: .all))
        #expect(page.records.map(\.identity.key) == keys)
      }
    }
  }
}

extension StoreFixture {
  /// All pages of a listing, each of so many records, as `kind programme key revision`.
  fileprivate func pages(_ question: ListingQuestion, size: Int) async throws -> [String] {
    var read: [String] = []
    var after: RecordPosition?
    repeat {
      let page = try await store.reads.page(
        question.filter, scope: question.scope, order: question.order, after: after, records: size)
      #expect(page.records.count == size || page.next == nil)
      #expect(!page.records.isEmpty || after == nil)
      read += page.records.map {
        "\($0.identity.kind.name) \($0.identity.programme) \($0.identity.key) \($0.revision) \($0.reviewStatus)"
      }
      after = page.next
    } while after != nil
    return read
  }
}
