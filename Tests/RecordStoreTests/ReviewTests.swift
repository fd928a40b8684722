import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing
import Violations

@testable import RecordStore

@Suite("Review")
struct ReviewTests {
  @Test("Every decision on every status", arguments: ReviewDecision.allCases)
  func rule(_ decision: ReviewDecision) {
    let expected: [String: [ReviewDecision: ReviewOutcome]] = [
      "submitted": [.validate: .done, .publish: .wrongStatus("submitted"), .return: .done],
      "returned": [.validate: .done, .publish: .wrongStatus("returned"), .return: .unchanged],
      "validated": [.validate: .unchanged, .publish: .done, .return: .done],
      "published": [.validate: .wrongStatus("published"), .publish: .unchanged, .return: .done],
    ]
    for (status, outcomes) in expected {
      let withdrawn = ReviewRule(revision: 2, status: status, submitter: "amina", isWithdrawn: true)
      #expect(withdrawn.outcome(of: decision, on: 2, by: "boubacar") == .withdrawn)
      #expect(withdrawn.outcome(of: decision, on: 1, by: "boubacar") == .otherRevision(current: 2))
      let rule = ReviewRule(revision: 2, status: status, submitter: "amina", isWithdrawn: false)
      #expect(rule.outcome(of: decision, on: 2, by: "boubacar") == outcomes[decision])
      #expect(rule.outcome(of: decision, on: 1, by: "boubacar") == .otherRevision(current: 2))
      #expect(rule.outcome(of: decision, on: 2, by: "amina") == .ownRevision)
    }
  }

  @Test("Reports use the last validated revision and count what was never validated as withheld")
  func lastValidated() async throws {
    try await StoreFixture.with { fixture in
      let query: JSONValue = ["name": "q", "from": "finding", "select": ["title"]]
      try await fixture.submit(finding("f", engagement: nil))
      #expect(try await fixture.rows(query).withheld == ["not_validated": 1])
      try await fixture.validate(.finding, "f")
      try await fixture.submit(finding("f", engagement: nil, ["title": "Nouveau"]))
      let seen = try await fixture.rows(query)
      #expect(seen.rows.map { $0["title"] } == ["Constat"])
      #expect(seen.rows.map { $0["revision"] } == [1])
      #expect(seen.withheld == [:])
      try await fixture.validate(.finding, "f", revision: 2)
      #expect(try await fixture.rows(query).rows.map { $0["title"] } == ["Nouveau"])
    }
  }

  @Test("Who submitted a revision cannot review it, and an audit finding needs its criterion and condition")
  func refusals() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil), as: StoreFixture.reviewer.name)
      #expect(try await fixture.validate(.finding, "f") == .ownRevision)
      #expect(try await fixture.validate(.finding, "g") == .notFound)
      try await fixture.submit(finding("a", engagement: nil, ["origin": "audit"]))
      guard case .incomplete(let missing) = try await fixture.validate(.finding, "a") else {
        Issue.record("An audit finding without criterion was validated.")
        return
      }
      #expect(missing.map(\.path).sorted() == ["condition", "criterion"])
    }
  }
}
