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
        "duplicateOf", "language",
      ], orderBy: ["theme", "key"]
    ).labelled(),
  ]

  /// Writes the section and returns how many findings rest on which consent.
  static func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws -> [String: Int] {
    let words = report.words
    try report.section("findings")
    try report.narrative("findings")
    let agreement = CrossTally(
      try inputs.rows(of: "agreement"), rows: ("theme", CodeLists.theme), columns: ("agreement", CodeLists.agreement))
    try report.drawn("agreement", as: .heatMap, agreement)
    var bases: [String: Int] = [:]
    var duplicates = 0
    let rows = try inputs.rows(of: "findings").lazy.map { row in
      if row.string("duplicateOf") != nil { duplicates += 1 }
      bases[row.string("consentBasis") ?? "", default: 0] += 1
      return row
    }
    let fields = FindingFields(words)
    try report.table(
      "findings", of: rows, missing: "finding", grouped: { $0.label("theme") ?? words["finding.noTheme"] },
      [fields.finding(), fields.raisedBy(), fields.region(), fields.agreement(), fields.recommendations()])
    try report.warn("finding.duplicates", count: duplicates, path: "finding.duplicateOf")
    return bases
  }
}
