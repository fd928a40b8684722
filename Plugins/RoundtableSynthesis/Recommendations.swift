import Records
import ReportDocument
import ReportKit

/// Section 4: what each body is asked to do, the most urgent first.
enum Recommendations {
  /// - Parameter numbers: the number of each finding in section 3, by its key.
  static func write(
    _ inputs: ReportInputs, _ selected: SelectedFindings, _ numbers: [String: Int],
    _ restitutions: Restitutions, _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    func number(_ row: InputRow) -> Int? { row.string("finding").flatMap { numbers[$0] } }
    /// By priority, then by the day due, then by the finding; what bears neither comes last.
    func rank(_ row: InputRow) -> (Int, Int, Int, String) {
      let priority = row.string("priority").flatMap { CodeLists.priority.index(of: $0) } ?? Int.max
      let due = row.date("dueOn").map { Int($0.daysSince2000) } ?? Int.max
      return (priority, due, number(row) ?? Int.max, row.string("key") ?? "")
    }
    let rows = SortedRuns(
      try inputs.rows(of: "recommendations").lazy.filter(selected.holds).map { row in
        restitutions.note(recommendation: row)
        return row
      }, of: { $0.string("addressee") }, by: { rank($0) < rank($1) })
    try report.table(
      "recommendations", of: rows, missing: "recommendation",
      grouped: { $0.organisationText("addressee", .introduced) ?? words["recommendations.noAddressee"] },
      [
        .text("text", width: 11) { $0.value("text") }, .text("region", width: 4) { .text($0.label("region")) },
        .number("finding", width: 3) { .number(number($0)) }, .text("type", width: 5) { .text($0.label("type")) },
        .text("priority", width: 3) { .text($0.label("priority")) }, .date("due", width: 4) { .date($0.date("dueOn")) },
      ])
  }
}
