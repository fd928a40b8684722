import FormatTestSupport
import IATIPublishing
import JSONBytes
import Records
import ReportKit
import Testing

/// A donor's report that says nothing but how its values and those published agree, over the year 2023.
private struct ComparingFormat: DonorFormat {
  static let labels = IATIWords.labels

  static var description: FormatDescription {
    FormatDescription(
      id: "comparing", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "C"),
      reports: [
        ReportDescription(
          id: "comparing/year", title: Bilingual(verbatim: "C"), level: .internal,
          queries: [.frameworks("donor_results"), Consistency.measurements.outside(.period)]
            + CountedCells.queries(among: true))
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "C"), donor: Bilingual(verbatim: "D"))
    let frameworks = try ResultsFramework.read(inputs)
    let people = try CountedCells(inputs)
    try Consistency.write(frameworks.flatMap { $0.lines(over: request.period, people: people) }, &report)
  }
}

/// One indicator with its measurements, and what the comparison prints.
private struct ConsistencyCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let indicator: JSONObject
  var measurements: [JSONObject]
  var counted: JSONValue?
  /// The report's value, the published one, and whether they are the same.
  let printed: [JSONValue]
  var isWarned = false

  private static let count: JSONObject = ["measure": "unit", "aggregation": "sum"]
  private static let people: JSONObject = ["measure": "unit", "aggregation": "sum", "counts": "people"]
  private static let share: JSONObject = ["measure": "percentage", "aggregation": "average"]
  private static let hidden: JSONObject = ["counts": "people", "withheld": ["value", "numerator"]]

  private static func number(_ number: Double, decimals: Int64 = 0) -> JSONValue {
    ["number": .number(number), "decimals": .integer(decimals)]
  }

  private static func open(_ measurement: JSONObject) -> JSONObject {
    var row = measurement
    row["confidentiality"] = "public"
    return row
  }

  static let all: [ConsistencyCase] = [
    ConsistencyCase(
      testDescription: "a number", indicator: count, measurements: [open(["value": 3])],
      printed: [number(3), number(3), "Yes"]),
    ConsistencyCase(
      testDescription: "a number with decimals", indicator: count, measurements: [open(["value": .number(2.5)])],
      printed: [number(2.5, decimals: 2), number(2.5, decimals: 2), "Yes"]),
    ConsistencyCase(
      testDescription: "a share has one decimal here and there", indicator: share,
      measurements: [open(["numerator": 1, "denominator": 4])],
      printed: [["percent": .number(25), "decimals": 1], ["percent": .number(25), "decimals": 1], "Yes"]),
    ConsistencyCase(
      testDescription: "a step is published as its number",
      indicator: ["measure": "ordinal", "scale": [["value": 2, "label": "Signed"]]],
      measurements: [open(["scaleValue": 2])], printed: ["Signed", number(2), "Yes"]),
    ConsistencyCase(
      testDescription: "words are not published as a value", indicator: ["measure": "qualitative"],
      measurements: [open(["text": "Better."])], printed: ["Better.", "not published", "Nothing to compare"],
      isWarned: true),
    ConsistencyCase(
      testDescription: "what is internal is not published", indicator: count,
      measurements: [["value": 3, "confidentiality": "internal"]],
      printed: [number(3), "not published", "Nothing to compare"], isWarned: true),
    ConsistencyCase(
      testDescription: "people are those of the cells", indicator: people, measurements: [open(hidden)], counted: 12,
      printed: [["number": 12], ["number": 12], "Yes"]),
    ConsistencyCase(
      testDescription: "a stated number differs from its cells", indicator: people,
      measurements: [open(["counts": "people", "value": 12])], counted: 7,
      printed: [number(12), ["number": 7], "No"], isWarned: true),
    ConsistencyCase(
      testDescription: "of hidden people nobody can tell", indicator: people, measurements: [open(hidden)],
      counted: ["suppressed": true, "below": 5],
      printed: [["suppressed": 5], ["suppressed": 5], "Hidden"]),
    ConsistencyCase(
      testDescription: "without cells there is nothing that may be told", indicator: people,
      measurements: [open(hidden)],
      printed: [["undisclosed": true], "not published", "Hidden"]),
    ConsistencyCase(
      testDescription: "nothing was measured", indicator: count, measurements: [],
      printed: [["missing": true], "not published", "No value"]),
  ]
}

@Suite("A donor's report and the publication to IATI are compared") struct ConsistencyTests {
  private func run(
    _ indicator: JSONObject, _ measurements: [JSONObject], counted: JSONValue? = nil, _ language: Language = .english
  ) throws -> Rehearsal.Outcome {
    var indicator = indicator
    (indicator["code"], indicator["node"], indicator["title"]) = ("1.a", "1", "Forums")
    let rows = measurements.map { measurement -> JSONValue in
      var row = measurement
      (row["key"], row["framework"], row["indicator"]) = ("m", "f", "1.a")
      (row["periodStart"], row["periodEnd"]) = ("2023-01-01", "2023-12-31")
      return .object(row)
    }
    return try Rehearsal.run(
      ComparingFormat.self, report: "comparing/year", language: language,
      period: ReportPeriod(from: CalendarDate("2023-01-01"), to: CalendarDate("2023-12-31")),
      inputs: [
        "frameworks": [
          [
            "key": "f", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "result"]],
            "indicators": [.object(indicator)],
          ]
        ], "measurements": rows,
        "counted": counted.map { [["measurement": "m", "counted": $0, "countedAmong": 0]] } ?? [],
      ])
  }

  @Test("Its queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: ComparingFormat.self) == [])
  }

  @Test("What is printed of one indicator", arguments: ConsistencyCase.all)
  fileprivate func lines(_ example: ConsistencyCase) throws {
    var indicator = example.indicator
    indicator["publishToIati"] = true
    let outcome = try run(indicator, example.measurements, counted: example.counted)
    let row = try #require(try outcome.rows(of: "Consistency with the publication to IATI").first)
    #expect(
      row[0] == "1.a – Forums" && row[1].string?.replacing("\u{A0}", with: " ") == "1 January 2023 to 31 December 2023")
    #expect(Array(row[2...]) == example.printed)
    #expect(outcome.warnings.contains("measurement") == example.isWarned)
  }

  @Test("What is not marked for IATI is not compared, and a gap says so", arguments: Language.allCases)
  func unmarked(_ language: Language) throws {
    let outcome = try run(["measure": "unit"], [["value": 3, "confidentiality": "public"]], language)
    #expect(outcome.warnings == ["framework.indicators.publishToIati"])
    #expect(try outcome.values("row").isEmpty)
  }
}
