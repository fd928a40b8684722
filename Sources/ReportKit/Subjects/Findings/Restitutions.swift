import Records
import ReportDocument

/// With whom findings were shared, what they said, and whom recommendations address. It takes note of both while they are
/// printed, so that no row is read twice.
public final class Restitutions {
  /// One occasion on which findings were shared with a body.
  private struct Meeting {
    let row: InputRow
    var findings: [Int] = []
    var answers: [InlineValue] = []
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
      let answer = row.value("response")
      if answer != .missing, !meeting.answers.contains(answer) { meeting.answers.append(answer) }
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
  ///
  /// - Parameter counts: the core's counts of recommendations by addressee, to lead to the records; nil without.
  public func write(_ counts: CountTraces?, _ report: inout ReportBuilder) throws {
    if isWithheld { try report.callout(.info, "restitutions.withheld") }
    if !isWithheld || !meetings.isEmpty { try writeMeetings(&report) }
    try writeBodies(counts, &report)
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
        .rich("answer", width: 8) { .lines($0.answers) },
      ])
  }

  private func writeBodies(_ counts: CountTraces?, _ report: inout ReportBuilder) throws {
    guard !addressees.isEmpty else { return }
    let words = report.words
    let shared = Dictionary(grouping: meetings.values) { $0.row.string("organisation") ?? "" }
      .mapValues { $0.compactMap { $0.row.date("sharedOn") }.max() }
    let bodies = addressees.sorted { left, right in
      guard left.value.recommendations == right.value.recommendations else {
        return left.value.recommendations > right.value.recommendations
      }
      return left.value.name == right.value.name
        ? left.key < right.key : Alphabet.precedes(left.value.name, right.value.name)
    }
    let isWithheld = isWithheld
    try report.table(
      "addressees", of: bodies, missing: "finding.recommendations",
      [
        .text("body", width: 8) { .text($0.value.name ?? words["recommendation.noAddressee"]) },
        .number("recommendations", width: 3) { body in
          counts?.value(body.value.recommendations, body.key) ?? .number(body.value.recommendations)
        },
        .number("urgent", width: 3) { .number($0.value.urgent) },
        .date("shared", width: 3) { body in
          if let day = shared[body.key] { return .date(day) }
          return isWithheld ? .undisclosed : .text(words["addressees.never"])
        },
      ])
  }
}
