import Records
import ReportDocument

/// Recommendations with which somebody is behind: those that are late, and those that no body has answered. Of each only what
/// a line prints is kept, so that tens of thousands cost little memory.
public struct OpenRecommendations: Sendable {
  private struct Point: Sendable {
    let reference: String
    let text: InlineValue
    let body: String?
    let dueOn: CalendarDate?
    let observedOn: CalendarDate?
    let daysLate: Int
    let status: String
    let answer: String
  }

  private let words: Words
  private var overdue: [Point] = []
  private var unanswered: [Point] = []
  /// Whether nothing was noted, so that nothing can be said to be well.
  public private(set) var isEmpty = true

  /// None so far.
  public init(_ words: Words) { self.words = words }

  /// Notes a recommendation if it is late or unanswered.
  ///
  /// - Parameter reference: as the report refers to it.
  public mutating func note(_ recommendation: FollowedRecommendation, reference: String) {
    isEmpty = false
    guard recommendation.daysLate != nil || recommendation.isUnanswered else { return }
    let row = recommendation.row
    let point = Point(
      reference: reference, text: row.value("text"), body: row.organisationText("addressee"),
      dueOn: recommendation.dueOn, observedOn: row.date("observedOn"), daysLate: recommendation.daysLate ?? 0,
      status: recommendation.statusText(words),
      answer: recommendation.responses.first.map { recommendation.positionText($0, words) }
        ?? words["recommendationPositions.none"])
    if recommendation.daysLate != nil { overdue.append(point) }
    if recommendation.isUnanswered { unanswered.append(point) }
  }

  /// A table of those that are late, the longest overdue first; where there is none, that is said.
  public func writeOverdue(_ report: inout ReportBuilder) throws {
    // The sort is stable: as late as each other, they stay in their order.
    try write(
      "overdueRecommendations", overdue.sorted { $0.daysLate > $1.daysLate },
      [column("due", .date) { .date($0.dueOn) }, column("late", .number) { .number($0.daysLate) }, statusColumn],
      &report)
  }

  /// A table of those that no body has answered, by the bodies that they address; where there is none, that is said.
  public func writeUnanswered(_ report: inout ReportBuilder) throws {
    try write(
      "unansweredRecommendations", unanswered.sorted { Alphabet.precedes($0.body, $1.body) },
      [
        column("observedOn", .date) { .date($0.observedOn) }, column("due", .date) { .date($0.dueOn) },
        column("position", width: 4) { .text($0.answer) },
      ], &report)
  }

  private var statusColumn: TableField<Point> { column("status", width: 4) { .text($0.status) } }

  private func write(
    _ key: String, _ points: [Point], _ further: [TableField<Point>], _ report: inout ReportBuilder
  ) throws {
    guard !points.isEmpty else { return try report.paragraph(label: "\(key).empty") }
    let none = words["recommendation.noAddressee"]
    try report.table(
      key, of: points, missing: "finding",
      [
        column("reference", width: 2) { .text($0.reference) }, column("text", width: 12) { $0.text },
        column("addressee", width: 5) { .text($0.body ?? none) },
      ] + further)
  }

  private func column(
    _ name: String, _ kind: TableColumn.Kind = .text, width: Int = 3, _ value: @escaping (Point) -> InlineValue
  ) -> TableField<Point> {
    TableField(kind, .shared("recommendation", name), width) { RichText([value($0)]) }
  }
}
