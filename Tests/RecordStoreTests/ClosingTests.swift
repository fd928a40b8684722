import Disclosure
import JSONBytes
import Records
import Testing
import Violations

@testable import RecordStore

@Suite("How recommendations are closed")
struct ClosingTests {
  private static let statuses: [(code: String, closes: Bool)] = [
    ("not_started", false), ("in_progress", false), ("partially_implemented", false), ("implemented", true),
    ("alternative", true), ("not_applicable", true), ("closed_unimplemented", true),
  ]

  private static func followUp(_ status: String, evidence: [JSONValue] = ["v"]) -> JSONObject {
    [
      "kind": "follow_up", "programme": "p", "key": "u", "finding": "f", "recommendation": "R1",
      "asOf": "2024-05-01", "status": .string(status), "assessedBy": "bvg", "evidence": .array(evidence),
      "confidentiality": "public",
    ]
  }

  @Test("Every status, by whom, and with which proof: only what closes needs a second person and a proof that is there")
  func table() throws {
    #expect(Set(Self.statuses.map(\.code)) == Set(CodeLists.followUpStatus.codes))
    let closing = try #require(RecordKind.followUp.closing)
    for (code, closes) in Self.statuses {
      let rule = ClosingRule(closing, of: .followUp, .object(Self.followUp(code)), in: .standard)
      #expect((rule != nil) == closes, "\(code)")
      guard let rule else { continue }
      #expect(rule.subject?.kind == .finding && rule.subject?.key == "f")
      for (reviewer, found, outcome) in [
        ("boubacar", ["v"], ReviewOutcome.done), ("boubacar", ["v", "w"], .done), ("amina", ["v"], .ownSubject),
        ("awa", ["v"], .ownSubject), ("amina", [], .ownSubject),
      ] as [(String, Set<String>, ReviewOutcome)] {
        let got = rule.outcome(by: reviewer, subjectSubmitters: ["amina", "awa"], found: found)
        #expect(got == outcome, "\(code) \(reviewer) \(found)")
      }
      guard case .incomplete(let missing) = rule.outcome(by: "boubacar", subjectSubmitters: ["amina"], found: ["w"])
      else {
        Issue.record("\(code) was closed without proof.")
        continue
      }
      #expect(missing.map(\.path) == ["evidence[0]"] && missing.map(\.found) == ["v"])
    }
  }

  private static func evidence(_ key: String) -> JSONValue {
    [
      "kind": "evidence", "programme": "p", "key": .string(key), "evidenceType": "document", "title": "Instruction",
      "confidentiality": "public",
    ]
  }

  private static func arrange(_ status: String, evidence: [JSONValue] = ["v"], _ fixture: StoreFixture) async throws {
    try await fixture.submit(finding("f", engagement: nil), as: "awa")
    try await fixture.submit(finding("f", engagement: nil, ["note": "Encore."]), as: "amina")
    try await fixture.submit(.object(followUp(status, evidence: evidence)), as: "moussa")
  }

  private static func validate(_ fixture: StoreFixture, by name: String) async throws -> ReviewOutcome {
    try await fixture.store.reviews.review(
      RecordIdentity(kind: .followUp, programme: "p", key: "u"), revision: 1, decision: .validate,
      by: Principal(name: name, role: .reviewer, level: .confidential))
  }

  @Test("Neither who sent the finding, in any revision, nor who sent the follow-up accepts that it is closed")
  func secondPerson() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(Self.evidence("v"))
      try await Self.arrange("implemented", fixture)
      for (name, outcome) in [
        ("awa", ReviewOutcome.ownSubject), ("amina", .ownSubject), ("moussa", .ownRevision), ("boubacar", .done),
      ] {
        #expect(try await Self.validate(fixture, by: name) == outcome, "\(name)")
      }
    }
  }

  @Test("Progress is accepted by whoever sent the finding, and a closing may always be given back")
  func progress() async throws {
    try await StoreFixture.with { fixture in
      try await Self.arrange("in_progress", evidence: [], fixture)
      #expect(try await Self.validate(fixture, by: "amina") == .done)
      try await fixture.submit(.object(Self.followUp("implemented")), as: "moussa")
      let returned = try await fixture.store.reviews.review(
        RecordIdentity(kind: .followUp, programme: "p", key: "u"), revision: 2, decision: .return,
        reason: "Sans preuve.",
        by: Principal(name: "amina", role: .reviewer, level: .confidential))
      #expect(returned == .done)
    }
  }

  @Test("Each proof must be there: arrived in the programme or for all, neither withdrawn nor erased")
  func proofs() async throws {
    try await StoreFixture.with { fixture in
      try await Self.arrange("alternative", evidence: ["v", "w"], fixture)
      func missing() async throws -> [String?] {
        switch try await Self.validate(fixture, by: "boubacar") {
        case .incomplete(let violations): violations.map(\.found)
        case .done: []
        case let other: ["\(other)"]
        }
      }
      #expect(try await missing() == ["v", "w"])
      try await fixture.submit(Self.evidence("v"))
      #expect(try await missing() == ["w"])
      var shared = try #require(Self.evidence("w").object)
      shared["programme"] = "shared"
      try await fixture.submit(.object(shared))
      let identity = RecordIdentity(kind: .evidence, programme: "p", key: "v")
      _ = try await fixture.store.endings.withdraw(identity, by: StoreFixture.reviewer)
      #expect(try await missing() == ["v"])
      _ = try await fixture.store.endings.restore(identity, by: StoreFixture.reviewer)
      #expect(try await missing() == [])
    }
  }
}
