import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct RegionsTests {
  /// A report of activities in regions, with what was held and who came.
  private func run(
    _ activities: [[String]], places: [JSONValue] = [], people: [JSONValue] = []
  ) throws -> (lines: [String], paths: [String]) {
    try SubjectFormat.run(InputQuery.regions, ["places": places, "people-region-sex": people]) { _, report in
      try report.regions(
        activities.map { regions in
          FrameworkNode(
            row: InputRow(["regions": .array(regions.map { .string($0) })], language: .english), code: "1",
            level: "activity", ancestors: [])
        })
    }
  }

  @Test("The queries are ones that a server takes") func query() {
    #expect(SubjectFormat.faults(in: InputQuery.regions).isEmpty)
  }

  @Test("What is of no region has a row, so that regions add up to their total, and the requester hears of it")
  func unstated() throws {
    let (lines, paths) = try run(
      [["gao"]], places: [["region": "gao", "count": 3], ["region": .null, "count": 2]],
      people: [
        ["region": .null, "sex": "female", "people": 12], ["region": .null, "people": 12], ["people": 12],
        ["sex": "female", "people": 12],
      ])
    #expect(
      lines.filter { $0.hasPrefix("Gao") || $0.hasPrefix("Region not") || $0.hasPrefix("Total") } == [
        "Gao | 3", "Region not stated | 2", "Total | 5", "Gao | 1 | ? | ? | ?", "Region not stated | 0 | 12 | 0 | 12",
        "Total | 1 | 12 | 0 | 12",
      ])
    #expect(paths == ["engagement.place"])
  }

  @Test("An activity in several regions counts in each of them and once in all; without engagements there is no map")
  func several() throws {
    let (lines, paths) = try run([["gao", "segou"], ["gao"], []])
    #expect(
      lines.suffix(4).map { $0.prefix { $0 != "?" } } == [
        "Ségou | 1 | ", "Gao | 2 | ", "Region not stated | 1 | ", "Total | 3 | ",
      ])
    #expect(paths == ["engagement.place"])
  }

  @Test("A hidden count hides the sum, which would give it away") func hidden() throws {
    let lines = try run(
      [], places: [["region": "gao", "count": ["suppressed": true, "below": 5]], ["region": "segou", "count": 9]]
    ).lines
    #expect(lines.contains("Gao | <5") && lines.contains("Total | [c]"))
  }

  @Test("Without any region, a gap says so") func nothing() throws { #expect(try run([]).paths == ["engagement"]) }
}
