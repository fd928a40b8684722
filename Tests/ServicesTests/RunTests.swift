import Disclosure
import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import RecordStore
import Records
import Testing
import Violations

@Suite("Reports that were composed before")
struct RunTests {
  private static let finding: JSONValue = [
    "kind": "finding", "programme": "p", "key": "f", "origin": "desk_review", "title": "Constat",
    "statement": "La caserne de Gao manque d’eau.", "theme": "external_audit", "place": ["region": "gao"],
    "observedOn": "2024-03-01", "confidentiality": "public",
  ]

  private static func render(_ client: LineClient, medium: String = "html") async throws -> ReportsServiceTests.Rendered
  {
    try await ReportsServiceTests.receive(
      client, "Reports/Render",
      ["report": "roundtable/synthesis", "programme": "p", "medium": .string(medium), "language": "fr"])
  }

  private static func fetch(
    _ client: LineClient, _ run: String, medium: String = "html", offset: Int = 0
  ) async throws -> ReportsServiceTests.Rendered {
    try await ReportsServiceTests.receive(
      client, "Reports/Fetch",
      ["run": .string(run), "medium": .string(medium), "offset": .integer(Int64(offset))])
  }

  private static func refusal(_ body: () async throws -> Void) async throws -> Status? {
    do {
      try await body()
      return nil
    } catch let status as Status {
      return status
    }
  }

  @Test("A run is fetched byte for byte, from any place, and in another medium from the same blocks")
  func fetching() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      let html = try await Self.render(client)
      let markdown = try await Self.render(client, medium: "markdown")
      let run = try #require(html.result["run"]?.string)
      for offset in [0, 1, html.bytes.count / 2, html.bytes.count - 1, html.bytes.count] {
        let fetched = try await Self.fetch(client, run, offset: offset)
        #expect(fetched.bytes == html.bytes.dropFirst(offset))
        #expect(fetched.result["sha256"] == html.result["sha256"])
        #expect(fetched.result["bytes"] == html.result["bytes"])
      }
      // This medium was not written when the run was composed.
      #expect(try await Self.fetch(client, run, medium: "markdown").bytes == markdown.bytes)
      let status = try await Self.refusal { _ = try await Self.fetch(client, run, offset: html.bytes.count + 1) }
      #expect(status?.details.first?.path == "offset")
      let medium = try await Self.refusal { _ = try await Self.fetch(client, run, medium: "htm") }
      #expect(medium?.details.first?.suggestion == "html")
    }
  }

  @Test("A list shows what was composed, a run who received it; the same data gives the same blocks")
  func listing() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      var ids: [String] = []
      for _ in 0..<2 { ids.append(try #require(try await Self.render(client).result["run"]?.string)) }
      _ = try await Self.fetch(client, ids[0], medium: "markdown")
      let runs = try await client.ask("Reports/Runs", ["programme": "p"])["runs"]?.array ?? []
      #expect(runs.compactMap { $0["run"]?.string } == ids.reversed())
      #expect(runs.allSatisfy { $0["state"] == "composed" && $0["requestedBy"] == "boubacar" })
      let first = try await client.ask("Reports/Run", ["run": .string(ids[0])])
      let second = try await client.ask("Reports/Run", ["run": .string(ids[1])])
      for member in ["blocksSha256", "inputSha256", "blocks", "formatDigest"] {
        #expect(first[member] != nil && first[member] == second[member], "\(member)")
      }
      let deliveries = first["deliveries"]?.array ?? []
      #expect(deliveries.compactMap { $0["medium"]?.string } == ["html", "markdown"])
      #expect(deliveries.allSatisfy { $0["principal"] == "boubacar" })
      #expect(try await client.ask("Reports/Runs", ["report": "undef/narrative"])["runs"]?.array == [])
    }
  }

  @Test("Two servers of one database give the same bytes, and each fetches what the other composed")
  func twoServers() async throws {
    try await ServiceFixture.with { fixture in
      let first = try await ReportsServiceTests.programme(fixture)
      try await fixture.withAnotherServer { port in
        let second = try await LineClient.connect(host: "127.0.0.1", port: port)
        try await second.authenticate(token: fixture.reviewerToken)
        for medium in ["html", "markdown"] {
          let (one, other) = (
            try await Self.render(first, medium: medium), try await Self.render(second, medium: medium)
          )
          #expect(one.bytes == other.bytes && one.result["sha256"] == other.result["sha256"])
          let run = try #require(one.result["run"]?.string)
          #expect(try await Self.fetch(second, run, medium: medium).bytes == one.bytes)
        }
        await second.close()
      }
    }
  }

  @Test("A run that failed is kept with the reason and what the format said, and is not fetched")
  func failing() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureMisbehaving.so"]) { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      for (report, reason) in [("error", "REPORT_REJECTED"), ("crash", "PLUGIN_CRASHED")] {
        let status = try await Self.refusal {
          _ = try await ReportsServiceTests.receive(
            client, "Reports/Render", ["report": .string("misbehaving/" + report), "programme": "p"])
        }
        #expect(status?.reason.name == reason)
        let runs = try await client.ask("Reports/Runs")["runs"]?.array ?? []
        let id = try #require(runs.first?["run"]?.string)
        let run = try await client.ask("Reports/Run", ["run": .string(id)])
        #expect(run["state"] == "failed" && run["failure"]?["reason"]?.string == reason)
        if report == "error" { #expect(run["diagnostics"]?.array?.first?["path"] == "grants[0]") }
        let fetched = try await Self.refusal { _ = try await Self.fetch(client, id, medium: "markdown") }
        #expect(fetched?.reason == .notFound && fetched?.message.en.contains("failed") == true)
      }
    }
  }

  @Test("Whoever may not read the level, the programme or all the grants of a run does not see it")
  func scopes() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      // The synthesis is at the level internal.
      let run = try #require(try await Self.render(client).result["run"]?.string)
      let strangers = [
        Principal(name: "low", role: .donor, level: .public),
        Principal(name: "elsewhere", role: .donor, level: .confidential, programmes: ["q"]),
        Principal(name: "granted", role: .donor, level: .confidential, grants: ["G"]),
      ]
      for stranger in strangers {
        let other = try await fixture.client(token: try await ServiceFixture.token(of: stranger, in: fixture.store))
        #expect(try await other.ask("Reports/Runs")["runs"]?.array == [])
        #expect(try await other.refusal("Reports/Run", ["run": .string(run)])?.reason == .notFound)
        let fetched = try await Self.refusal { _ = try await Self.fetch(other, run) }
        #expect(fetched?.reason == .notFound, "\(stranger.name)")
      }
      let donor = Principal(name: "donor", role: .donor, level: .internal, programmes: ["p"])
      let other = try await fixture.client(token: try await ServiceFixture.token(of: donor, in: fixture.store))
      #expect(try await !Self.fetch(other, run).bytes.isEmpty)
    }
  }

  @Test("A figure leads to the records behind it, for whoever may read them")
  func traced() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureSwift.so"]) { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask("Records/Submit", Self.finding)
      _ = try await client.ask(
        "Records/Review", ["kind": "finding", "programme": "p", "key": "f", "revision": 1, "decision": "validate"])
      let rendered = try await ReportsServiceTests.receive(
        client, "Reports/Render", ["report": "listing/findings", "programme": "p", "medium": "html"])
      #expect(String(decoding: rendered.bytes, as: UTF8.self).contains("data-trace=\"0.0\""))
      let run = try #require(rendered.result["run"]?.string)
      let asked: JSONValue = ["run": .string(run), "trace": "0.0"]
      let trace = try await client.ask("Reports/Trace", asked)
      let found = trace["records"]?.array ?? []
      #expect(found.count == 1 && found.first?["kind"] == "finding" && found.first?["key"] == "f")
      #expect(found.first?["revision"] == 1 && found.first?["level"] == "public" && trace["others"] == nil)
      let twice = try await client.ask("Reports/Trace", ["run": .string(run), "trace": "0.0 0.0"])
      #expect(twice["trace"] == "0.0 0.0" && twice["records"] == trace["records"])
      let donor = try await fixture.client(
        token: ServiceFixture.token(of: Principal(name: "d", role: .donor, level: .internal), in: fixture.store))
      let told = try await donor.ask("Reports/Trace", asked)
      #expect(told["records"] == [] && told["others"] == ["fewerThan": 5])
      for other in ["0.1", "1.0", "x", "0.0 0.1", "0.0 "] {
        let status = try await client.refusal("Reports/Trace", ["run": .string(run), "trace": .string(other)])
        #expect(status?.reason == .notFound, "\(other)")
      }
    }
  }

  @Test("What was taken back since is not delivered any more, and the run says so")
  func recalled() async throws {
    try await ServiceFixture.with(plugins: ["libFixtureSwift.so"]) { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask("Records/Submit", Self.finding)
      let identity: JSONObject = ["kind": "finding", "programme": "p", "key": "f"]
      var review = identity
      review["revision"] = 1
      review["decision"] = "validate"
      _ = try await client.ask("Records/Review", .object(review))
      func render() async throws -> ReportsServiceTests.Rendered {
        try await ReportsServiceTests.receive(
          client, "Reports/Render", ["report": "listing/findings", "programme": "p", "medium": "markdown"])
      }
      let rendered = try await render()
      #expect(String(decoding: rendered.bytes, as: UTF8.self).contains("caserne"))
      let run = try #require(rendered.result["run"]?.string)
      _ = try await client.ask("Records/Withdraw", .object(identity))
      #expect(try await client.ask("Reports/Run", ["run": .string(run)])["recalled"] == true)
      let status = try await Self.refusal { _ = try await Self.fetch(client, run, medium: "markdown") }
      #expect(status?.reason == .reportRecalled)
      // Another report of what is left is not.
      let next = try await render()
      #expect(!String(decoding: next.bytes, as: UTF8.self).contains("caserne"))
      let later = try #require(next.result["run"]?.string)
      #expect(try await Self.fetch(client, later, medium: "markdown").bytes == next.bytes)
    }
  }

  /// The warnings of a report that were told while it was made, and those that its run keeps.
  private static func warnings(
    _ client: LineClient, _ period: JSONObject = [:], language: String = "en", level: String = "public"
  ) async throws -> (told: [String], kept: [String]) {
    let request: JSONValue = [
      "report": "roundtable/synthesis", "programme": "p", "medium": "markdown", "language": .string(language),
      "level": .string(level), "period": .object(period),
    ]
    var told: [String] = []
    var run = ""
    for try await event in try client.stream("kurukan.v1.Reports/Render", request.bytes) {
      switch event {
      case .item(let item):
        guard let diagnostic = try JSONValue(parsing: item)["diagnostic"], diagnostic["severity"] == "warning" else {
          continue
        }
        told.append(diagnostic["summary"]?.string ?? "")
      case .result(let result): run = try JSONValue(parsing: result)["run"]?.string ?? ""
      }
    }
    let kept = try await client.ask("Reports/Run", ["run": .string(run)])["diagnostics"]?.array ?? []
    return (told, kept.filter { $0["severity"] == "warning" }.compactMap { $0["summary"]?.string })
  }

  @Test("A check says what a report would say, keeps nothing, and answers where there would be no report")
  func checking() async throws {
    try await ServiceFixture.with(plugins: ["libRoundtableSynthesis.so", "libFixtureMisbehaving.so"]) { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      let request: JSONValue = ["report": "roundtable/synthesis", "programme": "p", "language": "en"]
      let answer = try await client.ask("Reports/Check", request)
      #expect(answer["possible"] == true)
      let told = (answer["diagnostics"]?.array ?? []).compactMap { $0["summary"]?.string }
      #expect(answer["complete"]?.bool == told.isEmpty)
      let rejected = try await client.ask("Reports/Check", ["report": "misbehaving/error", "programme": "p"])
      #expect(rejected["possible"] == false && rejected["complete"] == false)
      #expect(rejected["diagnostics"]?.array?.first?["path"] == "grants[0]")
      // What is no answer to the question is a fault, as it is where the report is rendered.
      let crash: JSONValue = ["report": "misbehaving/crash", "programme": "p"]
      #expect(try await client.refusal("Reports/Check", crash)?.reason == .pluginCrashed)
      #expect(
        try await client.refusal("Reports/Check", ["report": "none", "programme": "p"])?.reason == .unknownFormat)
      #expect(try await client.ask("Reports/Runs")["runs"]?.array == [])
    }
  }

  @Test(
    "A report without records says what there is, roughly, and which option shows it; of none that is there, nothing")
  func nothingEmptyWithoutReason() async throws {
    try await ServiceFixture.with { fixture in
      let client = try await ReportsServiceTests.programme(fixture)
      func about(_ kind: String, _ warnings: [String]) -> String? { warnings.first { $0.contains("kind \(kind),") } }
      // There is no finding at all: a format may say so, and nothing is to be added.
      #expect(about("finding", try await Self.warnings(client).told) == nil)

      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask(
        "Records/Submit",
        [
          "kind": "engagement", "programme": "p", "key": "e", "engagementType": "roundtable", "title": "Table ronde",
          "startsOn": "2024-03-01", "place": ["region": "gao"], "confidentiality": "public",
        ])
      _ = try await client.ask(
        "Records/Review",
        ["kind": "engagement", "programme": "p", "key": "e", "revision": 1, "decision": "validate"])
      for number in 1...12 {
        var finding = Self.finding.object ?? [:]
        finding["key"] = .string("f\(number)")
        finding["origin"] = "roundtable"
        finding["engagement"] = "e"
        finding["agreement"] = "consensus"
        finding["attribution"] = "group_only"
        finding["confidentiality"] = number <= 8 ? "internal" : "public"
        _ = try await submitter.ask("Records/Submit", .object(finding))
        guard number <= 10 else { continue }
        _ = try await client.ask(
          "Records/Review",
          ["kind": "finding", "programme": "p", "key": finding["key"]!, "revision": 1, "decision": "validate"])
      }
      let outside: JSONObject = ["from": "2020-01-01", "to": "2020-12-31"]
      let warnings = try await Self.warnings(client, outside)
      let sentence = try #require(about("finding", warnings.told))
      #expect(sentence.contains("about 10 above the level public") && sentence.contains("--level"))
      #expect(sentence.contains("fewer than 5 not yet validated"))
      #expect(sentence.contains("fewer than 5 outside of the days asked for (period, --from, --to)"))
      #expect(about("finding", warnings.kept) == sentence)
      let french = try await Self.warnings(client, outside, language: "fr").told.first { $0.contains("type finding") }
      #expect(french?.contains("environ 10 au-dessus du niveau public") == true)
      // At the level of all of them only the days are left to blame.
      let higher = try #require(about("finding", try await Self.warnings(client, outside, level: "internal").told))
      #expect(!higher.contains("above the level") && higher.contains("about 10 outside of the days"))
      #expect(about("finding", try await Self.warnings(client, level: "internal").told) == nil)
    }
  }
}
