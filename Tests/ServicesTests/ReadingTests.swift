import Disclosure
import JSONBytes
import LineRPC
import LineRPCClient
import RecordStore
import Records
import Testing
import Violations

/// Reads by a client over a real socket.
@Suite("Reading records")
struct ReadingTests {
  /// So large that neither sockets nor windows hold a whole export.
  private static let count = 160

  /// Records of 115 KB, among them one that the reviewer may not read.
  private static func fill(_ client: LineClient) async throws {
    _ = try await client.ask("Records/Submit", RecordsServiceTests.programme)
    let text = JSONValue.string(String(repeating: "Un constat. ", count: 1_600) + "Fin.")
    for number in 0..<count {
      var finding: JSONObject = [
        "kind": "finding", "programme": "p", "key": .string("f\(number)"), "origin": "desk_review",
        "title": "Constat", "theme": "external_audit", "confidentiality": "internal",
      ]
      for name in ["statement", "criterion", "condition", "cause", "effect", "mitigation"] { finding[name] = text }
      if number == 7 { finding["confidentiality"] = "restricted" }
      _ = try await client.ask("Records/Submit", .object(finding))
    }
  }

  private static var readable: Set<String> { Set((0..<count).filter { $0 != 7 }.map { "f\($0)" } + ["p"]) }

  @Test("Clients that never read stop nobody, and what they are sent is whole when they read at last")
  func slowReaders() async throws {
    try await ServiceFixture.with { fixture in
      let submitter = try await fixture.client(token: fixture.submitterToken)
      try await Self.fill(submitter)
      // As many as the store has connections, each with the first message of an export read and no more.
      var streams: [(LineClient, CallStream.AsyncIterator)] = []
      for _ in 0..<4 {
        let client = try await fixture.client(token: fixture.reviewerToken)
        var stream = try client.stream("kurukan.v1.Records/Export").makeAsyncIterator()
        _ = try await stream.next()
        streams.append((client, stream))
      }
      let reviewer = try await fixture.client(token: fixture.reviewerToken)
      for round in 0..<8 {
        let review: JSONValue = [
          "kind": "finding", "programme": "p", "key": .string("f\(10 + round)"), "revision": 1, "decision": "validate",
        ]
        #expect(try await reviewer.ask("Records/Review", review)["changed"] == true)
        let page = try await reviewer.ask("Records/List", ["pageSize": 1, "kind": "finding"])
        #expect(page["records"]?.array?.count == 1)
        #expect(await fixture.store.impediment() == nil)
      }
      for (_, stream) in streams {
        var stream = stream
        var keys: Set<String> = ["f0"]
        var count = 1
        while let event = try await stream.next() {
          switch event {
          case .item(let item):
            keys.insert(try JSONValue(parsing: item)["position"]?["key"]?.string ?? "")
            count += 1
          case .result(let result): #expect(try JSONValue(parsing: result)["count"]?.integer == Int64(count))
          }
        }
        #expect(keys == Self.readable && count == keys.count)
      }
    }
  }

  @Test("An export that was cut goes on behind the last message, wherever it was")
  func resumed() async throws {
    try await ServiceFixture.with { fixture in
      let submitter = try await fixture.client(token: fixture.submitterToken)
      try await Self.fill(submitter)
      var keys: [String] = []
      var parameters = JSONObject()
      for cut in [1, 37, 6, 7, Int.max] {
        let client = try await fixture.client(token: fixture.reviewerToken)
        let request = JSONValue.object(parameters).bytes
        var left = cut
        for try await event in try client.stream("kurukan.v1.Records/Export", request) {
          guard case .item(let item) = event else { continue }
          let message = try JSONValue(parsing: item)
          #expect(message["position"]?["key"] == message["record"]?["key"])
          keys.append(message["position"]?["key"]?.string ?? "")
          parameters["after"] = message["position"]
          left -= 1
          if left == 0 { break }
        }
        await client.close()
      }
      #expect(Set(keys) == Self.readable && keys.count == Self.readable.count)
      let reviewer = try await fixture.client(token: fixture.reviewerToken)
      var stream = try reviewer.stream(
        "kurukan.v1.Records/Export", (["after": ["kind": "fnding", "programme": "p"]] as JSONValue).bytes
      ).makeAsyncIterator()
      await #expect { _ = try await stream.next() } throws: {
        Set(($0 as? Status)?.details.map(\.path) ?? []) == ["after.kind", "after.key"]
      }
    }
  }

  @Test("An export ends where its token ends, also for a client that reads on")
  func revoked() async throws {
    try await ServiceFixture.with { fixture in
      try await Self.fill(try await fixture.client(token: fixture.submitterToken))
      let order = TokenOrder(Principal(name: "awa", role: .auditor, level: .internal, mayExport: true))
      let token = try await fixture.store.tokens.issue(order, by: "test")
      let client = try await fixture.client(token: token.text)
      var stream = try client.stream("kurukan.v1.Records/Export").makeAsyncIterator()
      _ = try await stream.next()
      #expect(try await fixture.store.tokens.revoke(token.id, by: "test"))
      var count = 1
      let status = await #expect(throws: Status.self) { while try await stream.next() != nil { count += 1 } }
      #expect(status?.reason == .unauthenticated)
      #expect(count < Self.readable.count)
    }
  }

  @Test("A place in a programme out of scope is no other than one that never was")
  func foreignPlace() async throws {
    try await ServiceFixture.with { fixture in
      _ = try await fixture.client(token: fixture.submitterToken).ask("Records/Submit", RecordsServiceTests.programme)
      let principal = Principal(name: "awa", role: .auditor, level: .internal, programmes: ["q"], mayExport: true)
      let client = try await fixture.client(token: try await ServiceFixture.token(of: principal, in: fixture.store))
      var refusals: [Status?] = []
      for programme in ["p", "never"] {
        let place: JSONValue = ["after": ["kind": "finding", "programme": .string(programme), "key": "f"]]
        var stream = try client.stream("kurukan.v1.Records/Export", place.bytes).makeAsyncIterator()
        refusals.append(await #expect(throws: Status.self) { _ = try await stream.next() })
      }
      #expect(refusals[0]?.reason == .notFound)
      #expect(refusals[0]?.message == refusals[1]?.message && refusals[0]?.reason == refusals[1]?.reason)
    }
  }

  @Test("Pages of records, revisions and findings lead one to the next; a foreign token is refused")
  func pages() async throws {
    try await ServiceFixture.with { fixture in
      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask("Records/Submit", RecordsServiceTests.programme)
      for (turn, title) in ["Budget", "Le budget", "Budgets"].enumerated() {
        for key in ["a", "b", "c"] where turn == 0 || key == "b" {
          _ = try await submitter.ask(
            "Records/Submit",
            [
              "kind": "finding", "programme": "p", "key": .string(key), "origin": "desk_review",
              "title": .string(title), "statement": "Un constat.", "theme": "external_audit",
              "confidentiality": "internal", "severity": key == "c" ? "critical" : "low",
            ])
        }
      }
      let history: JSONObject = ["kind": "finding", "programme": "p", "key": "b", "pageSize": 2]
      for (method, list, parameters, expected) in [
        ("Records/List", "records", ["kind": "finding", "pageSize": 2] as JSONObject, ["a", "b", "c"] as [JSONValue]),
        ("Records/List", "records", ["kind": "finding", "order": "severity", "pageSize": 1], ["c", "a", "b"]),
        ("Records/List", "records", ["kind": "finding", "order": "submittedAt", "pageSize": 1], ["a", "c", "b"]),
        ("Findings/Search", "records", ["text": "BUDGÉT", "pageSize": 1], ["a", "b", "c"]),
        ("Findings/Search", "records", ["text": "budget", "severity": ["critical"]], ["c"]),
        ("Records/History", "revisions", history, [3, 2, 1]),
      ] {
        var found: [JSONValue] = []
        var parameters = parameters
        repeat {
          let page = try await submitter.ask(method, .object(parameters))
          let elements = page[list]?.array ?? []
          #expect((1...2).contains(elements.count) || parameters["pageSize"] == nil)
          found += elements.compactMap { $0["record"]?["key"] ?? $0["revision"] }
          parameters["pageToken"] = page["nextPageToken"]
        } while parameters["pageToken"] != nil
        #expect(found == expected, "\(method)")
      }
      let token = try await submitter.ask("Records/List", ["pageSize": 1])["nextPageToken"] ?? ""
      for (method, parameters, path) in [
        ("Records/List", ["pageToken": token, "order": "submittedAt"] as JSONValue, "pageToken"),
        ("Records/List", ["pageToken": "///"], "pageToken"), ("Records/List", ["pageSize": 0], "pageSize"),
        ("Records/List", ["pageSize": 501], "pageSize"), ("Records/List", ["order": "severity"], "order"),
        ("Records/List", ["level": ["publc"]], "level[0]"), ("Records/List", ["changedSince": "hier"], "changedSince"),
        ("Findings/Search", ["text": "..."], "text"), ("Findings/Search", ["text": "a b c d e f g h i"], "text"),
        ("Findings/Search", ["text": "a", "theme": ["externl_audit"]], "theme[0]"),
      ] {
        let status = try await submitter.refusal(method, parameters)
        #expect(status?.details.map(\.path) == [path], "\(parameters.text)")
      }
      #expect(try await submitter.refusal("Records/Export")?.reason == .permissionDenied)
      #expect(try await submitter.ask("Records/List", ["changedSince": "2099-01-01"])["records"] == [])
    }
  }

  @Test("A revision goes back with a reason, which its submitter finds among what came back")
  func returned() async throws {
    try await ServiceFixture.with { fixture in
      let submitter = try await fixture.client(token: fixture.submitterToken)
      let reviewer = try await fixture.client(token: fixture.reviewerToken)
      _ = try await submitter.ask("Records/Submit", RecordsServiceTests.programme)
      var finding: JSONObject = [
        "kind": "finding", "programme": "p", "key": "f", "origin": "audit", "title": "Constat",
        "statement": "Un constat.", "theme": "external_audit", "confidentiality": "internal",
      ]
      _ = try await submitter.ask("Records/Submit", .object(finding))
      var review: JSONObject = [
        "kind": "finding", "programme": "p", "key": "f", "revision": 1, "decision": "validate",
      ]
      let incomplete = try await reviewer.refusal("Records/Review", .object(review))
      #expect(incomplete?.reason == .reviewNotAllowed)
      #expect(incomplete?.hint?.en.contains("Return it with a reason") == true)
      review["reason"] = "Pourquoi ?"
      #expect(try await reviewer.refusal("Records/Review", .object(review))?.details.map(\.path) == ["reason"])
      review["decision"] = "return"
      for reason in [nil, " \u{A0}\n", String(repeating: "x", count: 2_001)] {
        review["reason"] = reason.map(JSONValue.string)
        #expect(try await reviewer.refusal("Records/Review", .object(review))?.details.map(\.path) == ["reason"])
      }
      review["reason"] = "Ajoutez le critère."
      #expect(try await reviewer.ask("Records/Review", .object(review))["changed"] == true)
      let mine: JSONValue = ["reviewStatus": ["returned"], "mine": true]
      let back = try await submitter.ask("Records/List", mine)["records"]?.array ?? []
      #expect(back.map { $0["returnReason"] } == ["Ajoutez le critère."])
      #expect(try await reviewer.ask("Records/List", mine)["records"] == [])
      finding["criterion"] = "La loi."
      finding["condition"] = "Rien."
      _ = try await submitter.ask("Records/Submit", .object(finding))
      let identity: JSONValue = ["kind": "finding", "programme": "p", "key": "f"]
      #expect(try await submitter.ask("Records/Get", identity)["returnReason"] == nil)
      let history = try await submitter.ask("Records/History", identity)["revisions"]?.array ?? []
      #expect(history.map { $0["returnReason"] } == [nil, "Ajoutez le critère."])
      #expect(history.map { $0["changes"] } == [["condition", "criterion"], nil])
    }
  }
}
