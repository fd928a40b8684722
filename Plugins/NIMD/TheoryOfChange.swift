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
      try report.lines(
        "theory", number: index + 1, [("statement", .text, 9), ("level", .text, 3), ("status", .text, 3)],
        theory.nodes.map { node in
          let status = theory.status(of: node, on: period.to)?.label("status")
          return TableRow(
            [node.row.value("statement"), .text(node.row.label("level")), .text(status)], indent: node.indent)
        })
    }
    try report.heading("theory.check")
    try report.narrativeOrGap("theory_of_change")
  }
}

extension FrameworkNode {
  /// How far its row stands in a table.
  var indent: Int { min(depth, DocumentLimits.rowIndent) }
}
