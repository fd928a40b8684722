import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct CrossWalkTests {
  /// A report of a plan's indicators over 2023, with what was measured of them.
  private func run(
    _ indicators: [JSONValue], _ measurements: [JSONValue] = [],
    _ body: @escaping @Sendable ([IndicatorLine], CalendarDate, inout ReportBuilder) throws -> Void
  ) throws -> (lines: [String], paths: [String]) {
    let plan: JSONValue = [
      "key": "plan", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "outcome"]],
      "indicators": .array(indicators),
    ]
    return try SubjectFormat.run(
      [.frameworks("donor_results"), .measurements], ["frameworks": [plan], "measurements": measurements]
    ) { inputs, report in
      let lines = try ResultsFramework.read(inputs).flatMap { $0.lines(over: FiscalYear(2023).period) }
      try body(lines, try #require(CalendarDate("2023-12-31")), &report)
    }
  }

  private func indicator(_ code: String, _ members: JSONObject) -> JSONValue {
    var row: JSONObject = [
      "code": .string(code), "node": "1", "title": .string("Title \(code)"), "measure": "percentage",
      "periods": [["periodStart": "2023-01-01", "periodEnd": "2023-12-31", "target": 40]],
    ]
    for member in members.members { row[member.key] = member.value }
    return .object(row)
  }

  private func measured(_ indicator: String, _ year: String, _ value: Int64, _ source: String = "Press") -> JSONValue {
    [
      "key": .string("\(indicator)-\(year)-\(source)"), "framework": "plan", "indicator": .string(indicator),
      "periodStart": .string("\(year)-01-01"), "periodEnd": .string("\(year)-12-31"), "value": .integer(value),
      "source": .string(source),
    ]
  }

  @Test("All indicators of the resolution are told, with those that speak to them, and each of the 26 counts once")
  func resolution() throws {
    let (lines, paths) = try run(
      [indicator("a", ["unscr1325Indicators": ["11a", "11b"]]), indicator("b", ["unscr1325Indicators": ["16"]])],
      [measured("a", "2023", 20), measured("b", "2021", 10), measured("b", "2021", 30, "Ministry")]
    ) { lines, day, report in try report.resolution1325(lines, until: day) }
    #expect(paths.isEmpty)
    #expect(lines.contains("The plan has an indicator of its own for 2 of the 26 indicators."))
    #expect(lines.count { $0.hasSuffix(" | a | Title a | 40.0 % | 20.0 % | 50.0 % | —") } == 2)
    // Sources that differ stand side by side where the period has no value.
    #expect(
      lines.contains {
        $0.hasPrefix("16 | ") && $0.hasSuffix(" | b | Title b | 40.0 % | ? | ? | 10.0% (2021)\n30.0% (2021)")
      }, "\(lines)")
    #expect(lines.count { $0.hasSuffix(" | — | — | — | — | — | —") } == CodeLists.unscr1325Indicator.codes.count - 3)
  }

  @Test("Indicators of the development goals stand by the numbers in their codes, those of other vocabularies do not")
  func goals() throws {
    func reference(_ code: String, _ vocabulary: String = "sdg") -> JSONValue {
      ["vocabulary": .string(vocabulary), "code": .string(code)]
    }
    let (lines, _) = try run([
      indicator("a", ["references": [reference("16.7.1"), reference("5.2.1")]]),
      indicator("b", ["references": [reference("16.1.1"), reference("x", "dac")]]), indicator("c", [:]),
    ]) { lines, day, report in try report.developmentGoals(lines, until: day) }
    #expect(
      lines.suffix(3).map { $0.prefix { $0 != "T" } } == ["5.2.1 | a | ", "16.1.1 | b | ", "16.7.1 | a | "])
  }

  @Test("Without any, a gap says so") func nothing() throws {
    let paths = try run([indicator("a", [:])]) { lines, day, report in
      try report.developmentGoals(lines, until: day)
    }.paths
    #expect(paths == ["framework.indicators.references"])
  }
}
