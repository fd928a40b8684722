import Digests
import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import Testing
import Violations

@Suite("kurukan.v1.Reports")
struct ReportsServiceTests {
  static let request: JSONValue = ["report": "roundtable/synthesis", "programme": "p", "medium": "html"]

  struct Rendered: Equatable {
    var bytes = Data()
    var result: JSONValue = .null
  }

  /// What a method sends in chunks, put together.
  static func receive(_ client: LineClient, _ method: String, _ request: JSONValue) async throws -> Rendered {
    var rendered = Rendered()
    for try await event in try client.stream("kurukan.v1." + method, request.bytes) {
      switch event {
      case .item(let item):
        guard let chunk = try JSONValue(parsing: item)["chunk"]?.string else { continue }
        rendered.bytes.append(try #require(Data(base64Encoded: chunk)))
      case .result(let result): rendered.result = try JSONValue(parsing: result)
      }
    }
    return rendered
  }

  private func render(_ client: LineClient, _ request: JSONValue) async throws -> Rendered {
    try await Self.receive(client, "Reports/Render", request)
  }

  private func programme(_ fixture: ServiceFixture) async throws -> LineClient {
    try await Self.programme(fixture)
  }

  /// Somebody who may render reports of a programme that is there.
  static func programme(_ fixture: ServiceFixture) async throws -> LineClient {
    let submitter = try await fixture.client(token: fixture.submitterToken)
    _ = try await submitter.ask("Records/Submit", RecordsServiceTests.programme)
    let reviewer = try await fixture.client(token: fixture.reviewerToken)
    _ = try await reviewer.ask(
      "Records/Review", ["kind": "programme", "programme": "p", "key": "p", "revision": 1, "decision": "validate"])
    return reviewer
  }

  @Test("The formats need no token, and the server tells its limits, methods and health")
  func discovery() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client()
      let formats = try await client.ask("Reports/Formats")
      #expect(formats["formats"]?.array?.count == 1)
      let info = try await client.ask("Server/Info")
      #expect(info["limits"]?["lineBytes"]?.integer == 1 << 20)
      let health = try await client.ask("Health/Check")
      #expect(health["status"]?.string == "SERVING")
      let methods = try await client.ask("Reflection/List")["methods"]?.array ?? []
      #expect(methods.contains { $0["name"]?.string == "kurukan.v1.Records/Submit" })
      #expect(methods.contains { $0["name"]?.string == "kurukan.v1.Reflection/List" })
    }
  }

  @Test("A report comes whole, with its digest, and twice the same, in both languages and media")
  func rendering() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await programme(fixture)
      for language in ["fr", "en"] {
        for medium in ["html", "markdown"] {
          let request: JSONValue = [
            "report": "roundtable/synthesis", "programme": "p", "language": .string(language),
            "medium": .string(medium),
          ]
          let first = try await render(client, request)
          #expect(first.bytes.count > 500)
          #expect(first.result["bytes"]?.integer == Int64(first.bytes.count))
          let digest = SHA256.digest(of: first.bytes).map { String(format: "%02x", $0) }.joined()
          #expect(first.result["sha256"]?.string == digest)
          let second = try await render(client, request)
          #expect(second.bytes == first.bytes)
        }
      }
    }
  }

  @Test("What a request gets wrong is named: report, programme, level, parameters, role")
  func refusals() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await programme(fixture)
      func reason(_ change: JSONObject, as client: LineClient) async throws -> Status? {
        var object = Self.request.object ?? JSONObject()
        for member in change.members { object[member.key] = member.value }
        do {
          _ = try await render(client, .object(object))
          return nil
        } catch let status as Status {
          return status
        }
      }
      let report = try await reason(["report": "roundtable/synthesys"], as: client)
      #expect(report?.reason == .unknownFormat)
      #expect(report?.details.first?.suggestion == "roundtable/synthesis")
      let programme = try await reason(["programme": "nowhere"], as: client)
      #expect(programme?.reason == .programmeUnknown)
      let level = try await reason(["level": "confidential"], as: client)
      #expect(level?.reason == .permissionDenied)
      let parameters = try await reason(["language": "bm", "parameters": ["frm": "2023-01-01"]], as: client)
      #expect(parameters?.reason == .parameterInvalid)
      #expect(Set(parameters?.details.map(\.path) ?? []) == ["language", "parameters.frm"])
      let period = try await reason(["period": ["from": "2024-02-01", "to": "2024-01-31"]], as: client)
      #expect(period?.details.map(\.path) == ["period.to"] && period?.details.first?.message.rule == "period_order")
      #expect(try await reason(["period": ["from": "2024-02-01", "to": "2024-02-01"]], as: client) == nil)
      let days = try await reason(["period": ["form": "x", "to": "2024-02-30"], "reportDate": "today"], as: client)
      #expect(days?.details.map(\.path) == ["period.form", "period.to", "reportDate"])
      #expect(days?.details.first?.suggestion == "from")
      let submitter = try await fixture.client(token: fixture.submitterToken)
      #expect(try await reason([:], as: submitter)?.reason == .permissionDenied)
    }
  }

  @Test("A plugin that traps costs one call, and the server goes on")
  func trap() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureMisbehaving.so", "libRoundtableSynthesis.so"]) { fixture in
      let client = try await programme(fixture)
      let formats = try await client.ask("Reports/Formats")["formats"]?.array ?? []
      let reports = formats.flatMap { $0["reports"]?.array ?? [] }.compactMap { $0["id"]?.string }
      let trap = try #require(reports.first { $0 == "misbehaving/crash" })
      await #expect {
        _ = try await self.render(client, ["report": .string(trap), "programme": "p"])
      } throws: {
        ($0 as? Status)?.reason == .pluginCrashed
      }
      let next = try await render(client, Self.request)
      #expect(!next.bytes.isEmpty)
    }
  }
}
