import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NAP1325

/// The matrix over plans made up for one question each.
@Suite struct MatrixCasesTests {
  private static func row(_ outcome: Rehearsal.Outcome, year: Int = 2023, code: String = "1.1.a") throws -> [String:
    String]
  { try outcome.row("Pilier 1 : Prévention, \(year)", "Code", code) }

  private static let sum: JSONObject = [
    "code": "1.1.a", "node": "1.1", "title": "Réunions", "measure": "unit", "unit": "réunions", "aggregation": "sum",
    "frequency": "quarterly", "counts": "other",
  ]

  private static func indicator(_ members: JSONObject = [:], target: Double? = 10) -> JSONValue {
    var object = sum
    for member in members.members { object[member.key] = member.value }
    if let target {
      object["periods"] = [
        ["label": "2023", "periodStart": "2023-01-01", "periodEnd": "2023-12-31", "target": .number(target)]
      ]
    }
    return .object(object)
  }

  @Test(
    "The year is the parameter's, or the period's, or the report's day's, and not after the plan",
    arguments: [
      (nil, nil, "2022-05-01", "2022"), (nil, "2021-03-31", "2022-05-01", "2021"), (2020, nil, "2022-05-01", "2020"),
      (2020, "2021-03-31", "2022-05-01", "2020"), (nil, nil, "2026-11-28", "2023"),
    ] as [(Int?, String?, String, String)])
  func year(_ parameter: Int?, _ last: String?, _ day: String, _ expected: String) throws {
    let outcome = try NAPReports.matrix(
      period: ReportPeriod(from: nil, to: last.flatMap { CalendarDate($0) }), on: day,
      parameters: parameter.map { ["year": .integer(Int64($0))] } ?? [:], inputs: NAPReports.plan())
    #expect(
      try outcome.values("document").first?["title"]?.string == "Plan d’action 1325 : matrice de suivi \(expected)")
  }

  @Test("A quarter that has not begun is empty, and one without a value is not known") func quartersToCome() throws {
    let inputs = NAPReports.plan(
      indicators: [Self.indicator()],
      measurements: [
        NAPReports.measured("a", "2023-01-01", "2023-03-31", ["measure": "unit", "value": 3]),
        NAPReports.measured("b", "2023-07-01", "2023-09-30", ["measure": "unit", "value": 4]),
      ])
    let period = ReportPeriod(from: CalendarDate("2023-04-01"), to: CalendarDate("2023-06-30"))
    let row = try Self.row(NAPReports.matrix(period: period, inputs: inputs))
    #expect(["T1", "T2", "T3", "T4", "Cumul", "Taux"].map { row[$0] } == ["3", "ND", "", "", "3", "30.0 %"])
    let later = try Self.row(NAPReports.matrix(inputs: inputs))
    #expect(["T1", "T2", "T3", "T4", "Cumul", "Taux"].map { later[$0] } == ["3", "ND", "4", "ND", "7", "70.0 %"])
  }

  @Test("A quarter that has not ended lacks nothing yet, but shows what is known") func cutQuarter() throws {
    let inputs = NAPReports.plan(
      indicators: [Self.indicator()],
      measurements: [NAPReports.measured("a", "2023-01-01", "2023-03-31", ["measure": "unit", "value": 3])])
    for (day, quarters) in [("2023-05-15", ["3", "", "", ""]), ("2023-06-30", ["3", "ND", "", ""])] {
      let outcome = try NAPReports.matrix(
        period: ReportPeriod(from: CalendarDate("2023-01-01"), to: CalendarDate(day)), inputs: inputs)
      let row = try Self.row(outcome)
      #expect(["T1", "T2", "T3", "T4"].map { row[$0] } == quarters)
      let status = try outcome.table("Statut des résultats par trimestre").first ?? [:]
      #expect(status["T2"] == (day == "2023-05-15" ? "" : "ND"))
    }
  }

  @Test("A quarter that is asked for is named, and so is a year that begins after the period") func times() throws {
    func title(_ from: String, _ to: String, year: Int64? = nil) throws -> (String?, [String]) {
      let outcome = try NAPReports.matrix(
        period: ReportPeriod(from: CalendarDate(from), to: CalendarDate(to)),
        parameters: year.map { ["year": .integer($0)] } ?? [:], inputs: NAPReports.plan())
      return (try outcome.values("document").first?["title"]?.string, outcome.warnings)
    }
    let quarter = try title("2023-10-01", "2023-12-31", year: 2023)
    #expect(quarter.0 == "Plan d’action 1325 : matrice de suivi T4 2023" && !quarter.1.contains("parameters.year"))
    #expect(try title("2023-01-01", "2023-12-31").0 == "Plan d’action 1325 : matrice de suivi 2023")
    #expect(try title("2022-10-01", "2022-12-31", year: 2023).1.contains("parameters.year"))
  }

  @Test("Units are in the report's language", arguments: [(Language.french, "réunions"), (.english, "meetings")])
  func units(_ language: Language, _ unit: String) throws {
    let indicator = Self.indicator(["unit": ["fr": "réunions", "en": "meetings"]])
    let outcome = try NAPReports.matrix(language, inputs: NAPReports.plan(indicators: [indicator]))
    let name = language == .french ? "Pilier 1 : Prévention, 2023" : "Pillar 1: Prevention, 2023"
    #expect(try outcome.row(name, "Code", "1.1.a")[language == .french ? "Unité" : "Unit"] == unit)
  }

  @Test("A budget line that two grants have under one code is not named after either of them") func budgetLines() throws
  {
    func grant(_ number: String, _ label: String) -> JSONValue {
      ["number": .string(number), "budgetLines": [["code": "B1", "label": .string(label)]]]
    }
    for (labels, expected) in [(["Forums", "Forums"], "B1 – Forums"), (["Forums", "Radio"], "B1")] {
      var inputs = NAPReports.plan(activity: ["budgetLine": "B1"])
      inputs["programme"] = [
        ["title": "P", "grants": [grant("G1", labels[0]), grant("G2", labels[1])], "language": "fr"]
      ]
      #expect(try Self.row(NAPReports.matrix(inputs: inputs), code: "1.1.A1")["Ligne budgétaire"] == expected)
    }
  }

  @Test("What is nothing is 0, and what is not known is never 0") func zero() throws {
    func value(_ measurements: [JSONValue]) throws -> String? {
      try Self.row(
        NAPReports.matrix(
          inputs: NAPReports.plan(indicators: [Self.indicator()], measurements: measurements)))["Cumul"]
    }
    #expect(try value([]) == "ND")
    let nothing = NAPReports.measured("a", "2023-01-01", "2023-03-31", ["measure": "unit", "value": 0])
    #expect(try value([nothing]) == "0")
  }

  @Test(
    "A withheld number of people is that of its cells, hidden where one of these is, and else withheld",
    arguments: [
      ([12, 8], "20", "200.0 %"), ([12, nil], "[s]", "[s]"), ([], "NC", "NC"), ([12], "NC", "NC"),
    ] as [([Int64?], String, String)])
  func people(_ counts: [Int64?], _ total: String, _ rate: String) throws {
    let quarters = [("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30")]
    let inputs = NAPReports.plan(
      indicators: [Self.indicator(["counts": "people"])],
      measurements: quarters.enumerated().map { index, days in
        NAPReports.measured(
          "m\(index)", days.0, days.1, ["measure": "unit", "counts": "people", "withheld": ["value"]])
      },
      counted: counts.enumerated().map { index, count in
        ["measurement": .string("m\(index)"), "counted": count.map { .integer($0) } ?? ["suppressed": true]]
      })
    let row = try Self.row(NAPReports.matrix(inputs: inputs))
    #expect(row["Cumul"] == total)
    #expect(row["Taux"] == rate)
  }

  @Test("A share of people is never their number") func sharesOfPeople() throws {
    let inputs = NAPReports.plan(
      indicators: [Self.indicator(["measure": "percentage", "counts": "people"], target: 30)],
      measurements: [
        NAPReports.measured(
          "m", "2023-01-01", "2023-12-31",
          ["measure": "percentage", "counts": "people", "withheld": ["numerator", "denominator"]])
      ], counted: [["measurement": "m", "counted": 9]])
    let row = try Self.row(NAPReports.matrix(inputs: inputs))
    #expect([row["Unité"], row["Cumul"], row["Taux"]] == ["%", "NC", "NC"])
  }

  @Test("A figure that should fall is rated by its way from the baseline, be it counted in cells") func falling() throws
  {
    let inputs = NAPReports.plan(
      indicators: [Self.indicator(["counts": "people", "direction": "down", "baseline": ["value": 100]], target: 50)],
      measurements: [
        NAPReports.measured(
          "m", "2023-01-01", "2023-12-31", ["measure": "unit", "counts": "people", "withheld": ["value"]])
      ], counted: [["measurement": "m", "counted": 60]])
    let row = try Self.row(NAPReports.matrix(inputs: inputs))
    #expect([row["Cumul"], row["Taux"]] == ["60", "80.0 %"])
  }

  @Test("A year's value counts those of its quarters, which are not counted again") func yearAndQuarters() throws {
    let withheld: JSONObject = ["measure": "unit", "counts": "people", "withheld": ["value"]]
    let inputs = NAPReports.plan(
      indicators: [Self.indicator(["counts": "people"])],
      measurements: [
        NAPReports.measured("q", "2023-01-01", "2023-03-31", withheld),
        NAPReports.measured("y", "2023-01-01", "2023-12-31", withheld),
      ], counted: [["measurement": "q", "counted": 5], ["measurement": "y", "counted": 9]])
    let row = try Self.row(NAPReports.matrix(inputs: inputs))
    #expect([row["T1"], row["Cumul"]] == ["5", "9"])
  }

  @Test("Bodies stand in rows of their own") func bodies() throws {
    let share = Self.indicator(["measure": "percentage", "aggregation": "none", "unit": nil, "frequency": "annual"])
    func measured(_ key: String, _ body: String, _ value: Int64) -> JSONValue {
      NAPReports.measured(
        key, "2023-01-01", "2023-12-31",
        [
          "measure": "percentage", "value": .integer(value), "measuredBody": .string(body),
          "counts": "published_people",
        ])
    }
    var inputs = NAPReports.plan(
      indicators: [share], measurements: [measured("a", "csa", 31), measured("b", "cvjr", 20)])
    inputs["organisations"] = [["key": "csa", "name": "CSA"], ["key": "cvjr", "name": "CVJR"]]
    let rows = try NAPReports.matrix(inputs: inputs).table("Pilier 1 : Prévention, 2023").filter {
      $0["Code"] == "1.1.a"
    }
    #expect(rows.map { $0["Cumul"] } == ["31.0 %", "20.0 %"])
    #expect(rows.map { $0["Indicateur"] } == ["Réunions — CSA", "Réunions — CVJR"])
  }

  @Test(
    "A status counts from its own day on",
    arguments: [("2023-06-30", "En retard"), ("2023-01-01", "En retard"), ("2024-01-10", "ND")])
  func status(_ day: String, _ expected: String) throws {
    let inputs = NAPReports.plan(activity: ["status": "delayed", "statusOn": .string(day)])
    let outcome = try NAPReports.matrix(inputs: inputs)
    #expect(try Self.row(outcome, code: "1.1.A1")["Statut"] == expected)
    #expect(outcome.warnings.contains("framework.nodes") == (expected == "ND"))
    let completion = try outcome.row("Activités achevées", "Pilier", "Pilier 1 : Prévention")
    #expect(completion["Statut non renseigné"] == (expected == "ND" ? "1" : "0"))
  }

  @Test("A quarter has the status told in it, and not an earlier one") func statusByQuarter() throws {
    let told: JSONValue = [
      "key": "s", "framework": "plan", "node": "1.1", "periodStart": "2023-01-01", "periodEnd": "2023-03-31",
      "status": "at_risk",
    ]
    let outcome = try NAPReports.matrix(inputs: NAPReports.plan(measurements: [told]))
    let row = try outcome.table("Statut des résultats par trimestre").first ?? [:]
    #expect(["T1", "T2", "T3", "T4"].map { row[$0] } == ["À risque", "ND", "ND", "ND"])
    // The matrix has the last one that is known.
    #expect(try Self.row(outcome, code: "1.1")["Statut"] == "À risque")
  }

  @Test("More money below than above is a contradiction that the requester is told of") func tooMuchMoney() throws {
    func funding(_ amount: String) -> JSONValue {
      [["source": "État", "planned": ["amount": .string(amount), "currency": "XOF"]]]
    }
    for (whole, isToldOf) in [("100", true), ("500", false)] {
      let inputs = NAPReports.plan(activity: ["funding": funding("300")], plan: ["funding": funding(whole)])
      let outcome = try NAPReports.matrix(inputs: inputs)
      #expect(outcome.warnings.contains("framework.funding") == isToldOf, "\(whole)")
    }
  }

  @Test("Without a plan the matrix is of gaps") func nothing() throws {
    let outcome = try NAPReports.matrix(inputs: [:])
    #expect(!outcome.isRejected)
    for path in ["framework", "framework.nodes", "measurement", "framework.funding"] {
      #expect(outcome.warnings.contains(path), "\(path)")
    }
  }

  @Test("A year outside of the plan, and indicators without a value, are pointed out") func outside() throws {
    let inputs = NAPReports.plan(indicators: [Self.indicator()])
    let outcome = try NAPReports.matrix(parameters: ["year": 2017], inputs: inputs)
    #expect(try outcome.values("callout").contains { $0["tone"]?.string == "warning" })
    #expect(try !NAPReports.matrix(inputs: inputs).values("callout").contains { $0["tone"]?.string == "warning" })
    #expect(outcome.diagnostics.contains { $0["summary"]?.string?.contains("1.1.a") ?? false })
  }

  @Test("Words in the other language are marked") func otherLanguage() throws {
    let outcome = try NAPReports.matrix(.english, inputs: NAPReports.plan())
    #expect(outcome.blocks.contains { $0.contains("Activité") && $0.contains(#""language":"fr""#) })
  }

  @Test("Of plans the one in force is taken, and never one that was replaced") func planInForce() throws {
    let base = NAPReports.plan()["frameworks"] ?? []
    func plan(_ key: String, _ from: String, _ until: String, _ status: String) throws -> JSONValue {
      var object = try #require(base.first?.object)
      (object["key"], object["title"], object["status"]) = (.string(key), .string(key.uppercased()), .string(status))
      (object["validFrom"], object["validUntil"]) = (.string(from), .string(until))
      return .object(object)
    }
    let inputs = try [
      "frameworks": [
        plan("first", "2012", "2014", "replaced"), plan("third", "2019", "2023", "adopted"),
        plan("fourth", "2023", "2028", "draft"),
      ]
    ]
    // A draft that begins in the adopted plan's last year does not take its place.
    for (day, name) in [("2023-05-01", "THIRD"), ("2025-05-01", "FOURTH"), ("2013-05-01", "THIRD")] {
      let facts = try NAPReports.matrix(on: day, inputs: inputs).values("document").first?["facts"]?.array
      #expect(facts?.first?["value"]?.plain == name, "\(day)")
    }
  }

  @Test("20,000 people counted are read in bounded time", .timeLimit(.minutes(5))) func many() throws {
    var inputs = NAPReports.plan(indicators: [Self.indicator()])
    inputs["counted"] = (1...20_000).map { ["measurement": .string("m\($0)"), "counted": .integer(Int64($0))] }
    #expect(try !NAPReports.matrix(inputs: inputs).isRejected)
  }
}
