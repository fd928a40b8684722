import Records
import ReportDocument
import ReportKit

/// Sections 5 and 6: what is overdue on the register's day, and what no body has answered.
struct OpenPoints {
  /// What a line of these sections says.
  private struct Point {
    let reference: String
    let text: InlineValue
    let body: String?
    let dueOn: CalendarDate?
    let observedOn: CalendarDate?
    let daysLate: Int
    let status: String
    let answer: String
  }

  private var overdue: [Point] = []
  private var unanswered: [Point] = []

  mutating func note(_ entry: RegisterEntry) {
    let standing = entry.standing
    guard standing.daysLate != nil || standing.isUnanswered else { return }
    let point = Point(
      reference: entry.reference, text: entry.row.value("text"), body: entry.row.organisationText("addressee"),
      dueOn: standing.dueOn, observedOn: entry.row.date("observedOn"), daysLate: standing.daysLate ?? 0,
      status: entry.statusText,
      answer: standing.responses.first?.label("position") ?? entry.words["positions.none"])
    if standing.daysLate != nil { overdue.append(point) }
    if standing.isUnanswered { unanswered.append(point) }
  }

  /// The latest first; where nothing is overdue, or everything was answered, that is said.
  func write(_ report: inout ReportBuilder) throws {
    let words = report.words
    func body(_ point: Point) -> InlineValue { .text(point.body ?? words["bodies.none"]) }
    try begin("overdue", &report)
    // The sort is stable: as late as each other, they stay in the register's order.
    try table(
      "overdue", overdue.sorted { $0.daysLate > $1.daysLate },
      [
        .text("reference", width: 2) { .text($0.reference) }, .text("recommendation", width: 12) { $0.text },
        .text("addressee", width: 5, body), .date("due", width: 3) { .date($0.dueOn) },
        .number("late", width: 3) { .number($0.daysLate) }, .text("status", width: 4) { .text($0.status) },
      ], &report)
    try begin("unanswered", &report)
    try table(
      "unanswered", unanswered.sorted { ($0.body ?? "~") < ($1.body ?? "~") },
      [
        .text("reference", width: 2) { .text($0.reference) }, .text("recommendation", width: 12) { $0.text },
        .text("addressee", width: 5, body), .date("observed", width: 3) { .date($0.observedOn) },
        .date("due", width: 3) { .date($0.dueOn) }, .text("answer", width: 4) { .text($0.answer) },
      ], &report)
  }

  private func begin(_ section: String, _ report: inout ReportBuilder) throws {
    try report.add(.part(Part(.landscape, sheet: TitleText(report.words["sheets.\(section)"]))))
    try report.section(section)
  }

  private func table(
    _ key: String, _ points: [Point], _ fields: [TableField<Point>], _ report: inout ReportBuilder
  ) throws {
    guard !points.isEmpty else { return try report.paragraph(label: "\(key).empty") }
    try report.table(key, of: points, missing: "finding", fields)
  }
}
