import Disclosure
import JSONBytes
import LineRPC
import LineRPCClient
import Records
import TestSupport
import Testing
import Violations

@testable import RecordStore
@testable import Services

/// `Findings/Tally` over a real socket, beside what a test counts in what it sent.
@Suite("Tallies")
struct TallyTests {
  /// What one finding says that tallies count.
  private struct Finding {
    let key: String
    let region: String
    let theme: String
    let severity: String
    let level: String
    let grant: String?
    let isValidated: Bool

    var json: JSONValue {
      var object: JSONObject = [
        "kind": "finding", "programme": "p", "key": .string(key), "origin": "desk_review", "title": "Constat",
        "statement": "Un constat.", "theme": .string(theme), "severity": .string(severity),
        "place": ["region": .string(region)], "observedOn": "2024-03-19", "confidentiality": .string(level),
      ]
      object["grant"] = grant.map { .string($0) }
      return .object(object)
    }
  }

  private static let findings: [Finding] = (0..<60).map { number in
    Finding(
      key: "f\(number)", region: ["gao", "segou", "tombouctou"][number % 3],
      theme: ["procurement", "external_audit"][number / 3 % 2], severity: ["high", "low"][number / 6 % 2],
      level: ["public", "public", "internal", "restricted"][number * 7 % 4],
      grant: [nil, "G1", "G2"][number * 5 / 2 % 3],
      isValidated: number % 5 != 0)
  }

  private static func fill(_ fixture: ServiceFixture) async throws {
    let submitter = try await fixture.client(token: fixture.submitterToken)
    _ = try await submitter.ask("Records/Submit", RecordsServiceTests.programme)
    let reviewer = Principal(name: "boubacar", role: .reviewer, level: .confidential)
    for finding in findings {
      _ = try await submitter.ask("Records/Submit", finding.json)
      guard finding.isValidated else { continue }
      let outcome = try await fixture.store.reviews.review(
        RecordIdentity(kind: .finding, programme: "p", key: finding.key), revision: 1, decision: .validate,
        by: reviewer)
      #expect(outcome == .done)
    }
  }

  private static func client(
    _ role: Role, _ level: ConfidentialityLevel, grants: Set<String>? = nil, _ fixture: ServiceFixture
  ) async throws -> LineClient {
    try await fixture.client(token: try await token(role, level, grants: grants, fixture))
  }

  private static func token(
    _ role: Role, _ level: ConfidentialityLevel, grants: Set<String>? = nil, _ fixture: ServiceFixture
  ) async throws -> String {
    let name = "\(role) \(level.code) \(grants?.sorted() ?? [])"
    return try await ServiceFixture.token(
      of: Principal(name: name, role: role, level: level, programmes: ["p"], grants: grants), in: fixture.store)
  }

  /// The counts by region and theme, as text.
  private static func cells(_ answer: JSONValue) -> [String: Int64] {
    var counts: [String: Int64] = [:]
    for cell in answer["cells"]?.array ?? [] {
      let place = ["region", "theme"].map { cell["values"]?[$0]?.string ?? "all" }.joined(separator: " ")
      counts[place] = cell["measures"]?["count"]?.integer
    }
    return counts
  }

  @Test(
    "Every role is told what was validated, at the level asked for, of its grants",
    arguments: [
      Role.reviewer, .donor, .auditor,
    ])
  func findings(_ role: Role) async throws {
    try await ServiceFixture.with { fixture in
      try await Self.fill(fixture)
      for grants in [nil, ["G1"], []] as [Set<String>?] {
        let client = try await Self.client(role, .restricted, grants: grants, fixture)
        for level in [ConfidentialityLevel.public, .internal, .restricted] {
          for severity in [nil, "high"] {
            var asked: JSONObject = [
              "programme": "p", "groupBy": ["region", "theme"], "totals": true, "level": .string(level.code),
            ]
            if let severity { asked["where"] = ["severity": [.string(severity)]] }
            var expected: [String: Int64] = [:]
            for finding in Self.findings where finding.isValidated {
              guard let own = ConfidentialityLevel(code: finding.level), own <= level,
                severity.map({ $0 == finding.severity }) ?? true,
                grants.map({ grants in finding.grant.map(grants.contains) ?? true }) ?? true
              else { continue }
              for region in [finding.region, "all"] {
                for theme in [finding.theme, "all"] { expected["\(region) \(theme)", default: 0] += 1 }
              }
            }
            let answer = try await client.ask("Findings/Tally", .object(asked))
            #expect(Self.cells(answer) == expected, "\(grants ?? []) \(level.code) \(severity ?? "-")")
          }
        }
        await client.close()
      }
    }
  }

  @Test("Labels are in the caller's language, what is not stated too")
  func labels() async throws {
    try await ServiceFixture.with { fixture in
      try await Self.fill(fixture)
      let token = try await Self.token(.donor, .public, fixture)
      for (language, theme, unstated) in [
        (MessageLanguage.french, CodeLists.theme.label("procurement", .french), "non précisé"),
        (.english, CodeLists.theme.label("procurement", .english), "not stated"),
      ] {
        let client = try await LineClient.connect(
          host: "127.0.0.1", port: fixture.port, configuration: LineClientConfiguration(language: language))
        try await client.authenticate(token: token)
        let answer = try await client.ask("Findings/Tally", ["programme": "p", "groupBy": ["theme", "grant"]])
        let labels = (answer["cells"]?.array ?? []).compactMap { $0["labels"] }
        #expect(labels.contains { $0["theme"]?.string == theme && $0["grant"]?.string == unstated }, "\(language)")
      }
    }
  }

  /// The status with which a rendering fails; nil if it succeeds.
  private static func refusal(_ client: LineClient, _ report: JSONValue) async throws -> Status? {
    do {
      for try await _ in try client.stream("kurukan.v1.Reports/Render", report.bytes) {}
      return nil
    } catch {
      return error
    }
  }

  @Test("People are counted as reports count them: whole periods only for donors, small counts for nobody")
  func people() async throws {
    try await ServiceFixture.with(plugins: ["libUNDEF.so"]) { fixture in
      let submitter = try await fixture.client(token: fixture.submitterToken)
      let reviewer = Principal(name: "boubacar", role: .reviewer, level: .confidential)
      var programme = try #require(RecordsServiceTests.programme.object)
      programme["grants"] = [
        [
          "number": "UDF-XX-XXX-MLI", "donor": "undef", "arrangement": "other",
          "reports": [
            [
              "report": "undef/narrative", "periodStart": "2024-01-01", "periodEnd": "2024-03-31",
              "dueOn": "2024-04-30",
            ]
          ],
        ]
      ]
      _ = try await submitter.ask("Records/Submit", .object(programme))
      _ = try await fixture.store.reviews.review(
        RecordIdentity(kind: .programme, programme: "p", key: "p"), revision: 1, decision: .validate, by: reviewer)
      for (key, day, women, men) in [
        ("a", "2024-01-10", 40, 3), ("b", "2024-02-10", 30, 25), ("c", "2024-05-10", 15, 31),
      ] {
        let people: JSONValue = [
          ["sex": "female", "ageBand": "a18_24", "group": "women_group", "count": .integer(Int64(women))],
          ["sex": "male", "ageBand": "a36_59", "group": "media", "count": .integer(Int64(men))],
        ]
        _ = try await submitter.ask(
          "Records/Submit",
          [
            "kind": "engagement", "programme": "p", "key": .string(key), "engagementType": "roundtable",
            "title": "Table ronde", "startsOn": .string(day), "place": ["region": key == "a" ? "gao" : "segou"],
            "confidentiality": "public", "participation": people,
          ])
        _ = try await fixture.store.reviews.review(
          RecordIdentity(kind: .engagement, programme: "p", key: key), revision: 1, decision: .validate, by: reviewer)
      }
      let donor = try await Self.client(.donor, .public, fixture)
      let auditor = try await Self.client(.auditor, .public, fixture)
      func total(_ client: LineClient, _ more: JSONObject) async throws -> JSONValue? {
        var asked: JSONObject = ["programme": "p", "from": "participation", "measures": ["people"]]
        for member in more.members { asked[member.key] = member.value }
        return try await client.ask("Findings/Tally", .object(asked))["cells"]?.array?.first?["measures"]?["people"]
      }
      #expect(try await total(donor, [:]) == 144)
      #expect(try await total(donor, ["notBefore": "2024-01-01", "notAfter": "2024-03-31"]) == 98)
      let free: JSONObject = ["notBefore": "2024-01-01", "notAfter": "2024-02-09"]
      var tally: JSONObject = ["programme": "p", "from": "participation", "measures": ["people"]]
      for member in free.members { tally[member.key] = member.value }
      let status = try await donor.refusal("Findings/Tally", .object(tally))
      #expect(status?.details.map(\.path) == ["notBefore"])
      #expect(status?.details.first?.allowed == ["2024-01-01/2024-03-31"])
      let report: JSONValue = [
        "report": "undef/narrative", "programme": "p",
        "grant": "UDF-XX-XXX-MLI", "period": ["from": "2024-01-01", "to": "2024-02-09"],
        "parameters": ["phase": "final"],
      ]
      let refused = try await Self.refusal(donor, report)
      #expect(refused?.details.map(\.path) == ["period.from"])
      #expect(refused?.details.first?.allowed == ["2024-01-01/2024-03-31"])
      #expect(try await total(auditor, free) == 43)
      let people: JSONObject = [
        "programme": "p", "from": "participation", "measures": ["people"], "groupBy": ["region", "sex"],
      ]
      for client in [donor, auditor] {
        let answer = try await client.ask("Findings/Tally", .object(people))
        let counts = (answer["cells"]?.array ?? []).compactMap { $0["measures"]?["people"] }
        let share = counts.count { $0 == ["suppressed": true] } * 100 / max(counts.count, 1)
        #expect(counts.count == 4 && answer["hiddenPercent"]?.integer == Int64(share), "\(answer.text)")
      }
      let findings = try await donor.ask("Findings/Tally", ["programme": "p", "groupBy": ["theme"]])
      #expect(findings["hiddenPercent"] == nil, "Nothing there tells of people.")
      let spring: JSONObject = ["notBefore": "2024-05-01", "notAfter": "2024-05-31", "where": ["sex": ["female"]]]
      for (threshold, told) in [(5, 15), (10, 15), (20, ["suppressed": true])] as [(Int64, JSONValue)] {
        var asked = spring
        asked["threshold"] = .integer(threshold)
        #expect(try await total(auditor, asked) == told, "\(threshold)")
      }
      for client in [donor, auditor] {
        let men = try await total(client, ["where": ["region": ["gao"], "sex": ["male"]]])
        #expect(men == ["suppressed": true])
        let both = try await total(client, ["where": ["region": ["gao"]]])
        let women = try await total(client, ["where": ["region": ["gao"], "sex": ["female"]]])
        #expect(both?.integer == nil || women?.integer == nil, "The difference is 3.")
      }
    }
  }

  @Test("Records crossed with what tells of people are counted for readers of records alone, however it is asked")
  func subtracted() async throws {
    try await ServiceFixture.with(plugins: DonorFormats.libraries) { fixture in
      try await Self.fill(fixture)
      let submitter = try await fixture.client(token: fixture.submitterToken)
      let reviewer = Principal(name: "boubacar", role: .reviewer, level: .confidential)
      let people: JSONValue = [["sex": "female", "ageBand": "a18_24", "group": "cso", "count": 20]]
      let event: JSONValue = [
        "kind": "engagement", "programme": "p", "key": "e", "engagementType": "roundtable", "title": "Table ronde",
        "startsOn": "2024-01-10", "confidentiality": "public", "participation": people,
      ]
      _ = try await submitter.ask("Records/Submit", event)
      _ = try await fixture.store.reviews.review(
        RecordIdentity(kind: .engagement, programme: "p", key: "e"), revision: 1, decision: .validate, by: reviewer)
      // Six findings of one group, of which a single one is about procurement: 6 less 5 would tell of it.
      for number in 0..<6 {
        let key = "g\(number)"
        let theme = number == 0 ? "procurement" : "external_audit"
        let finding: JSONValue = [
          "kind": "finding", "programme": "p", "key": .string(key), "origin": "roundtable", "engagement": "e",
          "title": "Constat", "statement": "Un constat.", "theme": .string(theme), "raisedBy": "cso",
          "agreement": "consensus", "attribution": "group_only", "confidentiality": "public",
        ]
        _ = try await submitter.ask("Records/Submit", finding)
        _ = try await fixture.store.reviews.review(
          RecordIdentity(kind: .finding, programme: "p", key: key), revision: 1, decision: .validate, by: reviewer)
      }
      let questions: [JSONObject] = [
        ["groupBy": ["raisedBy"]], ["groupBy": ["raisedBy"], "where": ["theme": ["external_audit"]]],
        ["where": ["raisedBy": ["cso"]]], ["where": ["raisedBy": ["cso"], "theme": ["external_audit"]]],
        ["groupBy": ["raisedBy", "theme"], "totals": true],
        ["from": "participation", "measures": ["engagements"], "where": ["sex": ["female"]]],
      ]
      for (role, isTold) in [(Role.donor, false), (.auditor, true)] {
        let client = try await Self.client(role, .public, fixture)
        for question in questions {
          var asked: JSONObject = ["programme": "p"]
          for member in question.members { asked[member.key] = member.value }
          let cells = try await client.ask("Findings/Tally", .object(asked))["cells"]?.array ?? []
          let shown = cells.flatMap { $0["measures"]?.object?.members ?? [] }.compactMap(\.value.integer)
          #expect(shown.filter { $0 > 0 }.isEmpty || isTold, "\(role) \(question)")
        }
        let six = try await client.ask(
          "Findings/Tally", ["programme": "p", "where": ["raisedBy": ["cso"]]])
        #expect((six["cells"]?.array?.first?["measures"]?["count"]?.integer == 6) == isTold, "\(six.text)")
        // Where nobody is told of, counts are exact for all.
        let themes = try await client.ask("Findings/Tally", ["programme": "p", "groupBy": ["theme"]])
        #expect(themes["cells"]?.array?.allSatisfy { $0["measures"]?["count"]?.integer != nil } == true)
      }
    }
  }

  @Test(
    "What cannot be counted is refused with its field, and what is known instead",
    arguments: [
      (["groupBy": ["regoin"]], ["groupBy[0]"]), (["groupBy": ["key"]], ["groupBy[0]"]),
      (["groupBy": ["engagement"]], ["groupBy[0]"]), (["from": "findings"], ["from"]),
      (["groupBy": ["region", "theme", "severity", "priority"]], ["groupBy"]),
      (["measures": ["people"]], ["measures[0]"]), (["where": ["key": ["f1"]]], ["where.key"]),
      (["where": ["region": ["goa"]]], ["where.region"]), (["notBefore": "2024"], ["notBefore"]),
      (["level": "secret", "groupBy": ["x"]], ["level", "groupBy[0]"]), (["totals": 1], ["totals"]),
      (["threshold": 4], ["threshold"]), (["threshold": 7], ["threshold"]), (["threshold": "10"], ["threshold"]),
      (["level": "confidential"], ["level"]), (["programme": "q"], ["programme"]),
    ] as [(JSONObject, [String])])
  func refused(_ change: JSONObject, _ paths: [String]) async throws {
    try await ServiceFixture.with { fixture in
      let submitter = try await fixture.client(token: fixture.submitterToken)
      _ = try await submitter.ask("Records/Submit", RecordsServiceTests.programme)
      let client = try await Self.client(.donor, .public, fixture)
      var asked: JSONObject = ["programme": "p", "groupBy": ["region"]]
      for member in change.members { asked[member.key] = member.value }
      let status = try await client.refusal("Findings/Tally", .object(asked))
      #expect(Set(status?.details.map(\.path) ?? []) == Set(paths), "\(String(describing: status))")
      let french = try await LineClient.connect(
        host: "127.0.0.1", port: fixture.port, configuration: LineClientConfiguration(language: .french))
      try await french.authenticate(token: try await Self.token(.donor, .public, fixture))
      let words = try await french.refusal("Findings/Tally", .object(asked))
      #expect(words?.message.en != status?.message.en)
      for (one, other) in zip(words?.details ?? [], status?.details ?? []) {
        #expect(one.message.en != other.message.en, "\(one.path)")
      }
    }
  }
}
