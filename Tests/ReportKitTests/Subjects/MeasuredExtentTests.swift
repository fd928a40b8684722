import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

/// Measurements of one indicator, and what each of its series prints of the year 2024.
private struct PartCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var aggregation = "sum"
  let measurements: [Measured]
  /// By series: the whole, then the others as they come.
  let printed: [InlineValue?]

  struct Measured: Sendable {
    let from: String
    let to: String
    var body: String?
    var region: String?
    var source: String?
    /// Nil where there are no cells.
    let count: InlineValue?

    var row: JSONObject {
      var row: JSONObject = ["periodStart": .string(from), "periodEnd": .string(to)]
      row["measuredBody"] = body.map { .string($0) }
      row["place"] = region.map { ["region": .string($0)] }
      row["source"] = source.map { .string($0) }
      return row
    }
  }

  static func year(
    _ count: InlineValue?, body: String? = nil, region: String? = nil, source: String? = nil
  ) -> Measured {
    Measured(
      from: "2024-01-01", to: "2024-12-31", body: body, region: region, source: source, count: count)
  }
  static func half(
    _ number: Int, _ count: InlineValue?, body: String? = nil, region: String? = nil, source: String? = nil
  ) -> Measured {
    let (from, to) = number == 1 ? ("2024-01-01", "2024-06-30") : ("2024-07-01", "2024-12-31")
    return Measured(from: from, to: to, body: body, region: region, source: source, count: count)
  }
  static let few = InlineValue.suppressed(below: 5)

  static let all: [PartCase] = [
    PartCase(
      testDescription: "nothing is hidden",
      measurements: [year(.number(60)), year(.number(20), region: "gao"), year(.number(40), region: "mopti")],
      printed: [.number(60), .number(20), .number(40)]),
    PartCase(
      testDescription: "few people of a region hide the whole, and no other region",
      measurements: [year(.number(60)), year(few, region: "gao"), year(.number(57), region: "mopti")],
      printed: [.withheld, few, .number(57)]),
    PartCase(
      testDescription: "a count that is hidden lest another be found hides the whole too",
      measurements: [year(.number(60)), year(.withheld, region: "gao")], printed: [.withheld, .withheld]),
    PartCase(
      testDescription: "nationwide is the whole",
      measurements: [year(.number(60), region: "nationwide"), year(few, region: "gao")], printed: [.withheld, few]),
    PartCase(
      testDescription: "a hidden whole hides no region",
      measurements: [year(few), year(.number(3), region: "gao")], printed: [few, .number(3)]),
    PartCase(
      testDescription: "few people of a body hide all bodies, and no other body",
      measurements: [year(.number(60)), year(few, body: "cnt"), year(.number(57), body: "csa")],
      printed: [.withheld, few, .number(57)]),
    PartCase(
      testDescription: "few people of a body in a region hide the body, the region and the whole",
      measurements: [
        year(.number(90)), year(.number(60), body: "cnt"), year(.number(50), region: "gao"),
        year(few, body: "cnt", region: "gao"), year(.number(40), body: "csa"), year(.number(30), region: "mopti"),
      ], printed: [.withheld, .withheld, .withheld, few, .number(40), .number(30)]),
    PartCase(
      testDescription: "few people of a region in other days hide nothing of these",
      measurements: [
        year(.number(60)),
        Measured(from: "2023-01-01", to: "2023-12-31", region: "gao", count: few),
        Measured(from: "2023-07-01", to: "2024-06-30", region: "gao", count: few),
      ], printed: [.number(60), nil]),
    PartCase(
      testDescription: "few people of a region in a part of the days hide the whole",
      measurements: [year(.number(60)), half(1, few, region: "gao")], printed: [.withheld, few]),
    PartCase(
      testDescription: "few people of a region in days of one part hide the sum",
      measurements: [half(1, .number(30)), half(2, .number(30)), half(2, few, region: "gao")],
      printed: [.withheld, few]),
    PartCase(
      testDescription: "few people of a region in days of several parts hide their sum",
      measurements: [half(1, .number(30)), half(2, .number(30)), year(few, region: "gao")], printed: [.withheld, few]),
    PartCase(
      testDescription: "they hide an average of days as well", aggregation: "average",
      measurements: [half(1, .number(30)), half(2, .number(40)), half(2, few, region: "gao")],
      printed: [.withheld, few]),
    PartCase(
      testDescription: "a last value that stands for all counts nobody of earlier days", aggregation: "latest",
      measurements: [half(1, .number(30)), half(2, .number(40)), half(1, few, region: "gao")],
      printed: [.number(40), few]),
    PartCase(
      testDescription: "a last value is hidden by a region of its days", aggregation: "latest",
      measurements: [half(1, .number(30)), half(2, .number(40)), half(2, few, region: "gao")],
      printed: [.withheld, few]),
    PartCase(
      testDescription: "what another source says of the same days is no part of them",
      measurements: [
        half(1, .number(30), source: "a"), half(2, .number(30), source: "a"), half(1, few, source: "b"),
      ], printed: [.number(60), few]),
    PartCase(
      testDescription: "what another source says of fewer days is",
      measurements: [year(.number(60), source: "a"), year(.number(50), source: "b"), half(1, few, source: "b")],
      printed: [.withheld, .withheld]),
    PartCase(
      testDescription: "where there are no cells, nothing is told",
      measurements: [year(nil), year(few, region: "gao")], printed: [nil, few]),
  ]

  /// The indicator with its measurements, their counts by key.
  func read() throws -> (indicator: FrameworkIndicator, counts: [String: InlineValue]) {
    let rows = measurements.enumerated().map { index, measured -> InputRow in
      var row = measured.row
      row["key"] = .string("m\(index)")
      return InputRow(row, language: .english)
    }
    let indicator = InputRow(
      ["code": "a", "node": "1", "measure": "unit", "counts": "people", "aggregation": .string(aggregation)],
      language: .english)
    let counts = measurements.enumerated().compactMap { index, measured in measured.count.map { ("m\(index)", $0) } }
    return (
      try #require(FrameworkIndicator(indicator, measurements: rows)), Dictionary(uniqueKeysWithValues: counts)
    )
  }
}

@Suite("What can be found by subtraction from other series of an indicator is hidden") struct MeasuredExtentTests {
  @Test("What each series prints", arguments: PartCase.all) fileprivate func series(_ example: PartCase) throws {
    let (indicator, counts) = try example.read()
    let year = ReportPeriod(from: CalendarDate("2024-01-01"), to: CalendarDate("2024-12-31"))
    #expect(indicator.series.map { $0.counted(year) { counts[$0] } } == example.printed)
  }

  @Test("One measurement hides what a part of it hides, of the same sex or age alone") func measurement() throws {
    let example = PartCase(
      testDescription: "", measurements: [PartCase.year(.number(60)), PartCase.half(1, .number(30), region: "gao")],
      printed: [])
    let indicator = try example.read().indicator
    let rows = indicator.series.flatMap(\.measurements)
    #expect(indicator.parts(of: rows[0]).map { $0.string("key") } == ["m1"] && indicator.parts(of: rows[1]).isEmpty)
    let women: [String: InlineValue] = ["m0": .number(40), "m1": PartCase.few]
    let men: [String: InlineValue] = ["m0": .number(20), "m1": .number(27)]
    #expect(rows.map { indicator.counted(in: $0) { women[$0] } } == [.withheld, PartCase.few])
    #expect(rows.map { indicator.counted(in: $0) { men[$0] } } == [.number(20), .number(27)])
    #expect(indicator.counted(in: rows[0]) { _ in nil } == nil)
  }
}
