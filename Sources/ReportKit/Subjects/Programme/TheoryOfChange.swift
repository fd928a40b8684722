public import Records
import ReportDocument

extension ReportBuilder {
  /// Theories of change, each under its title: what it assumes, then its statements as a tree, with where each stands on a day.
  /// The words are `theory.…`.
  ///
  /// - Parameter theories: frameworks of the type `theory_of_change`.
  public mutating func theoriesOfChange(_ theories: [ResultsFramework], on day: CalendarDate?) throws {
    if theories.isEmpty { try nothing("theory.empty", path: "framework") }
    for (index, theory) in theories.enumerated() {
      try heading(theory.row, "title", or: "theory.untitled")
      if theory.row.text("assumptions") == nil {
        try placeholder("theory.noAssumptions", path: "framework.assumptions")
      }
      try prose(theory.row, "assumptions")
      guard !theory.nodes.isEmpty else { continue }
      try table(
        "theory", id: "theory-\(index + 1)", of: theory.nodes, missing: "framework.nodes", indented: \.depth,
        [
          .text("statement", width: 9) { $0.row.value("statement") },
          .text("level", width: 3) { .text($0.row.label("level")) },
          .text("status", width: 3) { .text(theory.status(of: $0, on: day)?.label("status")) },
        ])
    }
  }
}
