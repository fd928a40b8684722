import Records
import ReportDocument
import ReportKit

/// Section 10: recommendations made until the last day, but those that were closed before the days reported on.
enum Recommendations {
  /// Answers and follow-ups are of all days: one of an earlier year still says where a recommendation stands.
  static let queries = [InputQuery.responses, .followUps, .recommendations()].map { $0.outside(.period) }

  /// A recommendation as it stood on the last day.
  private struct Point {
    let row: InputRow
    let answer: InputRow?
    let followUp: InputRow?

    init(_ recommendation: FollowedRecommendation, on day: CalendarDate) {
      row = recommendation.row
      answer = recommendation.responses.last { $0.date("receivedOn").map { $0 <= day } ?? true }
      followUp = recommendation.followUps.last { $0.date("asOf").map { $0 <= day } ?? true }
    }

    /// Whether nothing more is expected.
    var isClosed: Bool {
      ["implemented", "alternative", "not_applicable", "closed_unimplemented"].contains(followUp?.string("status"))
    }

    var dueOn: CalendarDate? { answer?.date("dueOn") ?? row.date("dueOn") }
  }

  static func write(_ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("recommendations")
    let points = try FollowedRecommendation.read(inputs).map { Point($0, on: scope.asOf) }.filter { point in
      let isMade = point.row.date("observedOn").map { $0 <= scope.asOf } ?? true
      let isPast = point.isClosed && isBefore(point.followUp?.date("asOf"), scope.days.from)
      return isMade && !isPast
    }
    let words = report.words
    func status(_ point: Point) -> String { point.followUp?.label("status") ?? words["recommendations.unseen"] }
    try report.table(
      "recommendations", of: Array(points.enumerated()), missing: "finding.recommendations",
      [
        .number("number", width: 1) { .number($0.offset + 1) },
        .text("text", width: 10) { $0.element.row.value("text") },
        .text("node", width: 3) { .text($0.element.row.string("node") ?? "—") },
        .text("addressee", width: 5) { .text($0.element.row.organisationText("addressee", .introduced)) },
        .date("due", width: 4) { .date($0.element.dueOn) },
        .text("position", width: 4) { .text($0.element.answer?.label("position")) },
        .text("status", width: 4) { entry in
          let isLate = !entry.element.isClosed && isBefore(entry.element.dueOn, scope.asOf)
          return .lines([status(entry.element)] + (isLate ? [words["recommendations.late"]] : []))
        },
      ])
    let statuses: [String?] = CodeLists.followUpStatus.codes + [nil]
    try report.drawn(
      "standing", as: .donut, titles: [words["standing.count"]],
      statuses.compactMap { code in
        let own = points.filter { $0.followUp?.string("status") == code }
        return own.first.map { TableRow([.text(status($0)), .number(own.count)]) }
      })
  }

  private static func isBefore(_ day: CalendarDate?, _ other: CalendarDate?) -> Bool {
    guard let day, let other else { return false }
    return day < other
  }
}
