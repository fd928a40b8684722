import ReportDocument
import ReportKit

/// Section 3: every finding under its region, with a number of the report's own. A record's key may say what it is about,
/// and gaps between keys where those are that the report may not show.
enum Findings {
  /// Recommendations that are listed with their finding. A dialogue's are many for each theme, and stand in section 4.
  static let mostListed = 20

  /// Returns the number of each finding by its key, for what refers to it further on.
  static func write(
    _ inputs: ReportInputs, _ selection: Selection, _ selected: SelectedFindings, _ restitutions: Restitutions,
    _ report: inout ReportBuilder
  ) throws -> [String: Int] {
    if selected.unnamed > 0 {
      try report.callout(.info, "findings.unnamed", ["count": "\(selected.unnamed)"])
    }
    var current: String?
    var numbers: [String: Int] = [:]
    for row in try inputs.rows(of: "findings") where selection.takes(row) {
      let region = row.label("place.region") ?? report.words["finding.noRegion"]
      if region != current { try report.heading(Bilingual(verbatim: region), level: 2) }
      current = region
      let number = numbers.count + 1
      numbers[row.string("key") ?? ""] = number
      restitutions.note(finding: row, number: number)
      try report.finding(row, number: number, level: 3, listing: mostListed)
    }
    if numbers.isEmpty { try report.nothing("finding.empty", path: "finding") }
    return numbers
  }
}
