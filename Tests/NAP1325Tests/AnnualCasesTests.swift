import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NAP1325

/// The annual report over records made up for one question each.
@Suite struct AnnualCasesTests {
  @Test("Without records it is a report of gaps, each of which tells what is missing") func nothing() throws {
    let outcome = try NAPReports.annual(inputs: [:])
    #expect(!outcome.isRejected)
    #expect(
      Set(outcome.warnings).isSuperset(of: [
        "framework", "narrative.foreword", "narrative.summary", "narrative.context", "evidence",
        "framework.alignedWith",
        "story", "measurement", "framework.funding", "programme.grants.transactions", "expense", "organisation",
        "engagement", "narrative.difficulties", "risk", "lesson", "finding.recommendations",
      ]))
    let gaps = try outcome.values("callout").filter { $0["tone"]?.string == "placeholder" }
    #expect(gaps.count == outcome.warnings.count)
  }

  @Test("Prose in one language only is printed in the other one's report and marked") func oneLanguage() throws {
    let inputs: [String: [JSONValue]] = [
      "narratives": [["key": "n", "language": "fr", "section": "foreword", "order": 1, "text": "Rien qu’en français."]]
    ]
    let outcome = try NAPReports.annual(.english, inputs: inputs)
    #expect(outcome.blocks.contains { $0.contains("Rien qu’en français.") && $0.contains(#""fr""#) })
    #expect(outcome.warnings.contains("narrative.foreword"))
    #expect(try !NAPReports.annual(inputs: inputs).warnings.contains("narrative.foreword"))
  }

  @Test("A topic that is withheld is not taken for none") func withheld() throws {
    for (members, expected) in [
      (["withheld": ["topic"]], "NC"), (["topic": "Bilan"], "Bilan"), ([:], "ND"),
    ] as [(JSONObject, String)] {
      var meeting: JSONObject = [
        "key": "e", "engagementType": "committee_meeting", "title": "Réunion", "startsOn": "2023-05-02",
        "language": "fr",
      ]
      for member in members.members { meeting[member.key] = member.value }
      let outcome = try NAPReports.annual(inputs: ["engagements": [.object(meeting)]])
      #expect(try outcome.table("Réunions des comités").first?["Objet"] == expected)
    }
  }

  @Test(
    "A recommendation stands as on the last day, and one that was closed before the period is left out",
    arguments: [
      ([], "Pas encore suivie\nEn retard"),
      ([("2023-03-01", "in_progress")], "En cours\nEn retard"),
      ([("2023-03-01", "in_progress"), ("2024-02-01", "implemented")], "En cours\nEn retard"),
      ([("2023-03-01", "in_progress"), ("2023-12-31", "implemented")], "Entièrement mise en œuvre"),
      ([("2022-12-31", "implemented")], nil),
    ] as [([(String, String)], String?)])
  func recommendations(_ followUps: [(String, String)], _ expected: String?) throws {
    let inputs: [String: [JSONValue]] = [
      "followUps": followUps.map { day, status in
        [
          "key": .string(day), "finding": "f", "recommendation": "R1", "asOf": .string(day),
          "status": .string(status),
        ]
      },
      "recommendations": [
        [
          "key": "R1", "finding": "f", "text": "Publier la liste.", "dueOn": "2023-06-30", "observedOn": "2022-05-01",
          "language": "fr",
        ]
      ],
    ]
    #expect(try NAPReports.annual(inputs: inputs).table("Recommandations").first?["Statut"] == expected)
  }

  @Test("An answer moves the day by which a recommendation is due") func dueDay() throws {
    func due(_ received: String) throws -> String? {
      let inputs: [String: [JSONValue]] = [
        "responses": [
          [
            "key": "r", "finding": "f", "recommendation": "R1", "position": "accepted", "receivedOn": .string(received),
            "dueOn": "2024-09-30",
          ]
        ],
        "recommendations": [
          ["key": "R1", "finding": "f", "text": "Publier.", "dueOn": "2023-06-30", "language": "fr"]
        ],
      ]
      return try NAPReports.annual(inputs: inputs).table("Recommandations").first?["Échéance"]
    }
    #expect(try due("2023-05-01") == "2024-09-30")
    #expect(try due("2024-01-15") == "2023-06-30")
  }

  @Test(
    "An event belongs to the period if it begins or ends in it, as far as its days are known",
    arguments: [
      ("2023", nil, true), ("2023-06", nil, true), ("2022", "2023-01", true), ("2022", "2024", false),
      ("2023-12-31", "2025", true), ("2024-01", nil, false), ("2022-12-31", nil, false),
    ] as [(String, String?, Bool)])
  func events(_ first: String, _ last: String?, _ belongs: Bool) throws {
    var event: JSONObject = [
      "key": "e", "title": "Événement", "happenedOn": .string(first), "source": "Presse", "language": "fr",
    ]
    if let last { event["happenedUntil"] = .string(last) }
    let rows = try NAPReports.annual(inputs: ["events": [.object(event)]]).table("Événements de la période")
    #expect(rows.count == (belongs ? 1 : 0))
  }

  @Test("What people said of themselves is counted as women of a body only where an indicator is about that")
  func womenOfOtherIndicators() throws {
    let measured: JSONObject = ["measure": "unit", "value": 7, "counts": "published_people", "measuredBody": "csa"]
    for (codes, count) in [(["11a"], 1), (["16"], 1), (["18"], 0), ([], 0)] as [([String], Int)] {
      let inputs = NAPReports.plan(
        indicators: [
          [
            "code": "1.1.a", "node": "1.1", "title": "Femmes", "measure": "unit", "unit": "femmes",
            "unscr1325Indicators": .array(codes.map(JSONValue.string)),
          ]
        ], measurements: [NAPReports.measured("a", "2021-01-01", "2021-12-31", measured)])
      #expect(try NAPReports.annual(inputs: inputs).table("Femmes dans les instances").count == count, "\(codes)")
    }
  }

  @Test("A member counts while it is one", arguments: [("2023-12", true), ("2024", true), ("2023-11", false)])
  func memberships(_ until: String, _ isMember: Bool) throws {
    var inputs = NAPReports.plan(activity: ["responsible": "cns"])
    inputs["organisations"] = [["key": "cns", "name": "Comité"], ["key": "onu", "name": "Mission"]]
    inputs["bodies"] = [
      [
        "key": "cns", "name": "Comité", "language": "fr",
        "members": [["organisation": "onu", "role": "member", "until": .string(until)]],
      ]
    ]
    let body = try NAPReports.annual(inputs: inputs).table("Le dispositif du plan").first
    #expect(body?["Membres et observateurs"] == (isMember ? "Mission" : "—"))
  }

  @Test("Without a period the report is of the plan until the report's day") func wholePlan() throws {
    let outcome = try NAPReports.annual(period: ReportPeriod(), inputs: NAPReports.plan())
    let period = try #require(outcome.values("document").first?["period"])
    #expect([period["from"]?.string, period["to"]?.string] == ["2019-01-01", "2023-12-31"])
    #expect(outcome.blocks.contains { $0.contains("Pilier 1 : Prévention, 2019–2023") })
  }

  @Test("Of 20,000 meetings the first are listed and all are counted", .timeLimit(.minutes(1))) func many() throws {
    var inputs = NAPReports.plan()
    inputs["engagements"] = (1...20_000).map { index in
      [
        "key": .string("e\(index)"), "engagementType": index % 2 == 0 ? "committee_meeting" : "training",
        "title": "Réunion", "startsOn": "2023-05-02", "framework": "plan", "node": "1.1.A1", "language": "fr",
      ]
    }
    inputs["bodies"] = (1...20_000).map { ["key": .string("o\($0)"), "name": "Organisation", "language": "fr"] }
    let outcome = try NAPReports.annual(inputs: inputs)
    #expect(try outcome.rows(of: "Réunions des comités").count == 200)
    #expect(try outcome.rows(of: "Ce qui a été fait").count == 200)
    let rest = try outcome.values("paragraph").filter { $0["text"]?.plain.hasPrefix("9800 autres") ?? false }
    #expect(rest.count == 2)
  }
}
