import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NDI

@Suite struct IndicatorsReportTests {
  private static let pitt = "Performance indicators, FY2024"
  private static let deviations = "Values more than 10% away from their target"

  @Test("Each sheet has its name in both languages") func sheets() throws {
    for (language, names) in [
      (Language.english, ["PITT", "Deviation", "PIRS", "Activities", "ReadMe"]),
      (.french, ["PITT", "Écarts", "PIRS", "Activités", "Lisez-moi"]),
    ] {
      let outcome = try NDIReports.workbook(language)
      #expect(try outcome.values("part").compactMap { $0["sheet"]?.string } == names)
      #expect(try outcome.headings(level: 1).count == 5)
    }
  }

  @Test("No cell of a data sheet reaches over others") func merged() throws {
    #expect(
      try !NDIReports.workbook().values("row").contains { row in
        row["cells"]?.array?.contains { $0["cell"] != nil } ?? false
      })
  }

  @Test("The tracking table has its columns, and indented rows have codes of their own") func columns() throws {
    let outcome = try NDIReports.workbook()
    let start = try outcome.values("tableStart").first { $0["caption"]?.string == Self.pitt }
    #expect(
      start?["columns"]?.array?.compactMap { $0["title"]?.string } == [
        "Ref.", "Indicator", "Type", "Unit", "Disaggregation", "Baseline", "Baseline date", "LOP target",
        "FY2024 target", "Actual Q1", "Actual Q2", "Actual Q3", "Actual Q4", "FY2024 actual", "LOP actual",
        "Target to date", "% of target to date", "Deviation narrative", "Source",
      ])
    let indented = try outcome.values("row").filter { $0["indent"]?.integer == 1 }
      .compactMap { $0["cells"]?.array?.first?.plain }
    #expect(
      indented == [
        "P1.a-2", "P2.a-S1", "P2.a-S2", "P2.a-A3", "P2.a-A4", "P3.a-A3", "P3.a-A4",
      ])
  }

  @Test("Sums of quarters are those of the fixture's measurements") func values() throws {
    let inputs = try NDIReports.fixture("indicators")
    let rows = try NDIReports.workbook(inputs: inputs).table(Self.pitt)
    func row(_ reference: String) -> [String: String]? { rows.first { $0["Ref."] == reference } }
    let values = (inputs["measurements"] ?? []).filter {
      $0["indicator"]?.string == "P1.a" && $0["approximate"] == nil
    }.compactMap { $0["value"]?.integer }
    let broadcasts = try #require(row("P1.a"))
    #expect(values == [21, 27, 9, 12])
    #expect(broadcasts["FY2024 actual"] == "\(values.reduce(0, +))")
    #expect(broadcasts["FY2024 target"] == "\(24 + 24 + 12 + 12)")
    #expect(broadcasts["% of target to date"] == "95.8 %")
    // The other source of the second quarter has a row of its own and changes nothing in the first one.
    #expect(row("P1.a-2")?["Actual Q2"] == "30")
    #expect(row("P1.a-2")?["% of target to date"] == "")
    let observers = try #require(row("P2.a"))
    #expect(observers["FY2024 target"] == "\(60 + 60 + 20 + 20)")
    #expect(observers["FY2024 actual"] == "54" && observers["Actual Q3"] == "?")
    #expect(row("P2.a-S1")?["FY2024 actual"] == "25" && row("P2.a-S2")?["FY2024 actual"] == "29")
    #expect(row("P2.b")?["LOP actual"] == "17.1 %" && row("P2.b")?["FY2024 actual"] == "?")
    #expect(row("O1.a")?["FY2024 actual"] == "Medium")
    #expect(row("O3.a")?["LOP target"] == "?")
  }

  @Test("A report on the first half of a year shows nothing of the second") func halfYear() throws {
    let half = ReportPeriod(from: CalendarDate("2023-10-01"), to: CalendarDate("2024-03-31"))
    let outcome = try NDIReports.workbook(period: half)
    let broadcasts = try #require(try outcome.table(Self.pitt).first { $0["Ref."] == "P1.a" })
    #expect(["Actual Q1", "Actual Q2", "Actual Q3", "Actual Q4"].map { broadcasts[$0] } == ["21", "27", "?", "?"])
    #expect(broadcasts["FY2024 actual"] == "48" && broadcasts["% of target to date"] == "100.0 %")
    let deviations = try outcome.table(Self.deviations)
    #expect(deviations.last?["Period"] == "FY2024 to date" && deviations.last?["Target"] == "120")
    // What a later quarter was told by is no source of the first half.
    #expect(try outcome.table(Self.pitt).first { $0["Ref."] == "O1.a" }?["Source"] == "?")
  }

  @Test(
    "A value is a deviation where it lies more than a tenth from its target",
    arguments: [
      (110.0, nil), (110.1, "10.1 %"), (90.0, nil), (89.9, "-10.1 %"), (0.0, "-100.0 %"), (300.0, "200.0 %"),
    ] as [(Double, String?)])
  func threshold(value: Double, difference: String?) throws {
    let inputs = NDIReports.oneIndicator(
      targets: [1: 100], values: [(1, ["value": .number(value), "comment": "Because of the rain."])])
    let outcome = try NDIReports.workbook(inputs: inputs)
    let rows = try outcome.table(Self.deviations)
    #expect(rows.map { $0["Period"] } == (difference == nil ? [] : ["Q1 FY2024", "FY2024"]))
    #expect(rows.allSatisfy { $0["Deviation"] == difference })
    #expect(rows.allSatisfy { $0["Deviation narrative"] == "Because of the rain." })
    #expect(!outcome.warnings.contains("measurement.comment"))
  }

  @Test("A deviation that nobody explains is marked and told, one that is withheld is not") func unexplained() throws {
    for (members, narrative, isMissing) in [
      (["value": 50], "Explanation missing", true), (["value": 50, "withheld": ["comment"]], "withheld", false),
    ] as [(JSONObject, String, Bool)] {
      let outcome = try NDIReports.workbook(
        inputs: NDIReports.oneIndicator(targets: [1: 100], values: [(1, members)]))
      #expect(try outcome.table(Self.deviations).first?["Deviation narrative"] == narrative)
      #expect(try outcome.table(Self.pitt).first?["Deviation narrative"] == narrative)
      #expect(outcome.warnings.contains("measurement.comment") == isMissing)
    }
  }

  @Test("People are what the tallies of cells say: hidden in a quarter is hidden in the year") func hidden() throws {
    let people: JSONObject = [
      "measure": "unit", "unit": "people", "counts": "people", "aggregation": "sum",
    ]
    let withheld: JSONObject = ["counts": "people", "withheld": ["value"]]
    for (counts, year, share) in [
      ([20, 30], "50", "50.0 %"), ([20, ["suppressed": true]], "[c]", "[c]"), ([20], "withheld", "withheld"),
    ] as [([JSONValue], String, String)] {
      var inputs = NDIReports.oneIndicator(people, targets: [1: 40, 2: 60], values: [(1, withheld), (2, withheld)])
      inputs["counted"] = counts.enumerated().map { ["measurement": .string("m\($0 + 1)"), "counted": $1] }
      inputs["counted-sex"] = [["measurement": "m1", "sex": "female", "counted": 20]]
      let rows = try NDIReports.workbook(inputs: inputs).table(Self.pitt)
      #expect(rows[0]["FY2024 actual"] == year)
      #expect(rows[0]["% of target to date"] == share)
      // The second quarter was not told apart by sex, so that the year is not known.
      #expect(rows[1]["Ref."] == "P1.a-S1" && rows[1]["Actual Q1"] == "20" && rows[1]["FY2024 actual"] == "?")
    }
  }

  @Test("People of no stated sex are no part of a breakdown, nor taken for all") func unstated() throws {
    let people: JSONObject = ["measure": "unit", "unit": "people", "counts": "people", "aggregation": "sum"]
    var inputs = NDIReports.oneIndicator(
      people, targets: [1: 10], values: [(1, ["counts": "people", "withheld": ["value"]])])
    inputs["counted"] = [["measurement": "m1", "counted": 17]]
    inputs["counted-sex"] = [
      ["measurement": "m1", "sex": .null, "counted": 7], ["measurement": "m1", "sex": "female", "counted": 10],
    ]
    let rows = try NDIReports.workbook(inputs: inputs).table(Self.pitt)
    #expect(rows.map { $0["FY2024 actual"] } == ["17", "10"])
  }

  @Test(
    "In its last year, a target of the whole project is what a value is compared with",
    arguments: [
      (10, "2024-09-30", "150.0 %", ["Life of the project"]), (10, "2025-09-30", "?", []),
    ] as [(Double, String, String, [String])])
  func wholeProject(target: Double, end: String, reached: String, deviations: [String]) throws {
    var inputs = NDIReports.oneIndicator(targets: [:], values: [])
    inputs["programme"] = NDIReports.programme(from: "2021-10-01", to: end)
    inputs["frameworks"] = [
      [
        "key": "f", "frameworkType": "donor_results", "nodes": [["code": "P1", "level": "output", "statement": "x"]],
        "indicators": [
          [
            "code": "P1.a", "node": "P1", "title": "Forums", "measure": "unit", "unit": "forums",
            "periods": [
              ["label": "All", "periodStart": "2021-10-01", "periodEnd": .string(end), "target": .number(target)]
            ],
          ]
        ],
      ]
    ]
    inputs["measurements"] = [
      [
        "key": "m", "framework": "f", "indicator": "P1.a", "periodStart": "2021-10-01", "periodEnd": "2024-09-30",
        "measure": "unit", "value": 15,
      ]
    ]
    let outcome = try NDIReports.workbook(inputs: inputs)
    let row = try outcome.table(Self.pitt).first
    #expect(row?["% of target to date"] == reached && row?["LOP target"] == "10")
    #expect(try outcome.table(Self.deviations).map { $0["Period"] } == deviations)
  }

  @Test(
    "The target of the project's life is told where targets are set for all days of the award",
    arguments: [
      ("sum", "2023-10-01", "2024-09-30", [1, 2, 3, 4], "40"), ("sum", "2022-10-01", "2024-09-30", [1, 2, 3, 4], "?"),
      ("sum", "2023-10-01", "2025-09-30", [1, 2, 3, 4], "?"), ("sum", "2023-10-01", "2024-09-30", [1, 2, 4], "?"),
      ("latest", "2022-10-01", "2024-09-30", [1, 4], "10"), ("latest", "2023-10-01", "2024-09-30", [1, 3], "?"),
    ])
  func lifeTarget(aggregation: String, from: String, to: String, quarters: [Int], target: String) throws {
    var inputs = NDIReports.oneIndicator(
      ["measure": "unit", "unit": "forums", "aggregation": .string(aggregation)],
      targets: Dictionary(uniqueKeysWithValues: quarters.map { ($0, 10) }), values: [(1, ["value": 5])])
    inputs["programme"] = NDIReports.programme(from: from, to: to)
    #expect(try NDIReports.workbook(inputs: inputs).table(Self.pitt).first?["LOP target"] == target)
  }

  @Test("How much is reached can be reckoned from its own row") func recomputed() throws {
    let half = ReportPeriod(from: CalendarDate("2023-10-01"), to: CalendarDate("2024-03-31"))
    let rows = try NDIReports.workbook(period: half).table(Self.pitt)
    let shares = rows.compactMap { row -> [Double]? in
      let figures = ["FY2024 actual", "Target to date", "% of target to date"].compactMap { title in
        row[title].flatMap { Double($0.replacing(" %", with: "")) }
      }
      return figures.count == 3 ? figures : nil
    }
    #expect(shares.count >= 3)
    for share in shares { #expect(abs(share[0] * 100 / share[1] - share[2]) < 0.06) }
    #expect(rows.first { $0["Ref."] == "P2.a" }?["Target to date"] == "120")
  }

  @Test("Units are told in the report's language as far as they are known, and a dash where there is none") func units()
    throws
  {
    let rows = try NDIReports.workbook().table(Self.pitt)
    let units = Dictionary(rows.map { ($0["Ref."] ?? "", $0["Unit"] ?? "") }) { first, _ in first }
    #expect(units["P2.a"] == "people" && units["O1.a"] == "—" && units["P2.b"] == "%")
    let french = try NDIReports.workbook(.french).table("Indicateurs de performance, EF2024")
    #expect(french.first { $0["Réf."] == "P3.a" }?["Unité"] == "femmes")
    let sheets = try NDIReports.workbook().table("Reference sheets, one indicator a row")
    #expect(sheets.first { $0["Ref."] == "P1.a" }?["Data type"] == "Number")
  }

  @Test(
    "The fiscal year is the one asked for, or else the programme's own",
    arguments: [
      ([:], "FY2024", "1 October 2023"), (["fiscalYear": "calendar", "year": 2023], "2023", "2023-01-01"),
      (["fiscalYear": "us", "year": 2023], "FY2023", "2022-10-01"), (["fiscalYear": "calendar"], "2024", "2024-01-01"),
    ] as [(JSONObject, String, String)])
  func fiscalYear(parameters: JSONObject, name: String, first: String) throws {
    let outcome = try NDIReports.workbook(parameters: parameters)
    #expect(try outcome.values("document").first?["facts"]?.array?.first?["value"]?.plain == name)
    #expect(try outcome.values("tableStart").contains { $0["caption"]?.string == "Performance indicators, \(name)" })
  }

  @Test func aYearThatHasNotBegunIsPointedOut() throws {
    let outcome = try NDIReports.workbook(parameters: ["year": 2026])
    #expect(outcome.warnings.contains("parameters.year"))
    #expect(!(try NDIReports.workbook()).warnings.contains("parameters.year"))
  }

  @Test("A reference sheet lists its gaps, and a field that is withheld is none") func referenceSheets() throws {
    let complete: JSONObject = [
      "measure": "unit", "unit": "forums", "definition": "d", "method": "m", "dataSource": "s", "frequency": "annual",
      "withheld": ["responsibleRole"],
    ]
    func warning(_ indicator: JSONObject) throws -> String? {
      let inputs = NDIReports.oneIndicator(indicator, targets: [1: 1], values: [(1, ["value": 1])])
      return try NDIReports.workbook(inputs: inputs).diagnostics
        .first { $0["path"]?.string == "framework.indicators" }?["summary"]?.string
    }
    #expect(try warning(complete) == nil)
    var lacking = complete
    (lacking["definition"], lacking["frequency"]) = (nil, nil)
    #expect(
      try warning(lacking) == "P1.a Forums: the reference sheet lacks Precise definition, Reporting frequency.")
  }

  @Test("Activities of other fiscal years stay out") func activities() throws {
    var inputs = try NDIReports.fixture("indicators")
    inputs["engagements"] = ["2023-09-30", "2023-10-01", "2024-09-30", "2024-10-01"].map { day in
      ["key": .string(day), "title": .string(day), "startsOn": .string(day), "engagementType": "training"]
    }
    let rows = try NDIReports.workbook(period: ReportPeriod(), parameters: ["year": 2024], inputs: inputs)
      .table("Activities carried out")
    #expect(rows.map { $0["Activity"] } == ["2023-10-01", "2024-09-30"])
  }

  @Test("Twenty thousand activities pass row by row", .timeLimit(.minutes(5))) func manyActivities() throws {
    var inputs = try NDIReports.fixture("indicators")
    inputs["engagements"] = (1...20_000).map { number in
      [
        "key": .string("E\(number)"), "title": .string("Activity \(number)"), "startsOn": "2024-02-01",
        "engagementType": "training", "framework": "ndi-cadre", "node": "P2",
      ]
    }
    inputs["people-engagement-sex"] = (1...20_000).flatMap { number -> [JSONValue] in
      [
        ["engagement": .string("E\(number)"), "sex": "female", "people": .integer(Int64(number))],
        ["engagement": .string("E\(number)"), "people": .integer(Int64(number))],
      ]
    }
    let rows = try NDIReports.workbook(inputs: inputs).table("Activities carried out")
    #expect(rows.count == 20_000)
    #expect(rows.last?["Women"] == "20000" && rows.last?["All"] == "20000")
  }
}
