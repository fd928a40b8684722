import Records
import ReportDocument

/// With whom findings were shared, what they said, and whom recommendations address. It takes note of both while they are
/// printed, so that no row is read twice.
public final class Restitutions {
  /// One occasion on which findings were shared with a body.
  private struct Meeting {
    let row: InputRow
    var findings: [Int] = []
    var answers: [String] = []
  }

  /// A body that recommendations address.
  private struct Addressee {
    let name: String?
    var recommendations = 0
    var urgent = 0
  }

  private var meetings: [String: Meeting] = [:]
  private var addressees: [String: Addressee] = [:]
  private var isWithheld = false

  /// None so far.
  public init() {}

  /// Notes a finding of the report under its number.
  public func note(finding: InputRow, number: Int) {
    if finding.isWithheld("restitution") { isWithheld = true }
    for row in finding.rows("restitution") {
      let key = ["sharedOn", "organisation", "form"].map { row.string($0) ?? "" }.joined(separator: "\u{0}")
      var meeting = meetings[key] ?? Meeting(row: row)
      meeting.findings.append(number)
      if let answer = row.text("response"), !meeting.answers.contains(answer) { meeting.answers.append(answer) }
      meetings[key] = meeting
    }
  }

  /// Notes a recommendation of the report.
  public func note(recommendation: InputRow) {
    let body = recommendation.string("addressee") ?? ""
    var addressee = addressees[body] ?? Addressee(name: recommendation.organisationText("addressee"))
    addressee.recommendations += 1
    if ["immediate", "short"].contains(recommendation.string("priority")) { addressee.urgent += 1 }
    addressees[body] = addressee
  }

  /// The meetings, then the bodies with the day of the last one with each.
  public func write(_ report: inout ReportBuilder) throws {
    if isWithheld { try report.callout(.info, "restitutions.withheld") }
    if !isWithheld || !meetings.isEmpty { try writeMeetings(&report) }
    try writeBodies(&report)
  }

  private func writeMeetings(_ report: inout ReportBuilder) throws {
    // The key begins with the day.
    let meetings = meetings.sorted { $0.key < $1.key }.map(\.value)
    try report.table(
      "restitutions", of: meetings, missing: "finding.restitution",
      [
        .date("date", width: 3) { .date($0.row.date("sharedOn")) },
        .text("body", width: 5) { .text($0.row.organisationText("organisation")) },
        .text("form", width: 3) { .text($0.row.label("form")) },
        .text("findings", width: 3) { .text($0.findings.map { "\($0)" }.joined(separator: ", ")) },
        .text("answer", width: 8) { .lines($0.answers) },
      ])
  }

  private func writeBodies(_ report: inout ReportBuilder) throws {
    guard !addressees.isEmpty else { return }
    let words = report.words
    let shared = Dictionary(grouping: meetings.values) { $0.row.string("organisation") ?? "" }
      .mapValues { $0.compactMap { $0.row.date("sharedOn") }.max() }
    let bodies = addressees.sorted { ($1.value.recommendations, $0.key) < ($0.value.recommendations, $1.key) }
    let isWithheld = isWithheld
    try report.table(
      "addressees", of: bodies, missing: "finding.recommendations",
      [
        .text("body", width: 8) { .text($0.value.name ?? words["recommendation.noAddressee"]) },
        .number("recommendations", width: 3) { .number($0.value.recommendations) },
        .number("urgent", width: 3) { .number($0.value.urgent) },
        .date("shared", width: 3) { body in
          if let day = shared[body.key] { return .date(day) }
          return isWithheld ? .undisclosed : .text(words["addressees.never"])
        },
      ])
  }
}
