import ReportDocument
import ReportKit

/// Section 7: what came of it and who carries it on, with the framework's indicators.
enum Outcomes {
  static func write(
    _ project: GrantProject, _ frameworks: [ResultsFramework], _ people: CountedCells, _ report: inout ReportBuilder
  ) throws {
    try report.section("outcomes")
    try report.narrativeOrGap("ownership")
    let lines = frameworks.flatMap { $0.lines(over: project.period, people: people) }
    let words = report.words
    try report.indicators(lines, key: "outcomes") { line in
      let node = line.node?.row
      let group = [node?.label("level"), node?.text("statement")].compactMap { $0 }
      return group.isEmpty ? words["outcomes.noNode"] : group.joined(separator: " – ")
    }
    try report.targetsReached(lines, key: "reached")
  }
}
