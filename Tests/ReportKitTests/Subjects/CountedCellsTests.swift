import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

/// Prints what cells count, a line for each measurement and code.
private struct CountedFormat: DonorFormat {
  static var description: FormatDescription {
    FormatDescription(
      id: "counted", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "C"),
      reports: [
        ReportDescription(
          id: "counted/all", title: Bilingual(verbatim: "C"),
          queries: CountedCells.queries(by: CountedCells.Breakdown.allCases, among: true))
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "C"), donor: Bilingual(verbatim: "D"))
    let cells = try CountedCells(inputs, by: CountedCells.Breakdown.allCases)
    for measurement in ["m", "n", "zero", "none"] {
      try report.paragraph(
        RichText([
          .text("\(measurement) "), cells.total(measurement) ?? .text("no cells"), .text(" "),
          cells.share(measurement) ?? .text("no share"), .text(" "),
          cells.count(measurement, .sex, "female") ?? .text("not told apart"), .text(" "),
          cells.count(measurement, .sex, "other") ?? .text("not told apart"), .text(" "),
          .text(cells.codes(.ageBand, in: [measurement]).joined(separator: ",")),
        ]))
    }
  }
}

@Suite struct CountedCellsTests {
  private static let hidden: JSONValue = ["suppressed": true, "below": 5]

  @Test("The tallies are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: CountedFormat.self).isEmpty)
    #expect(CountedCells.queries().map(\.name) == ["counted"])
  }

  @Test("A part that does not occur is 0 where others do, and nothing where nobody was told apart") func parts() throws
  {
    let outcome = try Rehearsal.run(
      CountedFormat.self, report: "counted/all", language: .english,
      inputs: [
        "counted": [
          ["measurement": "m", "counted": 20, "countedAmong": 40],
          ["measurement": "n", "counted": Self.hidden, "countedAmong": 40],
          ["measurement": "zero", "counted": 0, "countedAmong": 0],
        ],
        "counted-sex": [
          ["measurement": "m", "sex": "female", "counted": 12], ["measurement": "m", "sex": .null, "counted": 8],
          ["measurement": "n", "sex": "female", "counted": Self.hidden],
        ],
        "counted-ageband": [
          ["measurement": "m", "ageBand": "a36_59", "counted": 5],
          ["measurement": "m", "ageBand": "a18_24", "counted": 7],
        ],
      ])
    let lines = try outcome.blocks.map { try JSONValue(parsing: $0) }.filter { $0["block"]?.string == "paragraph" }
      .compactMap { $0["text"]?.array }
    try #require(lines.count == 4)
    #expect(lines[0][1] == ["number": 20] && lines[0][3]["percent"]?.double == 50 && lines[0][5] == ["number": 12])
    #expect(lines[0][7] == ["number": 0] && lines[0].last == "a18_24,a36_59")
    // Hidden stays hidden, and so does its share.
    #expect(lines[1][1] == ["suppressed": 5] && lines[1][3] == ["withheld": true] && lines[1][5] == ["suppressed": 5])
    #expect(lines[2][5] == ["number": 0])
    #expect(lines[3].contains { $0.string?.contains("no cells") == true })
  }

  private static func series(_ aggregation: String, _ keys: [String]) throws -> MeasuredSeries {
    let rows = keys.enumerated().map { index, key in
      InputRow(
        ["key": .string(key), "periodStart": .string("202\(index)-01-01"), "periodEnd": .string("202\(index)-12-31")],
        language: .english)
    }
    let indicator = InputRow(
      ["code": "a", "node": "1", "measure": "unit", "aggregation": .string(aggregation)], language: .english)
    return try #require(FrameworkIndicator(indicator, measurements: rows)?.series.first)
  }

  @Test(
    "Cells of several measurements become one figure as the indicator's values do",
    arguments: [
      ("sum", ["m": InlineValue.number(12), "n": .number(8)], InlineValue.number(20)),
      ("average", ["m": .number(12), "n": .number(9)], .number(10.5, decimals: 1)),
      ("latest", ["m": .number(12), "n": .number(8)], .number(8)),
      ("sum", ["m": .number(12), "n": .suppressed(below: 5)], .withheld),
      ("sum", ["m": .number(12)], nil), ("sum", [:], nil),
    ] as [(String, [String: InlineValue], InlineValue?)])
  func figures(_ aggregation: String, _ counts: [String: InlineValue], _ figure: InlineValue?) throws {
    #expect(try Self.series(aggregation, ["m", "n"]).counted(ReportPeriod()) { counts[$0] } == figure)
  }

  @Test("A year beside whose quarters one is hidden is hidden, since it could be subtracted") func partsOfAYear() throws
  {
    func row(_ key: String, _ from: String, _ to: String) -> InputRow {
      InputRow(["key": .string(key), "periodStart": .string(from), "periodEnd": .string(to)], language: .english)
    }
    let indicator = InputRow(["code": "a", "node": "1", "measure": "unit", "aggregation": "sum"], language: .english)
    let rows = [
      row("q1", "2024-01-01", "2024-03-31"), row("q2", "2024-04-01", "2024-06-30"),
      row("y", "2024-01-01", "2024-12-31"),
    ]
    let series = try #require(FrameworkIndicator(indicator, measurements: rows)?.series.first)
    let open: [String: InlineValue] = ["q1": .number(30), "q2": .number(20), "y": .number(70)]
    #expect(series.counted(ReportPeriod()) { open[$0] } == .number(70))
    let hidden = open.merging(["q1": .suppressed(below: 5)]) { $1 }
    #expect(series.counted(ReportPeriod()) { hidden[$0] } == .withheld)
  }
}
