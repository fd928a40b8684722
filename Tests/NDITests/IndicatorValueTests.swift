import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NDI

/// How an indicator's values become those of the year, by cases.
@Suite struct IndicatorValueTests {
  private static let pitt = "Performance indicators, FY2024"

  @Test(
    "Quarters become a year as the indicator says",
    arguments: [
      ("sum", [1: 10.0, 2: 20.0, 3: 5.0], "35"), ("latest", [1: 10.0, 2: 20.0, 3: 5.0], "5"),
      ("average", [1: 10.0, 2: 20.0, 3: 6.0], "12"), ("none", [1: 10.0, 3: 5.0], "5"), ("sum", [4: 7.0], "7"),
    ])
  func aggregation(name: String, values: [Int: Double], year: String) throws {
    let inputs = NDIReports.oneIndicator(
      ["measure": "unit", "unit": "forums", "aggregation": .string(name)], targets: [1: 10],
      values: values.sorted { $0.key < $1.key }.map { ($0.key, ["value": .number($0.value)]) })
    let row = try #require(try NDIReports.workbook(inputs: inputs).table(Self.pitt).first)
    #expect(row["FY2024 actual"] == year)
    for quarter in 1...4 {
      #expect(row["Actual Q\(quarter)"] == (values[quarter].map { "\(Int($0))" } ?? "?"))
    }
  }

  @Test("People add up like other numbers, or the last count stands", arguments: [("sum", "32"), ("latest", "12")])
  func people(aggregation: String, year: String) throws {
    let members: JSONObject = ["counts": "people", "withheld": ["value"]]
    var inputs = NDIReports.oneIndicator(
      ["measure": "unit", "unit": "people", "counts": "people", "aggregation": .string(aggregation)],
      targets: [1: 20, 2: 20], values: [(1, members), (2, members)])
    inputs["counted"] = [["measurement": "m1", "counted": 20], ["measurement": "m2", "counted": 12]]
    inputs["counted-sex"] = [
      ["measurement": "m1", "sex": "male", "counted": 20], ["measurement": "m2", "sex": "female", "counted": 12],
    ]
    let rows = try NDIReports.workbook(inputs: inputs).table(Self.pitt)
    #expect(rows[0]["FY2024 actual"] == year)
    // Whoever was told apart by sex in a quarter was nobody of the sexes that do not occur in it.
    #expect(rows[1]["Indicator"] == "Female" && rows[1]["Actual Q1"] == "0" && rows[1]["FY2024 actual"] == "12")
    #expect(rows[2]["Indicator"] == "Male" && rows[2]["Actual Q2"] == "0")
    #expect(rows[2]["FY2024 actual"] == (aggregation == "sum" ? "20" : "0"))
  }

  @Test("A count of nobody is nobody of each sex") func nobody() throws {
    let members: JSONObject = ["counts": "people", "withheld": ["value"]]
    var inputs = NDIReports.oneIndicator(
      ["measure": "unit", "unit": "people", "counts": "people", "aggregation": "sum"], targets: [1: 20, 2: 20],
      values: [(1, members), (2, members)])
    inputs["counted"] = [["measurement": "m1", "counted": 0], ["measurement": "m2", "counted": 9]]
    inputs["counted-sex"] = [
      ["measurement": "m1", "sex": .null, "counted": 0], ["measurement": "m2", "sex": "female", "counted": 9],
    ]
    let rows = try NDIReports.workbook(inputs: inputs).table(Self.pitt)
    #expect(rows.map { $0["Actual Q1"] } == ["0", "0"])
    #expect(rows.map { $0["FY2024 actual"] } == ["9", "9"])
  }

  @Test("Whom only a later measurement tells apart has no row yet") func later() throws {
    let members: JSONObject = ["counts": "people", "withheld": ["value"]]
    var inputs = NDIReports.oneIndicator(
      ["measure": "unit", "unit": "people", "counts": "people", "aggregation": "sum"], targets: [1: 20, 2: 20],
      values: [(1, members), (2, members)])
    inputs["counted"] = [["measurement": "m1", "counted": 20], ["measurement": "m2", "counted": 12]]
    inputs["counted-sex"] = [["measurement": "m2", "sex": "female", "counted": 12]]
    let first = FiscalYear(2024, startMonth: 10).quarters[0]
    #expect(try NDIReports.workbook(period: first, inputs: inputs).table(Self.pitt).count == 1)
    #expect(try NDIReports.workbook(inputs: inputs).table(Self.pitt).count == 2)
  }

  @Test("A measurement of the whole year counts what its quarters counted") func wholeYear() throws {
    var inputs = NDIReports.oneIndicator(
      ["measure": "unit", "unit": "people", "counts": "people", "aggregation": "sum"], targets: [1: 50],
      values: [(1, ["counts": "people", "withheld": ["value"]])])
    inputs["measurements"]?.append(
      [
        "key": "year", "framework": "f", "indicator": "P1.a", "periodStart": "2023-10-01", "periodEnd": "2024-09-30",
        "measure": "unit", "counts": "people", "withheld": ["value"],
      ])
    inputs["counted"] = [["measurement": "m1", "counted": 20], ["measurement": "year", "counted": 45]]
    let row = try #require(try NDIReports.workbook(inputs: inputs).table(Self.pitt).first)
    #expect(row["Actual Q1"] == "20" && row["FY2024 actual"] == "45" && row["% of target to date"] == "90.0 %")
  }

  @Test("What should go down is measured from its baseline", arguments: [(40.0, "100.0 %"), (50.0, "50.0 %")])
  func down(value: Double, reached: String) throws {
    let inputs = NDIReports.oneIndicator(
      [
        "measure": "unit", "unit": "complaints", "aggregation": "latest", "direction": "down",
        "baseline": ["value": 60, "year": 2022],
      ], targets: [1: 40], values: [(1, ["value": .number(value)])])
    let row = try #require(try NDIReports.workbook(inputs: inputs).table(Self.pitt).first)
    #expect(row["% of target to date"] == reached)
    #expect(row["Baseline"] == "60" && row["Baseline date"] == "2022")
  }

  @Test("A body or a region that was measured apart has a row of its own with its name") func subjects() throws {
    var inputs = NDIReports.oneIndicator(
      targets: [1: 10], values: [(1, ["value": 10]), (1, ["value": 4, "place": ["region": "gao"]])])
    inputs["measurements"]?.append(
      [
        "key": "body", "framework": "f", "indicator": "P1.a", "periodStart": "2023-10-01", "periodEnd": "2023-12-31",
        "measure": "unit", "value": 3, "measuredBody": "cnt", "place": ["region": "bamako"],
      ])
    inputs["organisations"] = [["key": "cnt", "name": "National Transition Council", "acronym": "CNT"]]
    let rows = try NDIReports.workbook(inputs: inputs).table(Self.pitt)
    #expect(rows.map { $0["Ref."] } == ["P1.a", "P1.a-2", "P1.a-3"])
    #expect(rows.dropFirst().map { $0["Indicator"] } == ["Gao", "CNT, Bamako"])
    #expect(rows.map { $0["Actual Q1"] } == ["10", "4", "3"])
  }

  @Test("Values above the report's level are withheld, and so is how much they reach") func withheld() throws {
    let inputs = NDIReports.oneIndicator(targets: [1: 10], values: [(1, ["withheld": ["value"]])])
    let outcome = try NDIReports.workbook(inputs: inputs)
    let row = try #require(try outcome.table(Self.pitt).first)
    #expect(
      ["Actual Q1", "FY2024 actual", "% of target to date"].map { row[$0] } == ["withheld", "withheld", "withheld"])
    #expect(!outcome.warnings.contains("measurement.comment"))
  }

  @Test("Each remark stands behind the name of its own period") func remarks() throws {
    let inputs = NDIReports.oneIndicator(
      targets: [1: 10, 2: 10],
      values: [
        (1, ["value": 1, "periodLabel": "T1", "comment": "Rain."]), (2, ["value": 2]),
        (3, ["value": 3, "comment": "Sun."]),
      ])
    let row = try #require(try NDIReports.workbook(inputs: inputs).table(Self.pitt).first)
    #expect(row["Deviation narrative"] == "Q1 FY2024 – Rain.\nSun.")
  }

  @Test("The report of an award without records is a workbook of gaps") func bare() throws {
    let bare: [String: [JSONValue]] = ["programme": [["key": "p", "grants": [["number": .string(NDIReports.grant)]]]]]
    for language in [Language.french, .english] {
      let outcome = try NDIReports.workbook(language, inputs: bare)
      #expect(!outcome.isRejected)
      #expect(outcome.warnings == ["framework.indicators", "framework.indicators", "engagement"])
    }
    #expect(try NDIReports.workbook(inputs: [:]).isRejected)
  }

  @Test("A reference sheet tells its targets in words, as steps and as numbers") func targets() throws {
    let rows = try NDIReports.workbook().table("Reference sheets, one indicator a row")
    let targets = Dictionary(rows.map { ($0["Ref."] ?? "", $0["Targets"] ?? "") }) { first, _ in first }
    #expect(targets["O1.a"] == "FY2024: Medium")
    #expect(targets["O1.b"] == "FY2024: Every broadcast cites its sources.")
    #expect(targets["P2.a"] == "Q1 FY2024: 60\nQ2 FY2024: 60\nQ3 FY2024: 20\nQ4 FY2024: 20")
    #expect(targets["P2.b"] == "FY2023: 20%")
    let observers = rows.first { $0["Ref."] == "P2.a" }
    let changes = try #require(observers?["Changes to the indicator"])
    #expect(changes.hasSuffix("2024 – Targets of the last two quarters lowered. – Election put off."))
    #expect(observers?["Codes in lists of others"] == "USAID standard indicators DR.3.2-1")
  }
}
