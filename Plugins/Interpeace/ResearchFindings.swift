import Records
import ReportDocument
import ReportKit

/// Section 4: what was found, under its theme, with how far people agreed.
enum ResearchFindings {
  /// What the section reads, in this order.
  static let queries: [InputQuery] = [
    .tally("agreement", from: "finding", groupBy: ["theme", "agreement"], measures: ["count"]).labelled().traced(),
    .listing(
      "findings", from: "finding",
      select: [
        "origin", "title", "statement", "theme", "place", "raisedBy", "agreement", "consentBasis", "recommendations",
        "language",
      ], orderBy: ["theme", "key"]
    ).labelled(),
  ]

  /// Writes the section and returns how many findings rest on which consent.
  static func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws -> [String: Int] {
    let words = report.words
    try report.section("findings")
    try report.narrative("findings")
    try draw(
      CrossTally(
        try inputs.rows(of: "agreement"), rows: ("theme", CodeLists.theme), columns: ("agreement", CodeLists.agreement)),
      &report)
    var bases: [String: Int] = [:]
    let rows = try inputs.rows(of: "findings").lazy.map { row in
      bases[row.string("consentBasis") ?? "", default: 0] += 1
      return row
    }
    try report.table(
      "findings", of: rows, missing: "finding", grouped: { $0.label("theme") ?? words["findings.noTheme"] },
      [
        .text("finding", width: 9) { row in .lines(["title", "statement"].compactMap { row.text($0) }) },
        .text("raisedBy", width: 3) { $0.raisedByValue },
        .text("place", width: 3) { .text($0.label("place.region")) },
        .text("agreement", width: 3) { $0.agreementValue },
        .text("recommendations", width: 8) { row in
          .text(row.rows("recommendations").compactMap(\.addressedText).numberedLines ?? "—")
        },
      ])
    return bases
  }

  /// How many findings of each theme people agreed on, and how far.
  private static func draw(_ matrix: CrossTally, _ report: inout ReportBuilder) throws {
    guard !matrix.rows.isEmpty else { return }
    let unstated = report.words["agreement.unstated"]
    try report.drawn(
      "agreement", as: .heatMap, titles: matrix.columns.map { matrix.name($0) ?? unstated },
      matrix.rows.map { theme in
        TableRow(
          [.text(matrix.name(theme) ?? unstated)]
            + matrix.columns.map { matrix.rows(theme, $0).first?.count("count") ?? .number(0) })
      })
  }
}
