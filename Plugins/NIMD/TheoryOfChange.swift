import ReportDocument
import ReportKit

/// Section 2: the context, and whether the theory of change still holds.
enum TheoryOfChange {
  static let type = "theory_of_change"

  static func write(_ theories: [ResultsFramework], _ period: ReportPeriod, _ report: inout ReportBuilder) throws {
    try report.section("context")
    try report.narrativeOrGap("context")
    if theories.isEmpty { try report.placeholder("theory.empty", path: "framework") }
    for (index, theory) in theories.enumerated() {
      try report.heading(theory.row, "title", or: "theory.untitled")
      if theory.row.text("assumptions") != nil {
        try report.prose(theory.row, "assumptions")
      } else {
        try report.placeholder("gaps.assumptions", path: "framework.assumptions")
      }
      try report.table(
        "theory", id: "theory-\(index + 1)", of: theory.nodes, missing: "framework.nodes", indented: \.depth,
        [
          .text("statement", width: 9) { $0.row.value("statement") },
          .text("level", width: 3) { .text($0.row.label("level")) },
          .text("status", width: 3) { .text(theory.status(of: $0, on: period.to)?.label("status")) },
        ])
    }
    try report.heading("theory.check")
    try report.narrativeOrGap("theory_of_change")
  }
}
