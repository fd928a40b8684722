import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct FrameworkTests {
  private func row(_ value: JSONValue) -> InputRow { InputRow(value.object ?? [:], language: .english) }

  @Test("Nodes are read from above, beside each other by the numbers in their codes") func tree() {
    let codes: [(code: String, parent: String?)] = [
      ("2.10", "2"), ("2.9", "2"), ("10", nil), ("2", nil), ("2.9.1", "2.9"), ("lost", "nowhere"), ("2.9.b", "2.9"),
    ]
    let rows = codes.map { code, parent in
      row(["code": .string(code), "parent": parent.map { .string($0) } ?? .null, "level": "result"])
    }
    let nodes = FrameworkNode.tree(rows)
    #expect(nodes.map(\.code) == ["2", "2.9", "2.9.1", "2.9.b", "2.10", "10", "lost"])
    #expect(nodes.map(\.depth) == [0, 1, 2, 2, 1, 0, 0])
    #expect(nodes[2].ancestors == ["2", "2.9"])
  }

  @Test("A circle among parents loses nothing else and ends") func circle() {
    let nodes = FrameworkNode.tree([
      row(["code": "1", "level": "result"]), row(["code": "2", "parent": "3"]), row(["code": "3", "parent": "2"]),
    ])
    #expect(nodes.map(\.code) == ["1"])
  }

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let indicator: JSONValue
    let measurement: JSONValue
    let value: InlineValue?
    let number: Double?
  }

  static let scale: JSONValue = [["value": 0, "label": "Hostile"], ["value": 1, "label": "Open"]]

  @Test(
    "A value is printed as its measure asks",
    arguments: [
      Case(
        testDescription: "whole number", indicator: ["measure": "unit"], measurement: ["value": 41],
        value: .number(41, decimals: 0), number: 41),
      Case(
        testDescription: "broken number", indicator: ["measure": "unit"], measurement: ["value": .number(2.5)],
        value: .number(2.5, decimals: 2), number: 2.5),
      Case(
        testDescription: "percentage of a numerator", indicator: ["measure": "percentage"],
        measurement: ["numerator": 9, "denominator": 29], value: .percent(900.0 / 29), number: 900.0 / 29),
      Case(
        testDescription: "percentage as it stands", indicator: ["measure": "percentage"], measurement: ["value": 3],
        value: .percent(3.0), number: 3),
      Case(
        testDescription: "step", indicator: ["measure": "ordinal", "scale": scale], measurement: ["scaleValue": 1],
        value: InlineValue.text("Open"), number: 1),
      Case(
        testDescription: "step that the scale lacks", indicator: ["measure": "ordinal", "scale": scale],
        measurement: ["scaleValue": 7], value: .number(7, decimals: 0), number: 7),
      Case(
        testDescription: "francs", indicator: ["measure": "unit", "currency": "XOF"], measurement: ["value": 1500],
        value: .money("1500", "XOF"), number: 1500),
      Case(
        testDescription: "euros", indicator: ["measure": "unit", "currency": "EUR"],
        measurement: ["value": .number(0.29)],
        value: .money("0.29", "EUR"), number: 0.29),
      Case(
        testDescription: "words", indicator: ["measure": "qualitative"], measurement: ["text": "Little."],
        value: InlineValue.text("Little."), number: nil),
      Case(
        testDescription: "withheld", indicator: ["measure": "unit"], measurement: ["withheld": ["value"]],
        value: .undisclosed, number: nil),
      Case(
        testDescription: "nothing", indicator: ["measure": "unit"], measurement: ["comment": "Not yet."], value: nil,
        number: nil),
    ])
  func value(_ example: Case) {
    let value = MeasuredValue(row(example.measurement), of: row(example.indicator))
    #expect(value?.value == example.value)
    #expect(value?.number == example.number)
  }

  private func days(_ from: String, _ to: String) -> ReportPeriod {
    ReportPeriod(from: CalendarDate(from), to: CalendarDate(to))
  }

  private func measured(_ from: String, _ to: String, _ value: Int64, source: String = "a", body: String = "")
    -> InputRow
  {
    row([
      "periodStart": .string(from), "periodEnd": .string(to), "value": .integer(value), "source": .string(source),
      "measuredBody": body.isEmpty ? .null : .string(body),
    ])
  }

  private func indicator(_ aggregation: String, measure: String = "unit", _ rows: [InputRow]) throws
    -> FrameworkIndicator
  {
    try #require(
      FrameworkIndicator(
        row([
          "code": "a", "node": "1", "measure": .string(measure), "aggregation": .string(aggregation),
          "baseline": ["value": 10, "year": 2022],
          "periods": [
            ["label": "T1", "periodStart": "2024-01-01", "periodEnd": "2024-03-31", "target": 10],
            ["label": "T2", "periodStart": "2024-04-01", "periodEnd": "2024-06-30", "target": 20, "revisedTarget": 12],
          ],
        ]), measurements: rows))
  }

  @Test(
    "Figures of several periods become one as the indicator says",
    arguments: [("sum", 12.0, 22.0, 30.0), ("average", 6, 11, 15), ("latest", 8, 12, 20), ("none", 8, 12, 20)])
  func aggregation(_ name: String, _ actual: Double, _ target: Double, _ original: Double) throws {
    let indicator = try indicator(
      name, [measured("2024-01-01", "2024-03-31", 4), measured("2024-04-01", "2024-06-30", 8)])
    let half = days("2024-01-01", "2024-06-30")
    #expect(indicator.series.count == 1)
    #expect(indicator.series[0].actual(half)?.number == actual)
    #expect(indicator.target(half)?.number == target)
    #expect(indicator.originalTarget(half)?.number == original)
    #expect(indicator.series[0].actual(days("2024-01-01", "2024-03-31"))?.number == 4)
    #expect(indicator.series[0].actual(days("2024-07-01", "2024-09-30")) == nil)
    #expect(indicator.target(days("2024-02-01", "2024-03-31")) == nil)
  }

  @Test("What a year counts is not added to what its quarters counted") func outermost() throws {
    let indicator = try indicator(
      "sum",
      [
        measured("2024-01-01", "2024-03-31", 4), measured("2024-01-01", "2024-12-31", 9),
        measured("2025-01-01", "2025-03-31", 5),
      ])
    #expect(indicator.series[0].actual(days("2024-01-01", "2025-12-31"))?.number == 14)
    #expect(indicator.series[0].actual(days("2024-01-01", "2024-06-30"))?.number == 4)
  }

  @Test("Sources and bodies that differ stand side by side") func sides() throws {
    let indicator = try indicator(
      "latest",
      [
        measured("2021-01-01", "2021-12-31", 31, source: "press", body: "csa"),
        measured("2021-01-01", "2021-12-31", 3, source: "Beijing+25", body: "csa"),
        measured("2021-01-01", "2021-12-31", 20, source: "press", body: "cvjr"),
        measured("2022-01-01", "2022-12-31", 33, source: "press", body: "csa"),
      ])
    let year = days("2021-01-01", "2021-12-31")
    #expect(indicator.series.compactMap { $0.actual(year)?.number } == [31, 3, 20])
    #expect(indicator.series.map(\.sources) == [["press"], ["Beijing+25"], ["press"]])
    #expect(indicator.series[0].measurements.count == 2)
  }

  @Test("A source goes on in the series in which it began, and the whole stands before its regions") func sources()
    throws
  {
    let rows = [
      measured("2021-01-01", "2021-03-31", 1, body: "csa"), measured("2021-01-01", "2021-03-31", 4),
      measured("2021-04-01", "2021-06-30", 5), measured("2021-04-01", "2021-06-30", 7, source: "b"),
      measured("2021-07-01", "2021-09-30", 8, source: "b"),
    ]
    let series = try indicator("sum", rows).series
    let year = days("2021-01-01", "2021-12-31")
    #expect(series.map(\.sources) == [["a"], ["b"], ["a"]])
    #expect(series.compactMap { $0.actual(year)?.number } == [9, 15, 1])
  }

  @Test("A sum with a withheld part is withheld") func withheld() throws {
    let hidden = row(["periodStart": "2024-04-01", "periodEnd": "2024-06-30", "withheld": ["value"]])
    let indicator = try indicator("sum", [measured("2024-01-01", "2024-03-31", 4), hidden])
    let value = indicator.series[0].actual(days("2024-01-01", "2024-12-31"))
    #expect(value?.value == .undisclosed)
    #expect(value?.number == nil)
    #expect(indicator.reached(value, of: indicator.target(days("2024-01-01", "2024-12-31"))) == .undisclosed)
  }

  @Test("How much of a target is reached, upwards and downwards") func reached() throws {
    let up = try indicator("sum", [])
    func value(_ number: Double) -> MeasuredValue { MeasuredValue(number, of: up.row) }
    #expect(up.reached(value(5), of: value(20)) == .percent(25.0, decimals: 1))
    #expect(up.reached(nil, of: value(20)) == .missing)
    #expect(up.reached(value(5), of: value(0)) == .missing)
    var object = up.row.object
    object["direction"] = "down"
    let down = try #require(FrameworkIndicator(row(.object(object)), measurements: []))
    #expect(down.reached(value(8), of: value(6)) == .percent(50.0, decimals: 1))
    #expect(down.reached(value(8), of: value(10)) == .missing)
    object["measure"] = "ordinal"
    let ordinal = try #require(FrameworkIndicator(row(.object(object)), measurements: []))
    #expect(ordinal.reached(value(1), of: value(2)) == .missing)
  }

  @Test(
    "Of a node's own status and a measured one the later one is told, of those known on the day",
    arguments: [
      ("2023-12-14", "2023-12-31", "completed"), ("2023-12-14", "2023-12-13", "on_track"),
      ("2023-12-14", "2023-06-29", nil), ("2023-06-30", "2023-12-31", "on_track"),
      ("2023-03-01", "2023-12-31", "on_track"), ("2023-03-01", "2023-06-29", "completed"),
    ] as [(String, String, String?)])
  func laterStatus(_ statusOn: String, _ day: String, _ told: String?) throws {
    let framework = ResultsFramework(
      row([
        "nodes": [["code": "1", "level": "activity", "status": "completed", "statusOn": .string(statusOn)]]
      ]), measurements: [row(["node": "1", "status": "on_track", "periodEnd": "2023-06-30"])])
    #expect(framework.status(of: framework.nodes[0], on: CalendarDate(day))?.string("status") == told)
  }

  @Test("A node's status is what was measured last, and else its own") func status() throws {
    let told: [InputRow] = [
      row(["node": "1", "status": "on_track", "periodStart": "2024-01-01", "periodEnd": "2024-03-31"]),
      row(["node": "1", "status": "delayed", "periodStart": "2024-04-01", "periodEnd": "2024-06-30"]),
    ]
    let framework = ResultsFramework(
      row([
        "frameworkType": "nap_1325",
        "nodes": [
          ["code": "1", "level": "result", "status": "not_started"],
          ["code": "2", "level": "result", "status": "completed"],
          ["code": "3", "level": "activity"],
        ],
        "indicators": [["code": "z", "node": "2", "measure": "unit"], ["code": "b", "node": "1", "measure": "unit"]],
      ]), measurements: told)
    let statuses = framework.nodes.map { framework.status(of: $0)?.string("status") }
    #expect(statuses == ["delayed", "completed", nil])
    #expect(framework.status(of: framework.nodes[0], on: CalendarDate("2024-04-01"))?.string("status") == "on_track")
    #expect(framework.status(of: framework.nodes[0], on: CalendarDate("2023-04-01"))?.string("status") == "not_started")
    #expect(framework.indicators.map(\.code) == ["b", "z"])
    #expect(framework.nodes("activity").map(\.code) == ["3"])
  }
}
