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

  @Test("Numbers of women that stand above the level are withheld, with all that follows from them, and no gap")
  func withheldWomen() throws {
    let unit: JSONObject = [
      "measure": "unit", "counts": "people", "withheld": ["value", "outOf"], "measuredBody": "csa",
    ]
    let share: JSONObject = [
      "measure": "percentage", "counts": "people", "withheld": ["numerator", "denominator"], "measuredBody": "csa",
    ]
    for (measure, measured) in [("unit", unit), ("percentage", share)] {
      let inputs = NAPReports.plan(
        indicators: [
          [
            "code": "1.1.a", "node": "1.1", "title": "Femmes", "measure": .string(measure),
            "unscr1325Indicators": ["11a"],
          ]
        ], measurements: [NAPReports.measured("a", "2021-01-01", "2021-12-31", measured)])
      let row = try #require(try NAPReports.annual(inputs: inputs).table("Femmes dans les instances").first)
      #expect(Set([row["Femmes"], row["Total"], row["Part"]]).count == 1, "\(measure)")
      #expect(row["Part"] != "ND", "\(measure)")
    }
  }

  private static func event(_ day: String, _ members: JSONObject = [:]) -> JSONValue {
    var event: JSONObject = [
      "key": .string(day), "engagementType": "training", "title": "Formation", "startsOn": .string(day),
      "language": "fr",
    ]
    for member in members.members { event[member.key] = member.value }
    return .object(event)
  }

  private static func figure(_ outcome: Rehearsal.Outcome, _ label: String) throws -> String? {
    try outcome.values("form").first?["rows"]?.array?.first { $0["label"]?.string == label }?["value"]?.plain
  }

  private static let events = "Événements de la période, réunions comprises"

  @Test("Without a period events are of the same days as the core's counts of them, and the report is of no period")
  func wholePlan() throws {
    var inputs = NAPReports.plan()
    // One lies after the plan: the count by region has it, and so must the list.
    inputs["engagements"] = [Self.event("2023-05-02"), Self.event("2024-02-01")]
    inputs["places"] = [["region": "gao", "count": 2]]
    inputs["programme"] = [
      [
        "title": "Programme",
        "grants": [
          [
            "number": "G1",
            "transactions": [
              ["type": "incoming_funds", "date": "2024-01-10", "value": ["amount": "5.00", "currency": "EUR"]]
            ],
          ]
        ],
      ]
    ]
    let outcome = try NAPReports.annual(period: ReportPeriod(), inputs: inputs)
    #expect(try outcome.values("document").first?["period"] == nil)
    #expect(outcome.blocks.contains { $0.contains("Pilier 1 : Prévention, 2019–2023") })
    #expect(try Self.figure(outcome, Self.events) == "2")
    #expect(try outcome.table("Événements par région").map { $0["Événements"] } == ["2", "2"])
    #expect(try outcome.table("Fonds reçus pendant la période").count == 1)
  }

  @Test("A report of one grant tells of that grant's money alone", arguments: [(nil, 2), ("G1", 1), ("G3", 0)])
  func grant(_ grant: String?, _ count: Int) throws {
    var inputs = NAPReports.plan()
    inputs["programme"] = [
      [
        "title": "Programme",
        "grants": .array(
          ["G1", "G2"].map { number in
            [
              "number": .string(number),
              "transactions": [
                ["type": "incoming_funds", "date": "2023-01-10", "value": ["amount": "5.00", "currency": "EUR"]]
              ],
            ]
          }),
      ]
    ]
    let outcome = try NAPReports.annual(grant: grant, inputs: inputs)
    #expect(try outcome.table("Fonds reçus pendant la période").count == count)
  }

  @Test("A period that is not over is told until the report's day") func unfinished() throws {
    let inputs: [String: [JSONValue]] = [
      "recommendations": [["key": "R1", "finding": "f", "text": "Publier.", "dueOn": "2023-10-01", "language": "fr"]]
    ]
    for (day, status) in [("2023-06-30", "Pas encore suivie"), ("2024-02-15", "Pas encore suivie\nEn retard")] {
      let outcome = try NAPReports.annual(on: day, inputs: inputs)
      #expect(try outcome.table("Recommandations").first?["Statut"] == status)
    }
    let facts = try NAPReports.annual(on: "2023-06-30").values("document").first?["facts"]?.array
    #expect(facts?.last?["value"]?.plain == "30\u{A0}juin\u{A0}2023")
  }

  @Test("A recommendation of a finding without a day is not of a later year's engagement") func laterFinding() throws {
    let recommendation: JSONValue = ["key": "R1", "finding": "f", "text": "Publier.", "language": "fr"]
    for (year, count) in [("2024", 0), ("2023", 1), ("2021", 1)] {
      let outcome = try NAPReports.annual(inputs: [
        "findingYears": [["finding": "f", "year": .string(year), "count": 1]], "recommendations": [recommendation],
      ])
      #expect(try outcome.table("Recommandations").count == count, "\(year)")
    }
  }

  @Test("Recommendations that were closed before are counted, so that the annex's number is no riddle")
  func closedBefore() throws {
    let outcome = try NAPReports.annual(inputs: [
      "followUps": [
        ["key": "a", "finding": "f", "recommendation": "R1", "asOf": "2022-12-31", "status": "implemented"]
      ],
      "recommendations": [
        ["key": "R1", "finding": "f", "text": "Un.", "language": "fr"],
        ["key": "R2", "finding": "f", "text": "Deux.", "language": "fr"],
      ],
    ])
    #expect(try outcome.table("Recommandations").count == 1)
    #expect(
      try outcome.values("paragraph").contains { $0["text"]?.plain.hasSuffix("ne figurent pas ici : 1.") ?? false })
  }

  @Test("Events that name no node of the plan are told of", arguments: [("1.1", false), ("9", true), (nil, true)])
  func unplaced(_ node: String?, _ isToldOf: Bool) throws {
    var inputs = NAPReports.plan()
    inputs["engagements"] = [
      Self.event("2023-05-02", ["framework": "plan", "node": node.map { .string($0) } ?? .null])
    ]
    let outcome = try NAPReports.annual(inputs: inputs)
    #expect(outcome.warnings.contains("engagement.node") == isToldOf)
    #expect(
      try outcome.values("paragraph").contains { $0["text"]?.plain.hasPrefix("1 événements") ?? false } == isToldOf)
  }

  @Test("Events and people of no region have a row, so that regions add up to their total") func unstatedRegion() throws
  {
    var inputs = NAPReports.plan(activity: ["regions": ["gao"]])
    inputs["places"] = [["region": "gao", "count": 3], ["region": .null, "count": 2]]
    inputs["people-region-sex"] = [
      ["region": .null, "sex": "female", "people": 12], ["region": .null, "people": 12], ["people": 12],
      ["sex": "female", "people": 12],
    ]
    let outcome = try NAPReports.annual(inputs: inputs)
    #expect(try outcome.table("Événements par région").map { $0["Événements"] } == ["3", "2", "5"])
    let rows = try outcome.table("Activités et présence par région")
    #expect(rows.map { $0["Région"] } == ["Gao", "Région non précisée", "Total"])
    #expect(rows.map { $0["Activités du plan"] } == ["1", "0", "1"])
    #expect(rows.map { $0["Personnes présentes"] } == ["ND", "12", "12"])
    #expect(outcome.warnings.contains("engagement.place"))
    inputs["places"] = []
    inputs["people-region-sex"] = []
    let bare = try NAPReports.annual(inputs: inputs)
    #expect(try bare.table("Activités et présence par région").map { $0["Région"] } == ["Gao", "Total"])
    // There is no map, and the requester hears of it.
    #expect(bare.warnings.contains("engagement.place"))
  }

  @Test("What a plan follows and is no instrument is not taken for one that may not be shown") func otherFrameworks()
    throws
  {
    var inputs = NAPReports.plan()
    inputs["alignment"] = [
      ["key": "plan", "alignedWith": ["logframe", "law"]], ["key": "logframe"],
    ]
    inputs["instruments"] = [
      [
        "key": "law", "frameworkType": "legal_instrument", "title": "Loi", "instrumentLevel": "national",
        "language": "fr",
      ]
    ]
    let outcome = try NAPReports.annual(inputs: inputs)
    #expect(try outcome.table("Ancrage juridique : ce que suit le plan").count == 1)
    #expect(!outcome.warnings.contains("framework.alignedWith"))
    inputs["alignment"] = [["key": "plan", "alignedWith": ["secret", "law"]]]
    #expect(try NAPReports.annual(inputs: inputs).warnings.contains("framework.alignedWith"))
  }

  @Test("Women whose number is withheld are those of the cells, hidden with the share where these are few")
  func countedWomen() throws {
    let indicator: JSONValue = [
      "code": "1.1.a", "node": "1.1", "title": "Femmes", "measure": "unit", "unscr1325Indicators": ["11a"],
    ]
    let measured: JSONObject = [
      "measure": "unit", "counts": "people", "withheld": ["value"], "outOf": 40, "measuredBody": "csa",
    ]
    for (count, women, share) in [(8, "8", "20.0 %"), (["suppressed": true], "[s]", "[s]")]
      as [(JSONValue, String, String)]
    {
      let row = try NAPReports.annual(
        inputs: NAPReports.plan(
          indicators: [indicator], measurements: [NAPReports.measured("a", "2021-01-01", "2021-12-31", measured)],
          counted: [["measurement": "a", "counted": count]])
      ).table("Femmes dans les instances").first
      #expect([row?["Femmes"], row?["Part"]] == [women, share])
    }
  }

  @Test("Of 20,000 meetings the first are listed and all are counted", .timeLimit(.minutes(5))) func many() throws {
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
