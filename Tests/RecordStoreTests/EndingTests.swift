import Disclosure
import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("How records leave reports, come back, and end")
struct EndingTests {
  private static let identity = RecordIdentity(kind: .finding, programme: "p", key: "f")
  private static let listing: JSONValue = ["name": "q", "from": "finding", "select": ["title"]]
  private static let count: JSONValue = ["name": "q", "from": "finding", "groupBy": [], "measures": ["count"]]

  private func submitter(_ team: String) -> Principal {
    Principal(name: "amina", team: team, role: .submitter, level: .confidential)
  }

  /// Brings the finding there.
  private func arrange(_ standing: RecordStanding, _ fixture: StoreFixture) async throws {
    try await fixture.submit(finding("f", engagement: nil))
    try await fixture.validate(.finding, "f")
    if standing == .withdrawn {
      #expect(try await fixture.store.endings.withdraw(Self.identity, by: StoreFixture.reviewer) == .done)
    }
    if standing == .erased {
      let outcome = try await fixture.store.endings.erase(Self.identity, reason: .mistake, by: StoreFixture.reviewer)
      #expect(outcome == .done)
    }
  }

  private func carryOut(_ ending: Ending, _ fixture: StoreFixture) async throws -> EndingOutcome {
    let endings = fixture.store.endings
    return switch ending {
    case .withdraw: try await endings.withdraw(Self.identity, by: StoreFixture.reviewer)
    case .restore: try await endings.restore(Self.identity, by: StoreFixture.reviewer)
    case .erase: try await endings.erase(Self.identity, reason: .request, by: StoreFixture.reviewer)
    }
  }

  @Test(
    "From every standing, every act leads where it should",
    arguments: [
      (.present, .withdraw, .done, .withdrawn), (.present, .restore, .unchanged, .present),
      (.present, .erase, .done, .erased), (.withdrawn, .withdraw, .unchanged, .withdrawn),
      (.withdrawn, .restore, .done, .present), (.withdrawn, .erase, .done, .erased),
      (.erased, .withdraw, .erased, .erased), (.erased, .restore, .erased, .erased),
      (.erased, .erase, .unchanged, .erased),
    ] as [(RecordStanding, Ending, EndingOutcome, RecordStanding)])
  func acts(_ before: RecordStanding, _ ending: Ending, _ outcome: EndingOutcome, _ after: RecordStanding)
    async throws
  {
    try await StoreFixture.with { fixture in
      try await arrange(before, fixture)
      #expect(try await carryOut(ending, fixture) == outcome)
      let isShown = after == .present
      #expect(try await fixture.rows(Self.listing).rows.isEmpty == !isShown)
      #expect(try await fixture.rows(Self.count).rows.first?["count"] == (isShown ? 1 : 0))
      #expect(try await fixture.rows(Self.listing).withheld == [:])
      let stored = try await fixture.stored(.finding, "f")
      #expect((stored == nil) == (after == .erased))
      #expect((stored?.withdrawal?.by == StoreFixture.reviewer.name) == (after == .withdrawn))
    }
  }

  @Test("A team withdraws its own records and no others; why and by whom is told to those who read them")
  func owners() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil))
      try await fixture.validate(.finding, "f")
      let endings = fixture.store.endings
      #expect(try await endings.withdraw(Self.identity, by: submitter("another")) == .notFound)
      let low = Principal(name: "awa", role: .reviewer, level: .confidential, programmes: ["q"])
      #expect(try await endings.withdraw(Self.identity, by: low) == .notFound)
      #expect(try await endings.withdraw(Self.identity, reason: "Doublon.", by: submitter("team")) == .done)
      let withdrawal = try #require(try await fixture.stored(.finding, "f")?.withdrawal)
      #expect(withdrawal.by == "amina" && withdrawal.reason == "Doublon." && withdrawal.at.hasSuffix("Z"))
    }
  }

  @Test("What is sent again stays withdrawn, is said to be so, and is not reviewed before it is put back")
  func again() async throws {
    try await StoreFixture.with { fixture in
      try await arrange(.withdrawn, fixture)
      let same = try await fixture.submit(finding("f", engagement: nil))
      #expect(same.outcome == .duplicate && same.isWithdrawn)
      let next = try await fixture.submit(finding("f", engagement: nil, ["note": "Autre."]))
      #expect(next.outcome == .revised && next.isWithdrawn)
      #expect(try await fixture.validate(.finding, "f", revision: 2) == .withdrawn)
      #expect(try await fixture.rows(Self.listing).rows.isEmpty)
      #expect(try await fixture.store.endings.restore(Self.identity, by: StoreFixture.reviewer) == .done)
      // What was validated before stands in reports again, the new revision when it is validated.
      #expect(try await fixture.rows(Self.listing).rows.first?["revision"] == 1)
      #expect(try await fixture.validate(.finding, "f", revision: 2) == .done)
      #expect(try await fixture.rows(Self.listing).rows.first?["revision"] == 2)
      #expect(try await fixture.submit(finding("f", engagement: nil, ["note": "Fin."])).isWithdrawn == false)
    }
  }

  @Test("What hangs on a withdrawn record keeps its level; below an erased one it counts as confidential")
  func below() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(engagement("e", level: "internal"))
      try await fixture.submit(finding("f"))
      let event = RecordIdentity(kind: .engagement, programme: "p", key: "e")
      #expect(try await fixture.store.endings.withdraw(event, by: StoreFixture.reviewer) == .done)
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .internal)
      #expect(try await fixture.store.endings.erase(event, reason: .retention, by: StoreFixture.reviewer) == .done)
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
      try await fixture.submit(finding("f", ["note": "Autre."]))
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
    }
  }

  @Test("Under the key of an erased record nothing is taken any more: no retry, no revision, no reviewer's either")
  func refused() async throws {
    try await StoreFixture.with { fixture in
      try await arrange(.erased, fixture)
      for record in [finding("f", engagement: nil), finding("f", engagement: nil, ["note": "Autre."])] {
        for sender in [Sender(name: "amina", team: "team"), Sender(StoreFixture.reviewer)] {
          let fault = await #expect(throws: IntakeFault.self) { try await fixture.submit(record, by: sender) }
          #expect(fault?.code == .erased)
        }
      }
      #expect(try await fixture.validate(.finding, "f") == .notFound)
      let page = try await fixture.store.reads.history(
        of: Self.identity, scope: AccessScope(level: .confidential, records: .all))
      #expect(page == nil)
    }
  }

  @Test("Who may not read every revision of a record does not erase it")
  func ceiling() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil, level: "restricted"))
      try await fixture.validate(.finding, "f")
      try await fixture.submit(finding("f", engagement: nil, level: "public"))
      try await fixture.validate(.finding, "f", revision: 2)
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .public)
      let endings = fixture.store.endings
      let low = Principal(name: "awa", role: .reviewer, level: .internal)
      #expect(try await endings.erase(Self.identity, reason: .mistake, by: low) == .notFound)
      #expect(try await fixture.stored(.finding, "f") != nil)
      let high = Principal(name: "awa", role: .reviewer, level: .restricted)
      #expect(try await endings.erase(Self.identity, reason: .mistake, by: high) == .done)
    }
  }

  @Test("Erased while its revisions arrive, a record is gone, and each of them knows whether it came before")
  func race() async throws {
    try await StoreFixture.with { fixture in
      for round in 0..<12 {
        let key = "f\(round)"
        try await fixture.submit(finding(key, engagement: nil, ["note": "zqxrace"]))
        let identity = RecordIdentity(kind: .finding, programme: "p", key: key)
        let answers = await withTaskGroup(of: IntakeFault.Code?.self) { group in
          for number in 0..<6 {
            group.addTask {
              do {
                try await fixture.submit(
                  finding(key, engagement: nil, ["note": .string("zqxrace \(number)"), "recommendations": []]))
                return nil
              } catch { return (error as? IntakeFault)?.code ?? .database }
            }
          }
          group.addTask {
            let outcome = try? await fixture.store.endings.erase(identity, reason: .request, by: StoreFixture.reviewer)
            return outcome == .done ? nil : .database
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0 == nil || $0 == .erased }, "round \(round): \(answers)")
        let last = await #expect(throws: IntakeFault.self) {
          try await fixture.submit(finding(key, engagement: nil, ["note": "zqxrace"]))
        }
        #expect(last?.code == .erased)
      }
      #expect(try await fixture.found(["zqxrace"]).isEmpty)
    }
  }

  @Test("What an erased consent governed is hidden, and reports go on")
  func consent() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit([
        "kind": "consent", "programme": "p", "key": "c", "subjectCode": "S-1", "basis": "written", "scopes": ["quote"],
        "givenOn": "2024-01-01",
      ])
      try await fixture.validate(.consent, "c")
      let quotes: JSONValue = [["text": "Oui.", "speakerGroup": "cso", "mayQuote": true, "consent": "c"]]
      try await fixture.submit(
        finding("f", engagement: nil, ["consentBasis": "written", "attribution": "group_only", "quotes": quotes]))
      try await fixture.validate(.finding, "f")
      let listing: JSONValue = ["name": "q", "from": "finding", "select": ["quotes"]]
      #expect(try await fixture.rows(listing).rows.first?["quotes"]?.array?.count == 1)
      let consent = RecordIdentity(kind: .consent, programme: "p", key: "c")
      for (ending, isDone) in [(Ending.withdraw, true), (.erase, true)] {
        let endings = fixture.store.endings
        let outcome =
          ending == .erase
          ? try await endings.erase(consent, reason: .consentWithdrawn, by: StoreFixture.reviewer)
          : try await endings.withdraw(consent, by: StoreFixture.reviewer)
        #expect((outcome == .done) == isDone)
        let seen = try await fixture.rows(listing)
        #expect(seen.rows.count == 1 && seen.rows.first?["quotes"] == nil)
        #expect(seen.withheld == ["consent_withdrawn": 1])
      }
    }
  }

  @Test("After an event is erased its people are in no count, and the plan is made without them")
  func event() async throws {
    try await StoreFixture.with { fixture in
      for key in ["e", "e2"] {
        let people: JSONValue = [
          ["sex": "female", "ageBand": "a18_24", "group": "cso", "count": 20],
          ["sex": "male", "ageBand": "a18_24", "group": "media", "count": 30],
        ]
        try await fixture.submit(engagement(key, ["chathamHouse": true, "participation": people]))
        try await fixture.validate(.engagement, key)
        try await fixture.submit(finding("f" + key, engagement: key, ["raisedBy": "cso"]))
        try await fixture.validate(.finding, "f" + key)
      }
      let people: JSONValue = ["name": "q", "from": "participation", "groupBy": ["sex"], "measures": ["people"]]
      let raised: JSONValue = ["name": "q", "from": "finding", "groupBy": ["raisedBy"], "measures": ["count"]]
      func women() async throws -> JSONValue? {
        try await fixture.rows(people).rows.first { $0["sex"] == "female" }?["people"]
      }
      #expect(try await women() == 40)
      let event = RecordIdentity(kind: .engagement, programme: "p", key: "e")
      #expect(try await fixture.store.endings.erase(event, reason: .request, by: StoreFixture.reviewer) == .done)
      #expect(try await women() == 20)
      for level in ConfidentialityLevel.allCases { _ = try await fixture.rows(raised, level: level) }
    }
  }

  @Test("After a programme's own record is erased, records of it are still taken")
  func programme() async throws {
    try await StoreFixture.with { fixture in
      let programme = RecordIdentity(kind: .programme, programme: "p", key: "p")
      #expect(try await fixture.store.endings.erase(programme, reason: .mistake, by: StoreFixture.reviewer) == .done)
      let answer = try await fixture.submit(finding("f", engagement: nil, ["grant": "G1"]))
      #expect(answer.outcome == .created && answer.dangling.map(\.path) == ["grant"])
    }
  }

  @Test("A search finds nothing that is withdrawn; who asks for it gets a list of it")
  func lists() async throws {
    try await StoreFixture.with { fixture in
      try await arrange(.withdrawn, fixture)
      try await fixture.submit(finding("g", engagement: nil))
      let scope = AccessScope(level: .confidential, records: .all)
      for (isWithdrawn, keys) in [(nil, ["f", "g"]), (true, ["f"]), (false, ["g"])] as [(Bool?, [String])] {
        var filter = RecordFilter(kind: .finding)
        filter.isWithdrawn = isWithdrawn
        let page = try await fixture.store.reads.page(filter, scope: scope)
        #expect(page.records.map(\.identity.key) == keys)
      }
    }
  }

  @Test("Of an erased record not a word is left in any table, whatever its kind")
  func words() async throws {
    try await StoreFixture.with { fixture in
      let records = MarkedRecord.examples("e", programme: "p", level: .restricted)
      for record in records {
        // A note of the revision before, and of a reviewer.
        let first = merged(record.json.object ?? [:], ["note": "zqxenotexqz"])
        let answer = try await fixture.submit(first)
        _ = try await fixture.store.reviews.review(
          RecordIdentity(kind: record.kind, programme: record.programme, key: record.key), revision: answer.revision,
          decision: .return, reason: "zqxereasonxqz", by: StoreFixture.reviewer)
        try await fixture.submit(record.json)
        let identity = RecordIdentity(kind: record.kind, programme: record.programme, key: record.key)
        _ = try await fixture.store.endings.withdraw(identity, reason: "zqxereasonxqz", by: StoreFixture.reviewer)
      }
      let words = records.flatMap { $0.marks.map(\.word) } + ["zqxenotexqz", "zqxereasonxqz"]
      let before = try await fixture.found(words)
      #expect(before.count > words.count - records.flatMap(\.marks).count { $0.isReplaced } - 1)
      for record in records {
        let identity = RecordIdentity(kind: record.kind, programme: record.programme, key: record.key)
        let outcome = try await fixture.store.endings.erase(
          identity, reason: .consentWithdrawn, by: StoreFixture.reviewer)
        #expect(outcome == .done, "\(record.kind.name)")
      }
      #expect(try await fixture.found(words).isEmpty)
    }
  }
}
