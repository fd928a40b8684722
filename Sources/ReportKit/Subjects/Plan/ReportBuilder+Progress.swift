public import Records
import ReportDocument

/// How a plan comes along.
extension ReportBuilder {
  /// How far a plan has come on a day: its activities by status and part, drawn, and how many of each part are completed. The
  /// requester is told of activities of which no status is known.
  ///
  /// - Parameter key: where the words of the figure are among the labels; the kit's stand in for those that are not there.
  public mutating func planProgress(
    _ parts: [PlanPart], on day: CalendarDate, statuses key: String = "activityStatuses"
  ) throws {
    let parts = parts.filter { !$0.activities.isEmpty }
    guard !parts.isEmpty else { return try nothing("completion.empty", path: "framework.nodes") }
    try activityStatuses(parts, on: day, key)
    try completion(parts, on: day)
    let unknown = parts.flatMap { part in
      part.activities.filter { part.framework.status(of: $0, on: day) == nil }.map(\.code)
    }
    guard !unknown.isEmpty else { return }
    let summary = words["activityStatuses.gap", ["codes": unknown.joined(separator: ", ")]]
    try diagnose(.warning, summary, path: "framework.nodes")
  }

  private mutating func activityStatuses(_ parts: [PlanPart], on day: CalendarDate, _ key: String) throws {
    let statuses: [String?] = (CodeLists.progressStatus.codes + [nil]).filter { status in
      parts.contains { $0.activities(of: status, on: day) > 0 }
    }
    let names = statuses.map { request.label(CodeLists.progressStatus, $0) ?? words["activityStatuses.unknown"] }
    let rows = parts.map { part in
      TableRow([.text(part.name)] + statuses.map { .number(part.activities(of: $0, on: day)) })
    }
    let total = statuses.map { status in
      InlineValue.number(parts.reduce(0) { $0 + $1.activities(of: status, on: day) })
    }
    try drawn(
      key, or: "activityStatuses", as: statuses.count > 1 ? .stackedBar : .bar, titles: names,
      rows + [TableRow([.text(words["completion.total"])] + total, role: .total)])
  }

  private mutating func completion(_ parts: [PlanPart], on day: CalendarDate) throws {
    let total = words["completion.total"]
    let fields: [TableField<[PlanPart]>] = [
      .text("part", width: 6) { .text($0.count == 1 ? $0[0].name : total) },
      .number("activities", width: 3) { .number($0.activityCount) },
      .number("completed", width: 3) { .number($0.completed(on: day)) },
      .percent("share", width: 3) { $0.completion(on: day) },
      .number("unknown", width: 3) { .number($0.reduce(0) { $0 + $1.activities(of: nil, on: day) }) },
    ]
    let last = parts.count > 1 ? [try TableRow.total(of: parts, fields)] : []
    try table("completion", of: parts.map { [$0] }, missing: "framework.nodes", last: last, fields)
  }

  /// What was told of each result of a plan in each quarter of a year: nothing of a quarter that has not begun, or that goes
  /// on and of which nothing is told yet.
  ///
  /// - Parameters:
  ///   - levels: the levels of nodes that are results.
  ///   - day: the last day that is told of.
  public mutating func quarterlyStatuses(
    _ parts: [PlanPart], levels: [String], in year: FiscalYear, until day: CalendarDate
  ) throws {
    let results = parts.flatMap { part in
      part.nodes.filter { levels.contains($0.level) }.map { (part: part, node: $0) }
    }
    let quarters = year.quarters(until: day)
    func told(_ result: (part: PlanPart, node: FrameworkNode), _ index: Int) -> InlineValue {
      guard let quarter = quarters[index], let from = quarter.from else { return .text("") }
      let row = result.part.framework.status(of: result.node, on: quarter.to).flatMap { row in
        (row.date("periodEnd") ?? row.date("statusOn")).map { $0 >= from } ?? false ? row : nil
      }
      return row == nil && !year.quarters.contains(quarter) ? .text("") : .text(row?.label("status"))
    }
    try table(
      "quarterlyStatuses", of: results, missing: "measurement", grouped: { $0.part.name },
      [
        // Code and statement in one cell: on a sheet, the tables above it have but one wide column.
        .text("statement", width: 12) { result in
          .text([result.node.code, result.node.row.text("statement")].compactMap { $0 }.joined(separator: " – "))
        }
      ] + quarters.indices.map { index in .text("q\(index + 1)", width: 3) { told($0, index) } })
  }
}
