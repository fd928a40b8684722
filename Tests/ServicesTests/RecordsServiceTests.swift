import Disclosure
import JSONBytes
import LineRPC
import LineRPCClient
import Records
import Testing
import Violations

@Suite("kurukan.v1.Records")
struct RecordsServiceTests {
  static let programme: JSONValue = [
    "kind": "programme", "programme": "p", "key": "p", "title": "Programme", "startsOn": "2023-01-01",
    "confidentiality": "public",
  ]

  @Test("A finding with five faults is answered with all five, each with its path, and the connection goes on")
  func fiveFaults() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      let finding: JSONValue = [
        "kind": "finding", "programme": "p", "key": "f", "origin": "desk_review", "title": "Constat",
        "statement": 7, "theme": "external_audits", "observedOn": "2023-02-29", "severty": "high",
        "recommendations": [["key": "r", "text": "Agir."]],
      ]
      let status = try #require(try await client.refusal("Records/Submit", finding))
      #expect(status.reason == .recordInvalid)
      #expect(
        Set(status.details.map(\.path)) == [
          "statement", "theme", "observedOn", "severty", "recommendations[0].addressee",
        ])
      #expect(status.details.first { $0.path == "theme" }?.suggestion == "external_audit")
      #expect(status.details.first { $0.path == "severty" }?.suggestion == "severity")
      let answer = try await client.ask("Records/Submit", Self.programme)
      #expect(answer["outcome"]?.string == "created")
    }
  }

  @Test("A sender is warned of what dangles, of prose that no report shows, and of an origin that none reads")
  func warnings() async throws {
    // Its format reads findings of roundtables, focus groups and audits only.
    try await ServiceFixture.with(plugins: ["libUNDEF.so"]) { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      _ = try await client.ask("Records/Submit", Self.programme)
      let finding: JSONValue = [
        "kind": "finding", "programme": "p", "key": "f", "origin": "desk_review", "title": "Constat",
        "statement": "Un constat.", "theme": "external_audit",
        "grant": "UDF-9", "recommendations": [["key": "r", "text": "Agir.", "addressee": "cntt"]],
      ]
      let answer = try await client.ask("Records/Submit", finding)
      #expect(answer["outcome"] == "created")
      let rules = (answer["warnings"]?.array ?? []).map { [$0["path"]?.string, $0["rule"]?.string] }
      #expect(rules.contains(["recommendations[0].addressee", "reference_arrived"]))
      #expect(rules.contains(["grant", "grant_known"]))
      #expect(rules.contains(["origin", "shown_in_report"]))
      let status = try await client.refusal("Records/List", ["reviewStatus": ["submited"]])
      #expect(status?.details.first?.suggestion == "submitted")
    }
  }

  @Test("Without a token nothing is stored or read; each role does only its own")
  func roles() async throws {
    try await ServiceFixture.with { fixture in
      let stranger = try await fixture.client()
      let refused = try await stranger.refusal("Records/Submit", Self.programme)
      #expect(refused?.reason == .unauthenticated)
      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask("Records/Submit", Self.programme)
      let review: JSONValue = [
        "kind": "programme", "programme": "p", "key": "p", "revision": 1, "decision": "validate",
      ]
      let notReviewer = try await submitter.refusal("Records/Review", review)
      #expect(notReviewer?.reason == .permissionDenied)
      let reviewer = try await fixture.client(token: fixture.reviewerToken)
      let auditor = try await fixture.client(
        token: try await ServiceFixture.token(
          of: Principal(name: "cheick", role: .auditor, level: .internal), in: fixture.store))
      let notSubmitter = try await auditor.refusal("Records/Submit", Self.programme)
      #expect(notSubmitter?.reason == .permissionDenied)
      let done = try await reviewer.ask("Records/Review", review)
      #expect(done["changed"]?.bool == true)
      let again = try await reviewer.ask("Records/Review", review)
      #expect(again["changed"]?.bool == false)
    }
  }

  @Test("A record that is not there and one that may not be read are answered alike; lists hold what may")
  func reads() async throws {
    try await ServiceFixture.with { fixture in
      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask("Records/Submit", Self.programme)
      let secret: JSONValue = [
        "kind": "organisation", "programme": "p", "key": "o", "name": "Secret", "confidentiality": "restricted",
      ]
      _ = try await submitter.ask("Records/Submit", secret)
      let reviewer = try await fixture.client(token: fixture.reviewerToken)
      let hidden = try await reviewer.refusal("Records/Get", ["kind": "organisation", "programme": "p", "key": "o"])
      let missing = try await reviewer.refusal("Records/Get", ["kind": "organisation", "programme": "p", "key": "x"])
      #expect(hidden?.reason == .notFound)
      #expect(hidden?.message == missing?.message)
      let seen = try await submitter.ask("Records/Get", ["kind": "organisation", "programme": "p", "key": "o"])
      #expect(seen["record"]?["name"]?.string == "Secret")
      let listed = try await reviewer.ask("Records/List")
      #expect(listed["records"]?.array?.map { $0["record"]?["key"] } == ["p"])
      #expect(listed["nextPageToken"] == nil)
    }
  }

  @Test("Parameters that are missing or unknown are all named, with what was meant")
  func parameters() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.reviewerToken)
      let status = try await client.refusal("Records/Get", ["knd": "finding", "programme": 3])
      #expect(status?.reason == .parameterInvalid)
      #expect(Set(status?.details.map(\.path) ?? []) == ["kind", "key", "programme", "knd"])
      #expect(status?.details.first { $0.path == "knd" }?.suggestion == "kind")
    }
  }
}
