import Records
import ReportDocument
import ReportKit

/// Section 6: what was found in the period, and what was found before and still waits to be carried out.
struct Findings {
  private struct Subject: Hashable {
    let finding: String?
    let recommendation: String?
  }

  private let scope: ReportScope
  /// The status of each recommendation on the report's last day.
  private var statuses: [Subject: (label: String?, isClosed: Bool)] = [:]

  private static let fields = [
    "title", "statement", "theme", "programmeArea", "observedOn", "severity", "institutions", "recommendations",
    "language",
  ]
  /// Nothing more is expected of a recommendation with one of these codes of `follow_up_status`.
  private static let closed = ["implemented", "alternative", "not_applicable", "closed_unimplemented"]

  /// The gravest findings, for the summary: of all days, since one of last quarter weighs on this one. Some may be of later
  /// days than the report, so that more are asked for than are printed.
  static let gravest = InputQuery.listing(
    "gravest", from: "finding", where: ["severity": ["critical", "high", "medium"]],
    select: ["title", "severity", "programmeArea", "observedOn", "language"],
    orderBy: ["severity", "-observedOn", "key"],
    limit: 50
  ).following("engagement", select: ["startsOn"]).outside(.period).labelled()

  /// What ``init(_:_:)`` and ``write(_:_:)`` read, in this order.
  static let queries: [InputQuery] = [
    InputQuery.followUps.outside(.period),
    .listing("findings", from: "finding", select: fields, orderBy: ["severity", "key"]).labelled(),
    .listing("earlierFindings", from: "finding", select: fields, orderBy: ["severity", "key"])
      .following("engagement", select: ["startsOn"]).outside(.period).labelled(),
  ]

  init(_ scope: ReportScope, _ inputs: ReportInputs) throws {
    self.scope = scope
    for row in try inputs.rows(of: "followUps") where row.date("asOf").map({ $0 <= scope.asOf }) ?? false {
      let subject = Subject(finding: row.string("finding"), recommendation: row.string("recommendation"))
      statuses[subject] = (row.label("status"), Self.closed.contains(row.string("status") ?? ""))
    }
  }

  /// The day of a finding: its own, or that of the meeting at which it came up.
  static func day(of row: InputRow) -> CalendarDate? {
    row.date("observedOn") ?? row.followed("engagement")?.date("startsOn")
  }

  func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("findings")
    let words = report.words
    var number = 0
    let fields: [TableField<InputRow>] = [
      .number("ref", width: 2) { _ in
        number += 1
        return .number(number)
      },
      .text("finding", width: 9) { row in .lines(["title", "statement"].compactMap { row.text($0) }) },
      .text("area", width: 4) { .text($0.label("programmeArea") ?? $0.label("theme")) },
      .text("institution", width: 4) { .lines($0.organisationTexts("institutions", .short)) },
      .text("severity", width: 3) { .text($0.label("severity")) },
      .text("recommendation", width: 8) {
        .text(recommendations($0).map { $0.addressedText ?? "" }.numberedLines ?? "—")
      },
      .text("status", width: 4) { row in
        .text(
          recommendations(row).map { status(of: $0, in: row)?.label ?? words["findings.open"] }.numberedLines ?? "—")
      },
    ]
    try report.heading("findings.heading")
    try report.table("findings", of: try inputs.rows(of: "findings"), missing: "finding", fields)
    guard let from = scope.project.request.period.from else { return try inputs.skip("earlierFindings") }
    try report.heading("earlier.heading")
    let earlier = try inputs.rows(of: "earlierFindings").lazy.filter { row in
      (Self.day(of: row).map { $0 < from } ?? true) && isOpen(row)
    }
    var rows = earlier.makeIterator()
    guard let first = rows.next() else { return try report.paragraph(label: "earlier.none") }
    try report.table(
      "findings", of: sequence(first: first) { _ in rows.next() }, missing: "finding", fields)
  }

  /// Whether one of its recommendations still waits to be carried out.
  private func isOpen(_ row: InputRow) -> Bool {
    recommendations(row).contains { !(status(of: $0, in: row)?.isClosed ?? false) }
  }

  private func status(of recommendation: InputRow, in row: InputRow) -> (label: String?, isClosed: Bool)? {
    statuses[Subject(finding: row.string("key"), recommendation: recommendation.string("key"))]
  }

  private func recommendations(_ row: InputRow) -> [InputRow] {
    row.rows("recommendations").filter { $0.text("text") != nil }
  }
}
