import FormatTestSupport
import Foundation
import IATIPublishing
import JSONBytes
import Records
import ReportKit
import Testing

@testable import IATI

/// A donor's report that says nothing but how its values and those published agree, over the year 2023.
private struct ComparingFormat: DonorFormat {
  static let labels = IATIWords.labels

  static var description: FormatDescription {
    FormatDescription(
      id: "comparing", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "C"),
      reports: [
        ReportDescription(
          id: "comparing/year", title: Bilingual(verbatim: "C"), level: .internal,
          queries: [
            .frameworks("donor_results").selecting("confidentiality"), Consistency.measurements.outside(.period),
          ] + CountedCells.queries(among: true))
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "C"), donor: Bilingual(verbatim: "D"))
    let frameworks = try ResultsFramework.read(inputs)
    let people = try CountedCells(inputs)
    let lines = frameworks.flatMap { $0.lines(over: request.period, people: people) }
    try Consistency.write(lines, of: frameworks, people, &report)
  }
}

/// One indicator with its measurements, and what the comparison prints.
private struct ConsistencyCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let indicator: JSONObject
  /// Of 2023 and public, unless they say otherwise; their keys are m1, m2 and so on.
  let measurements: [JSONObject]
  /// What the cells of each measurement count; null where it has none.
  var counted: [JSONValue] = []
  var frameworkLevel = "public"
  /// The report's value, the published one, whether they are the same, and why there is none.
  let printed: [JSONValue]
  var isWarned = false

  private static let count: JSONObject = ["measure": "unit", "aggregation": "sum"]
  private static let latest: JSONObject = ["measure": "unit", "aggregation": "latest"]
  private static let people: JSONObject = ["measure": "unit", "aggregation": "sum", "counts": "people"]
  private static let share: JSONObject = ["measure": "percentage", "aggregation": "average"]
  private static let hidden: JSONObject = ["counts": "people", "withheld": ["value"]]
  private static let hiddenShare: JSONObject = ["counts": "people", "withheld": ["numerator", "denominator"]]
  private static let few: JSONValue = ["suppressed": true, "below": 5]

  private static func number(_ number: Double, decimals: Int64 = 0) -> JSONValue {
    ["number": .number(number), "decimals": .integer(decimals)]
  }

  private static func percent(_ number: Double) -> JSONValue { ["percent": .number(number), "decimals": 1] }

  /// A measurement of the first or the second half of the year.
  private static func half(_ number: Int, _ measurement: JSONObject) -> JSONObject {
    var row = measurement
    row["periodStart"] = number == 1 ? "2023-01-01" : "2023-07-01"
    row["periodEnd"] = number == 1 ? "2023-06-30" : "2023-12-31"
    return row
  }

  private static func with(_ row: JSONObject, _ member: String, _ value: JSONValue) -> JSONObject {
    var row = row
    row[member] = value
    return row
  }

  private static let internally = with(["value": 3], "confidentiality", "internal")

  static let all: [ConsistencyCase] = [
    ConsistencyCase(
      testDescription: "a number", indicator: count, measurements: [["value": 3]],
      printed: [number(3), number(3), "Yes", "—"]),
    ConsistencyCase(
      testDescription: "a number with decimals", indicator: count, measurements: [["value": .number(2.5)]],
      printed: [number(2.5, decimals: 2), number(2.5, decimals: 2), "Yes", "—"]),
    ConsistencyCase(
      testDescription: "a sum of halves", indicator: count,
      measurements: [half(1, ["value": 3]), half(2, ["value": 4])],
      printed: [number(7), ["number": 7], "Yes", "—"]),
    ConsistencyCase(
      testDescription: "a share has one decimal here and there", indicator: share,
      measurements: [["numerator": 1, "denominator": 4]], printed: [percent(25), percent(25), "Yes", "—"]),
    ConsistencyCase(
      testDescription: "an average of shares", indicator: share,
      measurements: [half(1, ["value": 40]), half(2, ["value": 60])],
      printed: [percent(50), percent(50), "Yes", "—"]),
    ConsistencyCase(
      testDescription: "a step is published as its number",
      indicator: ["measure": "ordinal", "scale": [["value": 2, "label": "Signed"]]],
      measurements: [["scaleValue": 2]], printed: ["Signed", number(2), "Yes", "—"]),
    ConsistencyCase(
      testDescription: "words are published, and no number", indicator: ["measure": "qualitative"],
      measurements: [["text": "Better."]],
      printed: ["Better.", "not published", "—", "published in words alone"], isWarned: true),
    ConsistencyCase(
      testDescription: "what is internal is not published", indicator: count, measurements: [internally],
      printed: [number(3), "not published", "—", "not public"], isWarned: true),
    ConsistencyCase(
      testDescription: "nothing of an internal framework is published", indicator: count,
      measurements: [["value": 3]], frameworkLevel: "internal",
      printed: [number(3), "not published", "—", "not public"], isWarned: true),
    ConsistencyCase(
      testDescription: "a half that is internal is missing from the sum", indicator: count,
      measurements: [half(1, ["value": 4]), half(2, internally)],
      printed: [number(7), number(4), "No", "1 July 2023 to 31 December 2023: not public"], isWarned: true),
    ConsistencyCase(
      testDescription: "of values of which the last one stands for all, an earlier one is not taken for it",
      indicator: latest, measurements: [half(1, ["value": 3]), half(2, internally)],
      printed: [number(3), "not published", "—", "not public"], isWarned: true),
    ConsistencyCase(
      testDescription: "a sum has nothing that lies within more days", indicator: count,
      measurements: [
        ["value": 3], ["value": 9, "periodStart": "2022-07-01", "periodEnd": "2023-12-31"],
      ], printed: [number(3), "not published", "—", "counted in the value of more days"], isWarned: true),
    ConsistencyCase(
      testDescription: "people are those of the cells", indicator: people, measurements: [hidden], counted: [12],
      printed: [["number": 12], number(12), "Yes", "—"]),
    ConsistencyCase(
      testDescription: "a stated number is not published, its cells are", indicator: people,
      measurements: [["counts": "people", "value": 12]], counted: [7],
      printed: [number(12), number(7), "No", "—"], isWarned: true),
    ConsistencyCase(
      testDescription: "people of the press are not told by cells", indicator: people,
      measurements: [["counts": "published_people", "value": 60]], counted: [40],
      printed: [number(60), number(60), "Yes", "—"]),
    ConsistencyCase(
      testDescription: "cells that are not complete make no total", indicator: people,
      measurements: [with(hidden, "incompleteCells", true)], counted: [5],
      printed: [["number": 5], "not published", "—", "the breakdown is not complete"], isWarned: true),
    ConsistencyCase(
      testDescription: "cells that are not complete in one half leave the other one", indicator: people,
      measurements: [half(1, hidden), half(2, with(hidden, "incompleteCells", true))], counted: [11, 5],
      printed: [
        ["number": 16], number(11), "No", "1 July 2023 to 31 December 2023: the breakdown is not complete",
      ], isWarned: true),
    ConsistencyCase(
      testDescription: "a share of people is not published", indicator: share, measurements: [hiddenShare],
      counted: [["counted": 30, "countedAmong": 40]],
      printed: [percent(75), "not published", "—", "shares of people are not published"], isWarned: true),
    ConsistencyCase(
      testDescription: "a share of people is not published where the report may state it", indicator: share,
      measurements: [["counts": "people", "numerator": 30, "denominator": 40]],
      printed: [percent(75), "not published", "—", "shares of people are not published"], isWarned: true),
    ConsistencyCase(
      testDescription: "few people are hidden", indicator: people, measurements: [hidden], counted: [few],
      printed: [["suppressed": 5], "not published", "—", "hidden to protect people"]),
    ConsistencyCase(
      testDescription: "few people in one half hide the sum here, and that half there", indicator: people,
      measurements: [half(1, hidden), half(2, hidden)], counted: [few, 20],
      printed: [
        ["withheld": true], ["withheld": true], "—", "1 January 2023 to 30 June 2023: hidden to protect people",
      ]),
    ConsistencyCase(
      testDescription: "few people within more days hide the number of these", indicator: people,
      measurements: [hidden, half(1, hidden)], counted: [30, few],
      printed: [["withheld": true], "not published", "—", "hidden to protect people"]),
    ConsistencyCase(
      testDescription: "few people of one place hide the number of all", indicator: people,
      measurements: [hidden, with(half(1, hidden), "place", ["region": "gao"])], counted: [30, few],
      printed: [["withheld": true], "not published", "—", "hidden to protect people"]),
    ConsistencyCase(
      testDescription: "a value of the file is not told where the report hides its own", indicator: people,
      measurements: [hidden, with(half(1, hidden), "confidentiality", "internal")], counted: [30, few],
      printed: [["withheld": true], ["withheld": true], "—", "—"]),
    ConsistencyCase(
      testDescription: "without cells there is nothing that may be told", indicator: people, measurements: [hidden],
      printed: [["undisclosed": true], "not published", "—", "people without a breakdown"]),
    ConsistencyCase(
      testDescription: "nothing was measured", indicator: count, measurements: [],
      printed: [["missing": true], "not published", "—", "no value in the period"]),
  ]

  /// The inputs as a report of a level has them.
  func inputs(at level: ConfidentialityLevel) -> [String: [JSONValue]] {
    var indicator = indicator
    (indicator["code"], indicator["node"], indicator["title"]) = ("1.a", "1", "Forums")
    indicator["publishToIati"] = true
    let rows = measurements.enumerated().map { index, measurement -> JSONObject in
      var row: JSONObject = [
        "key": .string("m\(index + 1)"), "framework": "f", "indicator": "1.a", "periodStart": "2023-01-01",
        "periodEnd": "2023-12-31", "confidentiality": "public", "measure": indicator["measure"] ?? .null,
      ]
      for member in measurement.members { row[member.key] = member.value }
      // No number of people leaves the core below restricted.
      if level == .public, row["counts"] == "people" {
        (row["value"], row["numerator"], row["denominator"]) = (nil, nil, nil)
        row["withheld"] = ["value", "numerator", "denominator"]
      }
      return row
    }
    let framework: JSONValue = [
      "key": "f", "frameworkType": "donor_results", "confidentiality": .string(frameworkLevel),
      "nodes": [["code": "1", "level": "outcome", "statement": "Dialogue"]], "indicators": [.object(indicator)],
    ]
    let isShown = level != .public || frameworkLevel == "public"
    let shown = isShown ? rows.filter { level != .public || $0["confidentiality"] == "public" } : []
    let counts = zip(rows, counted).compactMap { (row: JSONObject, count: JSONValue) -> JSONValue? in
      guard count != .null, shown.contains(row) else { return nil }
      var tally = count["counted"] == nil ? ["counted": count, "countedAmong": 0] : count.object ?? JSONObject()
      tally["measurement"] = row["key"]
      return .object(tally)
    }
    return ["frameworks": isShown ? [framework] : [], "measurements": shown.map(JSONValue.object), "counted": counts]
  }

  /// What the XML of the same records has of the line without a place: the numbers of whole measurements within the year as
  /// one; nil where there is none.
  func published() throws -> Double? {
    var inputs = try Activities.inputs().mapValues { _ in [JSONValue]() }
    for name in ["programme", "organisations"] { inputs[name] = try Activities.inputs()[name] }
    inputs.merge(self.inputs(at: .public)) { $1 }
    let outcome = try Activities.run(
      .english, grant: Activities.ministryGrant, period: ReportPeriod(to: CalendarDate("2023-12-31")), inputs: inputs)
    try #require(!outcome.isRejected, "\(outcome.told("error"))")
    let periods = "//indicator/period[starts-with(period-start/@iso-date, '2023')]"
    let values = try outcome.found("\(periods)/actual[not(dimension) and not(location)]/@value").compactMap(Double.init)
    guard let last = values.last else { return nil }
    return switch indicator["aggregation"]?.string {
    case "sum": values.reduce(0, +)
    case "average": values.reduce(0, +) / Double(values.count)
    // The file has all of them; what the report takes is the one that ends last.
    default: try outcome.found("\(periods)[period-end/@iso-date='2023-12-31']").isEmpty ? nil : last
    }
  }
}

@Suite("A donor's report and the publication to IATI are compared") struct ConsistencyTests {
  private func run(_ inputs: [String: [JSONValue]], _ language: Language = .english) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      ComparingFormat.self, report: "comparing/year", language: language,
      period: ReportPeriod(from: CalendarDate("2023-01-01"), to: CalendarDate("2023-12-31")), inputs: inputs)
  }

  private func row(_ outcome: Rehearsal.Outcome) throws -> [JSONValue] {
    try #require(try outcome.rows(of: "Consistency with the publication to IATI").first)
  }

  @Test("Its queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: ComparingFormat.self) == [])
  }

  @Test("What is printed of one indicator", arguments: ConsistencyCase.all)
  fileprivate func lines(_ example: ConsistencyCase) throws {
    let outcome = try run(example.inputs(at: .internal))
    let cells = try row(outcome).map { cell in
      cell.string.map { JSONValue.string($0.replacing("\u{A0}", with: " ")) } ?? cell
    }
    #expect(cells[0] == "1.a – Forums" && cells[1] == "1 January 2023 to 31 December 2023")
    #expect(Array(cells[2...]) == example.printed)
    #expect(outcome.warnings.contains("measurement") == example.isWarned)
  }

  @Test("The value in the XML is the one that the XML of the same records has", arguments: ConsistencyCase.all)
  fileprivate func file(_ example: ConsistencyCase) throws {
    let printed = try row(run(example.inputs(at: .internal)))[3]
    let published = try example.published()
    // There is one, which the report hides as it hides its own.
    if printed["withheld"] == true { return #expect(published != nil) }
    #expect((printed["number"] ?? printed["percent"])?.double == published)
  }

  @Test("What is not marked for IATI is not compared, and a gap says so", arguments: Language.allCases)
  func unmarked(_ language: Language) throws {
    let outcome = try run(
      [
        "frameworks": [
          [
            "key": "f", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "result"]],
            "indicators": [["code": "1.a", "node": "1", "title": "Forums", "measure": "unit"]],
          ]
        ], "measurements": [], "counted": [],
      ], language)
    #expect(outcome.warnings == ["framework.indicators.publishToIati"])
    #expect(try outcome.values("row").isEmpty)
  }

  @Test("A value that is not published is said to be so in French") func french() throws {
    let example = try #require(ConsistencyCase.all.first { $0.testDescription.hasPrefix("a share of people") })
    let outcome = try run(example.inputs(at: .internal), .french)
    let cells = try #require(try outcome.rows(of: "Concordance avec la publication IITA").first)
    #expect(Array(cells[3...]) == ["non publiée", "—", "les parts de personnes ne sont pas publiées"])
  }
}
