import Disclosure
import JSONBytes
import LineRPC
import LineRPCClient
import MethodCatalogue
import Records
import Testing
import Violations

@testable import RecordStore
@testable import Services

@Suite("Who may do what") struct AccessTests {
  /// Every method and the roles that may call it, as the design has it; `nil` for everybody, with a token or without.
  static let expected: [String: Set<Role>?] = [
    "Access/Issue": [.administrator], "Access/List": [.administrator, .auditor], "Access/Revoke": [.administrator],
    "Access/Trail": [.administrator, .auditor],
    "Health/Check": nil, "Health/Watch": Set(Role.allCases), "Server/Stats": [.administrator, .auditor],
    "Reflection/List": nil, "Reflection/Describe": nil,
    "Server/Info": nil, "Session/Authenticate": nil,
    "Session/WhoAmI": Set(Role.allCases),
    "Records/Submit": [.submitter, .reviewer], "Records/SubmitStream": [.submitter, .reviewer],
    "Records/Review": [.reviewer],
    "Records/Get": [.submitter, .reviewer, .auditor], "Records/List": [.submitter, .reviewer, .auditor],
    "Records/History": [.submitter, .reviewer, .auditor], "Findings/Search": [.submitter, .reviewer, .auditor],
    "Records/Withdraw": [.submitter, .reviewer], "Records/Restore": [.reviewer], "Records/Erase": [.reviewer],
    "Records/Retain": [.reviewer],
    "Records/Export": [], "Findings/Tally": [.reviewer, .donor, .auditor],
    "Reports/Formats": nil, "Reports/Describe": Set(Role.allCases), "Reports/Render": [.reviewer, .donor, .auditor],
    "Reports/Check": [.reviewer, .donor, .auditor],
    "Reports/Runs": [.reviewer, .donor, .auditor], "Reports/Run": [.reviewer, .donor, .auditor],
    "Reports/Trace": [.reviewer, .donor, .auditor], "Reports/Fetch": [.reviewer, .donor, .auditor],
    "Plugins/List": [.administrator, .auditor], "Plugins/Reload": [.administrator],
    "Plugins/Enable": [.administrator], "Plugins/Disable": [.administrator],
  ]

  private static func token(_ role: Role, _ fixture: ServiceFixture) async throws -> String {
    try await ServiceFixture.token(
      of: Principal(name: role.rawValue, role: role, level: .confidential), in: fixture.store)
  }

  @Test("Every method is open to those whom the design names, and to nobody else") func everyMethod() async throws {
    try await ServiceFixture.with { fixture in
      let stranger = try await fixture.client()
      let listed = try await stranger.ask("Reflection/List")["methods"]?.array ?? []
      let names = listed.compactMap { $0["name"]?.string }
      #expect(Set(names) == Set(Self.expected.keys.map { "kurukan.v1." + $0 }))
      for (method, roles) in Self.expected {
        let refusal = try await stranger.refusal(method)?.reason
        if roles == nil {
          #expect(refusal != .permissionDenied, "\(method)")
          #expect(refusal != .unauthenticated || method == "Session/Authenticate", "\(method)")
        } else {
          #expect(refusal == .unauthenticated, "\(method)")
        }
      }
      for role in Role.allCases {
        let client = try await fixture.client(token: try await Self.token(role, fixture))
        for (method, roles) in Self.expected where method != "Session/Authenticate" {
          // A stream that is let in would go on.
          guard method != "Health/Watch" else { continue }
          let parameters: JSONValue = method == "Records/SubmitStream" ? ["firstIndex": -1] : [:]
          let refusal = try await client.refusal(method, parameters)?.reason
          #expect((refusal == .permissionDenied) == (roles.map { !$0.contains(role) } ?? false), "\(role) \(method)")
          #expect(refusal != .unauthenticated, "\(role) \(method)")
        }
        await client.close()
      }
    }
  }

  @Test("An administrator issues a token, which works at once, and ends it, also on the open connection")
  func lifeOfToken() async throws {
    try await ServiceFixture.with { fixture in
      let root = try await fixture.client(token: try await Self.token(.administrator, fixture))
      let issued = try await root.ask(
        "Access/Issue",
        [
          "principal": "fatou", "team": "osc-gao", "role": "submitter", "level": "restricted", "programmes": ["p"],
          "grants": ["G1"], "label": "tablette 3", "lifetimeDays": 30,
        ])
      let token = try #require(issued["token"]?.string)
      let fatou = try await fixture.client(token: token)
      let known = try await fatou.ask("Session/WhoAmI")
      #expect(known["principal"] == "fatou" && known["team"] == "osc-gao" && known["grants"] == ["G1"])
      _ = try await fatou.ask("Records/Submit", RecordsServiceTests.programme)
      let listed = try await root.ask("Access/List")["tokens"]?.array ?? []
      let entry = try #require(listed.first { $0["id"] == issued["id"] })
      #expect(entry["label"] == "tablette 3" && entry["expiresAt"]?.string != nil && entry["token"] == nil)
      let revoked = try await root.ask("Access/Revoke", ["id": try #require(issued["id"])])
      #expect(revoked["changed"] == true)
      for method in ["Session/WhoAmI", "Records/List", "Records/Submit"] {
        #expect(try await fatou.refusal(method)?.reason == .unauthenticated, "\(method)")
      }
      #expect(try await fixture.client().refusal("Session/Authenticate", ["token": .string(token)]) != nil)
      // The connection takes another one.
      try await fatou.authenticate(token: fixture.submitterToken)
      #expect(try await fatou.ask("Session/WhoAmI")["principal"] == "amina")
    }
  }

  @Test("A connection is known from the moment on at which it has shown its token") func knownAtOnce() async throws {
    try await ServiceFixture.with { fixture in
      let holders = TokenHolders(store: fixture.store)
      let methods = SessionService(holders: holders).methods
      let method = try #require(methods.first { $0.declaration.isBarrier })
      let connection = ConnectionState(remoteAddress: "here")
      let context = CallContext(requestID: "r", method: method.declaration.name, connection: connection)
      let router = Router(methods: methods, callers: holders)
      for (token, isKnown) in [("wrong", false), (fixture.submitterToken, true)] {
        let params: JSONValue = ["token": .string(token)]
        _ = try? await router.run(
          method, context, params: params.bytes, RequestReader { nil }, ResponseWriter { _ in })
        #expect(connection.isKnown == isKnown)
      }
    }
  }

  @Test("What cannot be issued is refused with its field") func refusedOrders() async throws {
    try await ServiceFixture.with { fixture in
      let root = try await fixture.client(token: try await Self.token(.administrator, fixture))
      let order: JSONObject = ["principal": "fatou", "role": "submitter", "level": "restricted"]
      let cases: [(JSONObject, [String])] = [
        ([:], ["principal", "role", "level"]), (["role": "chief"], ["role"]), (["level": "secret"], ["level"]),
        (["principal": " x"], ["principal"]), (["principal": "a\nb"], ["principal"]),
        (["principal": .string(String(repeating: "é", count: 51))], ["principal"]), (["team": ""], ["team"]),
        (["lifetimeDays": 0], ["lifetimeDays"]), (["lifetimeDays": 3_651], ["lifetimeDays"]),
        (["export": true], ["export"]), (["role": "donor", "export": true], ["export"]),
        (["programmes": [7]], ["programmes"]), (["programme": "p"], ["programme"]),
      ]
      for (change, paths) in cases {
        var params = change.members.isEmpty ? JSONObject() : order
        for member in change.members { params[member.key] = member.value }
        let status = try await root.refusal("Access/Issue", .object(params))
        #expect(status?.reason == .parameterInvalid)
        #expect(Set(status?.details.map(\.path) ?? []) == Set(paths), "\(change)")
      }
      for role in ["reviewer", "auditor"] {
        let allowed = merge(order, ["role": .string(role), "export": true])
        #expect(try await root.refusal("Access/Issue", allowed) == nil)
      }
    }
  }

  private func merge(_ object: JSONObject, _ more: JSONObject) -> JSONValue {
    var object = object
    for member in more.members { object[member.key] = member.value }
    return .object(object)
  }

  @Test("Only a token with the right to export exports, whatever its role may read") func export() async throws {
    try await ServiceFixture.with { fixture in
      for role in [Role.reviewer, .auditor] {
        for mayExport in [false, true] {
          let principal = Principal(name: role.rawValue, role: role, level: .internal, mayExport: mayExport)
          let client = try await fixture.client(token: try await ServiceFixture.token(of: principal, in: fixture.store))
          #expect((try await client.refusal("Records/Export")?.reason == .permissionDenied) == !mayExport)
        }
      }
    }
  }

  // MARK: - Walls between those who may

  @Test("A submitter reads the own team's records only; a donor and an administrator read none")
  func rawRecords() async throws {
    try await ServiceFixture.with { fixture in
      let store = fixture.store
      let gao = try await fixture.client(
        token: try await ServiceFixture.token(
          of: Principal(name: "amina", team: "gao", role: .submitter, level: .restricted), in: store))
      let segou = try await fixture.client(
        token: try await ServiceFixture.token(
          of: Principal(name: "moussa", team: "segou", role: .submitter, level: .restricted), in: store))
      _ = try await gao.ask("Records/Submit", RecordsServiceTests.programme)
      let identity: JSONValue = ["kind": "programme", "programme": "p", "key": "p"]
      #expect(try await gao.ask("Records/Get", identity)["revision"]?.integer == 1)
      #expect(try await segou.refusal("Records/Get", identity)?.reason == .notFound)
      let taken = try await segou.refusal("Records/Submit", RecordsServiceTests.programme)
      #expect(taken?.reason == .keyTaken)
      #expect(taken?.details.map(\.path) == ["key"])
    }
  }

  // MARK: - The trail

  @Test("The trail has every access, refusal and act of administration, and no secret") func trail() async throws {
    try await ServiceFixture.with { fixture in
      let root = try await fixture.client(token: try await Self.token(.administrator, fixture))
      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask("Records/Submit", RecordsServiceTests.programme)
      let identity: JSONValue = ["kind": "programme", "programme": "p", "key": "p"]
      _ = try await submitter.ask("Records/Get", identity)
      _ = try await submitter.refusal("Access/Issue")
      let wrong = TokenText.random().text
      _ = try await fixture.client().refusal("Session/Authenticate", ["token": .string(wrong)])
      let issued = try await root.ask(
        "Access/Issue", ["principal": "fatou", "role": "donor", "level": "public"])
      await fixture.store.audit.finish()
      let entries = try await root.ask("Access/Trail")["entries"]?.array ?? []
      func has(_ method: String, _ outcome: String, _ principal: String?, _ details: [String: String] = [:]) -> Bool {
        entries.contains { entry in
          entry["method"]?.string == "kurukan.v1." + method && entry["outcome"]?.string == outcome
            && entry["principal"]?.string == principal
            && details.allSatisfy { entry["details"]?[$0.key]?.string == $0.value }
        }
      }
      #expect(has("Records/Get", "OK", "amina", ["kind": "programme", "key": "p"]))
      #expect(has("Access/Issue", "PERMISSION_DENIED", "amina"))
      #expect(has("Session/Authenticate", "UNAUTHENTICATED", nil))
      #expect(has("Access/Issue", "OK", "administrator", ["holder": "fatou", "token": issued["id"]?.string ?? ""]))
      #expect(!entries.contains { $0["method"]?.string == "kurukan.v1.Records/Submit" })
      let text = entries.map(\.text).joined()
      for secret in [wrong, issued["token"]?.string ?? "", fixture.submitterToken] {
        #expect(!text.contains(secret.suffix(64)))
      }
      let refused = try await root.ask("Access/Trail", ["refusedOnly": true])["entries"]?.array ?? []
      #expect(!refused.isEmpty && refused.allSatisfy { $0["outcome"]?.string != "OK" })
      #expect(try await root.refusal("Access/Trail", ["before": 0])?.details.map(\.path) == ["before"])
    }
  }
}
