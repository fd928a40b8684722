import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NIMD

/// Cells of the tables that are made from lines of results: what is printed, and what is published.
struct LineCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var from: String? = "2023-01-01"
  var to: String? = "2023-12-31"
  let indicator: JSONObject
  let measurements: [JSONObject]
  var counted: [JSONValue] = []
  /// Target, actual and share of the results table.
  let printed: [String]
  /// Value in the XML and whether it is equal; nil where the indicator is not published.
  var published: [String]?

  private static let sum: JSONObject = ["measure": "unit", "aggregation": "sum", "publishToIati": true]
  private static let people: JSONObject = [
    "measure": "unit", "counts": "people", "aggregation": "sum", "publishToIati": true,
  ]
  private static let percent: JSONObject = ["measure": "percentage", "aggregation": "latest", "publishToIati": true]
  private static let steps: JSONObject = [
    "measure": "ordinal", "publishToIati": true,
    "scale": [["value": 0, "label": "None"], ["value": 2, "label": "Signed"]],
  ]

  private static func with(_ indicator: JSONObject, _ periods: JSONObject...) -> JSONObject {
    var indicator = indicator
    indicator["periods"] = .array(periods.map(JSONValue.object))
    return indicator
  }

  private static let hidden: JSONObject = ["counts": "people", "withheld": ["value", "numerator", "denominator"]]

  static let all: [LineCase] = [
    LineCase(
      testDescription: "a target of the year", indicator: with(sum, days("2023", with: ["target": 4])),
      measurements: [days("2022", with: ["value": 9]), days("2023", with: ["value": 3])],
      printed: ["4", "3", "75.0 %"], published: ["3", "Yes"]),
    LineCase(
      testDescription: "a target of several years is compared with all of them so far",
      indicator: with(sum, ["periodStart": "2021-01-01", "periodEnd": "2025-12-31", "target": 20]),
      measurements: [
        days("2021", with: ["value": 2]), days("2023", with: ["value": 3]), days("2024", with: ["value": 90]),
      ], printed: ["20", "5", "25.0 %"], published: ["5", "Yes"]),
    LineCase(
      testDescription: "half a year is compared with the year’s target", to: "2023-06-30",
      indicator: with(sum, days("2023", with: ["target": 10])),
      measurements: [["periodStart": "2023-01-01", "periodEnd": "2023-06-30", "value": 4]],
      printed: ["10", "4", "40.0 %"], published: ["4", "Yes"]),
    LineCase(
      testDescription: "a target of past years is none any more",
      indicator: with(sum, days("2021", with: ["target": 10])),
      measurements: [days("2021", with: ["value": 8])], printed: ["missing", "missing", "missing"],
      published: ["not published", "—"]),
    LineCase(
      testDescription: "a value of more days than the period stands where it ends", indicator: sum,
      measurements: [["periodStart": "2022-07-01", "periodEnd": "2023-06-30", "value": 7]],
      printed: ["missing", "7", "missing"], published: ["7", "Yes"]),
    LineCase(
      testDescription: "quarters within a year that is told as well are not counted twice", indicator: sum,
      measurements: [
        ["periodStart": "2023-01-01", "periodEnd": "2023-03-31", "value": 1], days("2023", with: ["value": 6]),
      ], printed: ["missing", "6", "missing"], published: ["6", "Yes"]),
    LineCase(
      testDescription: "a share is reckoned with one decimal",
      indicator: with(percent, days("2023", with: ["target": 50])),
      measurements: [days("2023", with: ["numerator": 1, "denominator": 3])],
      printed: ["50.0 %", "33.3 %", "66.7 %"], published: ["33.3 %", "Yes"]),
    LineCase(
      testDescription: "a step of a scale is published as its number",
      indicator: with(steps, days("2023", with: ["target": 2])),
      measurements: [days("2023", with: ["scaleValue": 0])], printed: ["Signed", "None", "—"],
      published: ["0", "Yes"]),
    LineCase(
      testDescription: "what is not public is not published", indicator: sum,
      measurements: [
        days("2022", with: ["value": 1]), days("2023", with: ["value": 3, "confidentiality": "internal"]),
      ], printed: ["missing", "3", "missing"], published: ["not published", "—"]),
    LineCase(
      testDescription: "a part that is not public makes the published sum another one", indicator: sum,
      measurements: [
        ["periodStart": "2023-01-01", "periodEnd": "2023-06-30", "value": 1],
        ["periodStart": "2023-07-01", "periodEnd": "2023-12-31", "value": 2, "confidentiality": "internal"],
      ], printed: ["missing", "3", "missing"], published: ["1", "No"]),
    LineCase(
      testDescription: "people are counted by cells where their number is kept back",
      indicator: with(people, days("2023", with: ["target": 10])), measurements: [days("2023", with: hidden)],
      counted: [["measurement": "m1", "counted": 11, "countedAmong": 0]],
      printed: ["10", "11", "110.0 %"], published: ["11", "Yes"]),
    LineCase(
      testDescription: "few people are hidden, and so is what is reckoned from them",
      indicator: with(people, days("2023", with: ["target": 10])), measurements: [days("2023", with: hidden)],
      counted: [["measurement": "m1", "counted": ["suppressed": true, "below": 5], "countedAmong": 0]],
      printed: ["10", "<5", "withheld"], published: ["not published", "—"]),
    LineCase(
      testDescription: "one hidden count hides the sum", indicator: people,
      measurements: [
        ["periodStart": "2023-01-01", "periodEnd": "2023-06-30", "counts": "people", "withheld": ["value"]],
        ["periodStart": "2023-07-01", "periodEnd": "2023-12-31", "counts": "people", "withheld": ["value"]],
      ],
      counted: [
        ["measurement": "m1", "counted": 20], ["measurement": "m2", "counted": ["suppressed": true, "below": 5]],
      ], printed: ["missing", "withheld", "missing"], published: ["withheld", "—"]),
    LineCase(
      testDescription: "few people of one region hide the whole, which is printed beside all others",
      indicator: with(people, days("2023", with: ["target": 100])),
      measurements: [days("2023", with: hidden)]
        + ["gao", "mopti"].map { region in
          var row = days("2023", with: hidden)
          row["place"] = ["region": .string(region)]
          return row
        },
      counted: [
        ["measurement": "m1", "counted": 60], ["measurement": "m2", "counted": ["suppressed": true, "below": 5]],
        ["measurement": "m3", "counted": 57],
      ], printed: ["100", "withheld", "withheld"], published: ["not published", "—"]),
    LineCase(
      testDescription: "without cells, people are not told",
      indicator: with(people, days("2023", with: ["target": 10])),
      measurements: [days("2023", with: hidden)],
      printed: ["10", "undisclosed", "undisclosed"],
      published: ["not published", "—"]),
    LineCase(
      testDescription: "a share of people is that of the cells",
      indicator: with(percent, days("2023", with: ["target": 80])),
      measurements: [days("2023", with: hidden)], counted: [["measurement": "m1", "counted": 30, "countedAmong": 40]],
      printed: ["80.0 %", "75.0 %", "93.8 %"], published: ["not published", "—"]),
    LineCase(
      testDescription: "a number that is shown here is not published, nor the sum of cells that are not complete",
      indicator: with(people, days("2023", with: ["target": 8])),
      measurements: [days("2023", with: ["counts": "people", "value": 8, "incompleteCells": true])],
      counted: [["measurement": "m1", "counted": 5]],
      printed: ["8", "8", "100.0 %"], published: ["not published", "—"]),
    LineCase(
      testDescription: "what is not marked for publication is not compared", indicator: ["measure": "unit"],
      measurements: [days("2023", with: ["value": 3])], printed: ["missing", "3", "missing"]),
  ]
}

@Suite struct ResultLineTests {
  /// A cell in words: figures with at most one decimal, a percentage with exactly one.
  private func words(_ cell: JSONValue) -> String {
    func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }
    if let text = cell.string { return text }
    if let number = cell["number"]?.double {
      return rounded(number) == number.rounded() ? "\(Int(number))" : "\(rounded(number))"
    }
    if let percent = cell["percent"]?.double { return "\(rounded(percent)) %" }
    if let below = cell["suppressed"]?.integer { return "<\(below)" }
    return ["missing", "withheld", "undisclosed"].first { cell[$0]?.bool == true } ?? "\(cell)"
  }

  @Test("What is printed, and what is published", arguments: LineCase.all) func lines(_ line: LineCase) throws {
    let inputs = ResultsReport.inputs(indicator: line.indicator, line.measurements, counted: line.counted)
    let outcome = try ResultsReport.run(from: line.from, to: line.to, inputs: inputs)
    let row = try #require(try outcome.rows(of: "Results by programme line", with: "A.1 – Agreements signed").first)
    #expect(row[3...5].map(words) == line.printed)
    let published = try outcome.rows(of: "Consistency with the publication to IATI").first
    #expect(published?[3...4].map(words) == line.published)
  }

  @Test("An average of percentages is one, of two sources none is made") func averages() throws {
    let halves = [("2023-01-01", "2023-06-30", 40), ("2023-07-01", "2023-12-31", 60)].map {
      from, to, value -> JSONObject in
      ["periodStart": .string(from), "periodEnd": .string(to), "value": .integer(Int64(value)), "counts": "other"]
    }
    let average: JSONObject = ["measure": "percentage", "aggregation": "average", "publishToIati": true]
    let outcome = try ResultsReport.run(inputs: ResultsReport.inputs(indicator: average, halves))
    let cells = try #require(try outcome.rows(of: "Consistency with the publication to IATI").first)
    #expect(cells[2]["percent"]?.double == 50 && cells[3]["percent"]?.double == 50)
    let twice = [days("2023", with: ["value": 40]), days("2023", with: ["value": 60])]
    let sources = try ResultsReport.run(inputs: ResultsReport.inputs(indicator: average, twice))
      .rows(of: "Results by programme line", with: "A.1 – Agreements signed")
    #expect(sources.map { $0[4]["percent"]?.double } == [40, 60])
  }

  @Test func remarksTellOfDaysSourcesAndChanges() throws {
    var indicator: JSONObject = ["measure": "unit", "aggregation": "sum"]
    indicator["periods"] = [
      [
        "periodStart": "2021-01-01", "periodEnd": "2025-12-31", "target": 9, "revisedTarget": 8,
        "changeReason": "Parties were suspended.",
      ]
    ]
    let rows = [
      days("2021", with: ["value": 2, "source": "Report of 2021", "approximate": true]),
      days("2022", with: ["value": 2, "source": "Report of 2022", "comment": "Fewer journeys."]),
    ]
    let outcome = try ResultsReport.run(
      from: "2022-01-01", to: "2022-12-31", inputs: ResultsReport.inputs(indicator: indicator, rows))
    let row = try #require(try outcome.rows(of: "Results by programme line", with: "A.1 – Agreements signed").first)
    // A day and its month are kept on one line.
    let remarks = row[6].string?.replacing("\u{A0}", with: " ").split(separator: "\n").map(String.init)
    #expect(
      remarks == [
        "From 1 January 2021 to 31 December 2022.", "Source: Report of 2021; Report of 2022.", "Rough value.",
        "Fewer journeys.", "Target revised: Parties were suspended.",
      ])
  }
}
