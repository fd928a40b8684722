import Disclosure
import JSONBytes
import LineRPC
import LineRPCClient
import PluginHost
import RecordStore
import Records
import Testing
import Violations

@Suite("kurukan.v1.Plugins")
struct PluginsServiceTests {
  private static func administrator(_ fixture: ServiceFixture) async throws -> LineClient {
    let principal = Principal(name: "admin", role: .administrator, level: .public)
    return try await fixture.client(token: try await ServiceFixture.token(of: principal, in: fixture.store))
  }

  private static func failure(_ client: LineClient, _ report: String) async throws -> Status? {
    do {
      _ = try await ReportsServiceTests.receive(
        client, "Reports/Render", ["report": .string(report), "programme": "p", "medium": "markdown"])
      return nil
    } catch let status as Status {
      return status
    }
  }

  @Test("A list shows what is installed, by digest, and what confines it")
  func list() async throws {
    try await ServiceFixture.with(plugins: ["libRoundtableSynthesis.so", "libFixtureSymbol.so"]) { fixture in
      let client = try await Self.administrator(fixture)
      let answer = try await client.ask("Plugins/List")
      let plugin = try #require(answer["plugins"]?.array?.first)
      #expect(
        plugin["format"] == "roundtable" && plugin["enabled"] == true && plugin["file"] == "libRoundtableSynthesis.so")
      #expect(plugin["digest"]?.string?.count == 64 && plugin["reports"] == ["roundtable/synthesis"])
      #expect(answer["refused"]?.array?.first?["file"] == "libFixtureSymbol.so")
      #expect((answer["sandbox"]?["landlock"]?.integer ?? 0) >= 1)
      #expect(try await client.ask("Plugins/Reload") == answer)
    }
  }

  @Test("What an administrator disables no server runs, until it is enabled again")
  func disabling() async throws {
    try await ServiceFixture.with { fixture in
      let (admin, reviewer) = (try await Self.administrator(fixture), try await ReportsServiceTests.programme(fixture))
      let change = try await admin.ask("Plugins/Disable", ["format": "roundtable", "reason": "checked anew"])
      #expect(change["changed"] == true)
      let status = try #require(try await Self.failure(reviewer, "roundtable/synthesis"))
      #expect(status.reason == .pluginDisabled)
      #expect(status.message.en.contains("admin") && status.message.en.contains("checked anew"))
      let plugin = try #require(try await admin.ask("Plugins/List")["plugins"]?.array?.first)
      #expect(plugin["enabled"] == false && plugin["disabledBy"] == "admin" && plugin["disabledWhy"] == "checked anew")
      #expect(try await admin.ask("Plugins/Disable", ["format": "roundtable"])["changed"] == false)
      #expect(try await admin.ask("Plugins/Enable", ["format": "roundtable"])["changed"] == true)
      #expect(try await Self.failure(reviewer, "roundtable/synthesis") == nil)
      let unknown = try await admin.refusal("Plugins/Enable", ["format": "roundtabel"])
      #expect(unknown?.details.first?.suggestion == "roundtable")
    }
  }

  @Test("A format that crashes again and again is disabled, and says so; a report between forgets it")
  func crashes() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureMisbehaving.so"]) { fixture in
      let (admin, reviewer) = (try await Self.administrator(fixture), try await ReportsServiceTests.programme(fixture))
      for _ in 1..<PluginStandings.crashes {
        #expect(try await Self.failure(reviewer, "misbehaving/crash")?.reason == .pluginCrashed)
      }
      #expect(try await Self.failure(reviewer, "misbehaving/silence") == nil)
      for number in 1...PluginStandings.crashes {
        let status = try #require(try await Self.failure(reviewer, "misbehaving/crash"))
        #expect(status.message.en.contains("disabled on every server") == (number == PluginStandings.crashes))
      }
      #expect(try await Self.failure(reviewer, "misbehaving/silence")?.reason == .pluginDisabled)
      let plugin = try #require(try await admin.ask("Plugins/List")["plugins"]?.array?.first)
      #expect(plugin["disabledBy"]?.string == PluginStandings.itself)
      // What fails for other reasons is no crash.
      _ = try await admin.ask("Plugins/Enable", ["format": "misbehaving"])
      for _ in 0...PluginStandings.crashes {
        #expect(try await Self.failure(reviewer, "misbehaving/error")?.reason == .reportRejected)
      }
      #expect(try await Self.failure(reviewer, "misbehaving/silence") == nil)
    }
  }

  @Test("A crash in a check counts as one in a report does, and so does a check that goes well")
  func crashesInChecks() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureMisbehaving.so"]) { fixture in
      let reviewer = try await ReportsServiceTests.programme(fixture)
      func check(_ report: String) async throws -> Status? {
        try await reviewer.refusal("Reports/Check", ["report": .string(report), "programme": "p"])
      }
      for _ in 1..<PluginStandings.crashes {
        #expect(try await check("misbehaving/crash")?.reason == .pluginCrashed)
      }
      #expect(try await check("misbehaving/silence") == nil)
      for number in 1...PluginStandings.crashes {
        // Whichever of the two it crashes in.
        let status =
          number % 2 == 0
          ? try await Self.failure(reviewer, "misbehaving/crash") : try await check("misbehaving/crash")
        let isLast = number == PluginStandings.crashes
        #expect(status?.reason == .pluginCrashed)
        #expect(status?.message.en.contains("disabled on every server") == isLast)
      }
      #expect(try await check("misbehaving/silence")?.reason == .pluginDisabled)
    }
  }

  @Test("A format that gives other blocks for the same data is refused, and says in which run it gave others")
  func different() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureMisbehaving.so"]) { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      #expect(try await Self.failure(client, "misbehaving/different") == nil)
      let status = try #require(try await Self.failure(client, "misbehaving/different"))
      #expect(status.reason == .pluginProtocol && status.message.en.contains("gave other blocks"))
      let runs = try await client.ask("Reports/Runs")["runs"]?.array ?? []
      #expect(runs.map { $0["state"] } == ["failed", "composed"])
      #expect(status.message.en.contains(runs.last?["run"]?.string ?? "?"))
      for _ in 0..<2 { #expect(try await Self.failure(client, "misbehaving/silence") == nil) }
    }
  }

  @Test("Plugins that think for long hold nothing of the database: tallies go on while as many hang as may work")
  func hanging() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureMisbehaving.so"]) { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      let request: JSONValue = ["report": "misbehaving/hang", "programme": "p", "medium": "markdown"]
      let atWork = try await withThrowingTaskGroup(of: Task<Void, any Error>.self) { group in
        for _ in 0..<4 {
          group.addTask {
            let stream = try client.stream("kurukan.v1.Reports/Render", request.bytes)
            var events = stream.makeAsyncIterator()
            // Its first progress: the plugin has had all that it is given.
            _ = try await events.next()
            return Task { for try await _ in stream {} }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(fixture.host.load.working == 4)
      let tally = try await client.ask("Findings/Tally", ["programme": "p", "measures": ["count"]])
      #expect(tally["rows"] != nil || tally["cells"] != nil, "\(tally.text)")
      for task in atWork { task.cancel() }
      await client.close()
    }
  }
}
