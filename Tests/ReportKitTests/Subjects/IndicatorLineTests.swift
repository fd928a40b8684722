import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

extension JSONObject {
  /// These members, and others in place of those of the same key.
  fileprivate func with(_ others: JSONObject) -> JSONObject {
    others.members.reduce(into: self) { $0[$1.key] = $1.value }
  }
}

/// Prints the lines of all indicators over the report's period, as formats do.
private struct LinesFormat: DonorFormat {
  static var description: FormatDescription {
    FormatDescription(
      id: "lines", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "L"),
      reports: [
        ReportDescription(
          id: "lines/all", title: Bilingual(verbatim: "L"),
          queries: [.frameworks("donor_results"), InputQuery.measurements.outside(.period)]
            + CountedCells.queries(by: CountedCells.Breakdown.allCases, among: true))
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "L"), donor: Bilingual(verbatim: "D"))
    let frameworks = try ResultsFramework.read(inputs)
    let people = try CountedCells(inputs, by: CountedCells.Breakdown.allCases)
    let lines = frameworks.flatMap { $0.lines(over: request.period, people: people) }
    try report.indicators(lines)
    try report.targetsReached(lines)
  }
}

/// One indicator with its measurements, and what the line of the year 2024 prints.
private struct LineCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var indicator: JSONObject = ["measure": "unit", "aggregation": "sum"]
  var target: JSONObject? = ["periodStart": "2024-01-01", "periodEnd": "2024-12-31", "target": 40]
  var measurements: [JSONObject]
  var counted: [JSONValue] = []
  /// Target, value and share.
  let printed: [InlineValue]

  static let people: JSONObject = ["measure": "unit", "counts": "people", "aggregation": "sum"]
  static let share: JSONObject = ["measure": "percentage", "counts": "people", "aggregation": "average"]

  static func days(_ from: String, _ to: String, _ members: JSONObject) -> JSONObject {
    members.with(["periodStart": .string(from), "periodEnd": .string(to)])
  }
  static func year(_ members: JSONObject) -> JSONObject { days("2024-01-01", "2024-12-31", members) }
  static func halves(_ members: JSONObject) -> [JSONObject] {
    [days("2024-01-01", "2024-06-30", members), days("2024-07-01", "2024-12-31", members)]
  }
  static func counted(_ key: String, _ people: JSONValue, among: JSONValue? = nil) -> JSONValue {
    var row: JSONObject = ["measurement": .string(key), "counted": people]
    row["countedAmong"] = among
    return .object(row)
  }
  static func number(_ number: Double) -> InlineValue { .number(number, decimals: 0) }

  static let hidden: JSONObject = ["withheld": ["value", "numerator"]]
  static let few: JSONValue = ["suppressed": true, "below": 5]

  static let all: [LineCase] = [
    LineCase(
      testDescription: "values are added up", measurements: halves(["value": 10]),
      printed: [number(40), number(20), .percent(50.0)]),
    LineCase(
      testDescription: "a value and its share lead to its measurement",
      measurements: [year(["value": 10, "trace": "1.0"])],
      printed: [number(40), .number(10, decimals: 0, trace: "1.0"), .percent(25.0, trace: "1.0")]),
    LineCase(
      testDescription: "what is added up leads to all that is added",
      measurements: zip(halves(["value": 10]), ["1.0", "1.1"]).map { $0.with(["trace": .string($1)]) },
      printed: [number(40), .number(20, decimals: 0, trace: "1.0 1.1"), .percent(50.0, trace: "1.0 1.1")]),
    LineCase(testDescription: "nothing was measured", measurements: [], printed: [number(40), .missing, .missing]),
    LineCase(
      testDescription: "no target is set", target: nil, measurements: [year(["value": 10])],
      printed: [.missing, number(10), .missing]),
    LineCase(
      testDescription: "people are those of the cells", indicator: people, measurements: halves(hidden),
      counted: [counted("m1", 20), counted("m2", 12)], printed: [number(40), .integer(32), .percent(80.0)]),
    LineCase(
      testDescription: "few people are hidden, and so is what is reckoned from them", indicator: people,
      measurements: [year(hidden)], counted: [counted("m1", few)],
      printed: [number(40), .suppressed(below: 5), .withheld]),
    LineCase(
      testDescription: "one hidden part hides the sum", indicator: people, measurements: halves(hidden),
      counted: [counted("m1", 20), counted("m2", few)], printed: [number(40), .withheld, .withheld]),
    LineCase(
      testDescription: "a part without cells leaves the sum withheld", indicator: people, measurements: halves(hidden),
      counted: [counted("m1", 20)], printed: [number(40), .undisclosed, .undisclosed]),
    LineCase(
      testDescription: "a count that lacks cells reaches nothing that is known", indicator: people,
      measurements: [year(hidden.with(["incompleteCells": true]))], counted: [counted("m1", 20)],
      printed: [number(40), .integer(20), .missing]),
    LineCase(
      testDescription: "a stated number stands, whatever cells lack", indicator: people,
      measurements: [year(["value": 30, "incompleteCells": true])], counted: [counted("m1", 20)],
      printed: [number(40), number(30), .percent(75.0)]),
    LineCase(
      testDescription: "a share of people is that of the cells and never their number", indicator: share,
      measurements: halves(hidden), counted: [counted("m1", 10, among: 40), counted("m2", 20, among: 40)],
      printed: [.percent(40.0), .percent(37.5), .percent(93.75)]),
    LineCase(
      testDescription: "a share is withheld where nobody says of how many", indicator: share,
      measurements: [year(hidden)],
      counted: [counted("m1", 10)], printed: [.percent(40.0), .undisclosed, .undisclosed]),
    LineCase(
      testDescription: "a step on a scale reaches no share of another",
      indicator: ["measure": "ordinal", "scale": [["value": 0, "label": "None"], ["value": 40, "label": "Signed"]]],
      measurements: [year(["scaleValue": 0])], printed: [.text("Signed"), .text("None"), .text("—")]),
    LineCase(
      testDescription: "a target of years is compared with all of them so far",
      target: ["periodStart": "2023-01-01", "periodEnd": "2026-12-31", "target": 80],
      measurements: [days("2023-01-01", "2023-12-31", ["value": 10]), year(["value": 30])]
        + [days("2025-01-01", "2025-12-31", ["value": 99])], printed: [number(80), number(40), .percent(50.0)]),
    LineCase(
      testDescription: "a target of past years is none any more",
      target: ["periodStart": "2022-01-01", "periodEnd": "2022-12-31", "target": 80],
      measurements: [year(["value": 10])],
      printed: [.missing, number(10), .missing]),
  ]
}

@Suite struct IndicatorLineTests {
  private static let year = ReportPeriod(from: CalendarDate("2024-01-01"), to: CalendarDate("2024-12-31"))

  private static func row(_ object: JSONObject) -> InputRow { InputRow(object, language: .english) }

  private static func framework(_ indicator: JSONObject, _ measurements: [JSONObject]) -> ResultsFramework {
    let members = indicator.with(["code": "1.a", "node": "1", "title": "Forums"])
    return ResultsFramework(
      row(["nodes": [["code": "1", "level": "result"]], "indicators": [.object(members)]]),
      measurements: measurements.enumerated().map { index, members in
        row(members.with(["key": .string("m\(index + 1)"), "indicator": "1.a"]))
      })
  }

  @Test("What a line says of the year", arguments: LineCase.all) fileprivate func lines(_ example: LineCase) throws {
    var indicator = example.indicator
    if let target = example.target { indicator["periods"] = [.object(target)] }
    let framework: JSONObject = [
      "key": "f", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "result"]],
      "indicators": [.object(indicator.with(["code": "1.a", "node": "1", "title": "Forums"]))],
    ]
    let outcome = try Rehearsal.run(
      LinesFormat.self, report: "lines/all", language: .english, period: Self.year,
      inputs: [
        "frameworks": [.object(framework)],
        "measurements": example.measurements.enumerated().map { index, members in
          .object(members.with(["key": .string("m\(index + 1)"), "framework": "f", "indicator": "1.a"]))
        }, "counted": example.counted,
      ])
    let rows = try outcome.blocks.map { try JSONValue(parsing: $0) }.filter { $0["block"]?.string == "row" }
    let printed = try #require(rows.first?["cells"]?.array)
    let cells = try TableRow(example.printed).cells.map {
      try JSONValue(parsing: Block.row(TableRow(cells: [$0])).line)
    }
    .compactMap { $0["cells"]?.array?.first }
    #expect(Array(printed[2...4]) == cells)
    // What has no share that may be told has no bar either.
    #expect(rows.count == ([.missing, .text("—")].contains(example.printed[2]) ? 1 : 2))
    #expect(outcome.diagnostics.contains { $0["path"] == "measurement" } == example.measurements.isEmpty)
  }

  @Test("Series that differ have a line each, named by what tells them apart") func series() {
    func measured(_ members: JSONObject) -> JSONObject { LineCase.year(members.with(["value": 1])) }
    let lines = Self.framework(
      ["measure": "unit"],
      [
        measured(["source": "a"]), measured(["source": "b"]),
        measured(["source": "a", "place": ["region": "gao"], "labels": ["place": ["region": "Gao"]]]),
        LineCase.days("2023-01-01", "2023-12-31", ["value": 1, "measuredBody": "cnt"]),
      ]
    ).lines(over: Self.year)
    #expect(lines.map(\.mark) == ["a", "b", "Gao"])
    #expect(lines.map(\.codedTitle) == ["1.a – Forums", "1.a – Forums", "1.a – Forums — Gao"])
    #expect(lines.map(\.number) == [1, 2, 3] && lines.map(\.isFirst) == [true, false, false])
    #expect(lines[0].title == RichText("Forums"))
    #expect(lines[0].fullTitle == RichText([.text("Forums"), .text(" — "), .text("a")]))
  }

  @Test("A series without a value in the days stands there only where its last one is asked for") func longer() throws {
    let framework = Self.framework(
      ["measure": "unit"],
      [
        LineCase.days("2022-07-01", "2023-06-30", ["value": 5, "source": "old"]),
        LineCase.days("2023-07-01", "2024-06-30", ["value": 7, "source": "new"]),
      ])
    let bare = try #require(framework.lines(over: Self.year).first)
    #expect(bare.series == nil && !bare.isMeasured && bare.actual == .missing && bare.sources == [])
    let line = try #require(framework.lines(takesLonger: true) { $0.compared(Self.year) }.first)
    #expect(line.actual == .number(7, decimals: 0) && line.days.measured.from == CalendarDate("2023-07-01"))
    #expect(line.sources == ["new"])
    let last = bare.lastKnown(until: try #require(CalendarDate("2024-01-01")))
    #expect(last.map(\.actual) == [.number(5, decimals: 0)])
  }

  @Test("Remarks stand behind the names of their periods, sources once each") func remarks() throws {
    let line = try #require(
      Self.framework(
        ["measure": "unit", "aggregation": "sum"],
        [
          LineCase.days(
            "2024-01-01", "2024-03-31", ["value": 1, "periodLabel": "T1", "comment": "Rain.", "source": "a"]),
          LineCase.days("2024-04-01", "2024-06-30", ["value": 1, "source": "a"]),
          LineCase.days("2024-07-01", "2024-09-30", ["value": 1, "withheld": ["comment"], "source": "b"]),
        ]
      ).lines(over: Self.year).first)
    #expect(
      line.remarks == RichText([.text("Q1 2024 – "), .text("Rain."), .text("\n"), .undisclosed]))
    // Of a fiscal year the same days are the second quarter; what is none is called as the record has it.
    let fiscal = line.remarks(in: ReportPeriod(to: CalendarDate("2024-03-31")), yearFrom: 10)
    #expect(fiscal == [RichText([.text("Q2 FY2024 – "), .text("Rain.")])])
    #expect(
      InputRow(
        ["label": "Project", "periodStart": "2023-02-01", "periodEnd": "2025-01-31"], language: .english
      ).periodName("label") == "Project")
    #expect(line.sources == ["a", "b"] && line.verification == .text("a\nb"))
    #expect(line.remarks(in: ReportPeriod(from: CalendarDate("2024-04-01"), to: CalendarDate("2024-06-30"))).isEmpty)
  }

  @Test(
    "A target is reached by the whole of a number, and by the same step of a scale or one beyond it",
    arguments: [
      ("unit", nil, 10.0, 10.0, true), ("unit", nil, 9, 10, false), ("percentage", nil, 120, 100, true),
      ("ordinal", nil, 1, 1, true), ("ordinal", nil, 2, 1, true), ("ordinal", nil, 0, 1, false),
      ("ordinal", "down", 1, 1, true), ("ordinal", "down", 2, 1, false), ("ordinal", "down", 0, 1, true),
      ("nominal", nil, 1, 1, false),
    ] as [(String, String?, Double, Double, Bool)])
  func reaching(measure: String, direction: String?, value: Double, target: Double, isReached: Bool) throws {
    var indicator: JSONObject = [
      "measure": .string(measure),
      "scale": [["value": 0, "label": "None"], ["value": 1, "label": "Begun"], ["value": 2, "label": "Done"]],
      "periods": [["periodStart": "2024-01-01", "periodEnd": "2024-12-31", "target": .number(target)]],
    ]
    indicator["direction"] = direction.map { .string($0) }
    let field = ["ordinal", "nominal"].contains(measure) ? "scaleValue" : "value"
    func line(_ members: JSONObject) throws -> IndicatorLine {
      try #require(Self.framework(indicator, [LineCase.year(members)]).lines(over: Self.year).first)
    }
    #expect(try line([field: .number(value)]).isTargetReached == isReached)
    #expect(try !line(["withheld": [.string(field)]]).isTargetReached)
  }
}
