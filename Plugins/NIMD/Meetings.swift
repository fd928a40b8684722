import Records
import ReportDocument
import ReportKit

/// Sections 4 and 5: democracy schools, cafés politiques and sessions of dialogue platforms.
enum Meetings {
  /// Who came to each meeting.
  private struct Attendance {
    private var rows: [String: [String: InputRow]] = [:]

    /// - Parameter part: the dimension that people are told apart by.
    init(_ inputs: ReportInputs, _ input: String, _ part: String) throws {
      for row in try inputs.rows(of: input) {
        if let meeting = row.string("engagement") { rows[meeting, default: [:]][row.string(part) ?? ""] = row }
      }
    }

    /// The people of a part, or all of them; none of a part that did not occur where people were counted.
    func count(_ meeting: InputRow, _ part: String = "", measure: String = "people") -> InlineValue {
      guard let parts = rows[meeting.string("key") ?? ""] else { return .missing }
      return parts[part]?.count(measure) ?? .number(0)
    }

    /// Those of a part who finished; missing where none of all did, since a sum does not tell nought from what nobody stated.
    func graduates(_ meeting: InputRow, _ part: String) -> InlineValue {
      count(meeting, measure: "graduates").unlessNought == .missing
        ? .missing : count(meeting, part, measure: "graduates")
    }
  }

  private static let school: [String: QueryValue] = ["engagementType": ["democracy_school"]]

  static let queries: [InputQuery] = [
    .tally(
      "attendanceBySex", from: "participation", groupBy: ["engagement", "sex"], measures: ["people", "graduates"],
      totals: true
    ).outside(.grant).traced(),
    .tally(
      "attendanceByYouth", from: "participation", groupBy: ["engagement", "youth"], measures: ["people"], totals: true
    ).outside(.grant).traced(),
    .tally(
      "cohorts", from: "engagement", where: school, groupBy: ["cohort"],
      measures: ["applied", "graduated", "alumniInOffice"]
    ).outside(.grant).traced(),
    .listing(
      "schools", from: "engagement", where: school,
      select: ["title", "startsOn", "endsOn", "cohort", "weeks", "partiesRepresented", "language"],
      orderBy: ["startsOn", "key"]
    ).outside(.grant),
    .listing(
      "sessions", from: "engagement", where: ["engagementType": ["cafe_politique", "dialogue_platform"]],
      select: [
        "engagementType", "title", "topic", "startsOn", "place", "partiesRepresented", "agreements", "chathamHouse",
        "language",
      ], orderBy: ["startsOn", "key"]
    ).outside(.grant).labelled(),
  ]

  static func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let bySex = try Attendance(inputs, "attendanceBySex", "sex")
    let byYouth = try Attendance(inputs, "attendanceByYouth", "youth")
    let words = report.words
    let cohorts = try inputs.collected("cohorts")
    try report.section("schools")
    try report.table(
      "schools", of: try inputs.rows(of: "schools"), missing: "engagement",
      [
        .text("school", width: 7) { $0.value("title") }, .text("cohort", width: 3) { .text($0.string("cohort")) },
        .date("start", width: 4) { .date($0.date("startsOn")) }, .date("end", width: 4) { .date($0.date("endsOn")) },
        .number("weeks", width: 3) { .number($0.integer("weeks")) },
        .number("enrolledWomen", width: 3) { bySex.count($0, "female") },
        .number("enrolledMen", width: 3) { bySex.count($0, "male") }, .number("enrolled", width: 3) { bySex.count($0) },
        .number("graduatedWomen", width: 3) { bySex.graduates($0, "female") },
        .number("graduatedMen", width: 3) { bySex.graduates($0, "male") },
        .number("youth", width: 3) { byYouth.count($0, "youth") },
        .number("parties", width: 3) { .number($0.integer("partiesRepresented")) },
      ])
    if !cohorts.isEmpty {
      try report.table(
        "cohorts", of: cohorts, missing: "engagement.cohort",
        [
          .text("cohort", width: 4) { .text($0.string("cohort") ?? words["cohorts.none"]) },
          .number("applied", width: 3) { $0.count("applied").unlessNought },
          .number("graduated", width: 3) { $0.count("graduated").unlessNought },
          .number("alumni", width: 3) { $0.count("alumniInOffice").unlessNought },
        ])
    }
    try report.section("sessions")
    try report.table(
      "sessions", of: try inputs.rows(of: "sessions"), missing: "engagement",
      [
        .date("date", width: 3) { .date($0.date("startsOn")) },
        .text("place", width: 3) { .text($0.label("place.region")) },
        .text("theme", width: 7) { row in
          .lines([row.label("engagementType"), row.text("title"), row.text("topic")].compactMap { $0 })
        },
        .number("female", width: 2) { bySex.count($0, "female") },
        .number("male", width: 2) { bySex.count($0, "male") }, .number("all", width: 2) { bySex.count($0) },
        .number("parties", width: 2) { .number($0.integer("partiesRepresented")) },
        .text("agreements", width: 7) { row in
          let texts = row.rows("agreements").compactMap { $0.text("text") }
          if texts.isEmpty, row.isWithheld("agreements") { return row.withheld }
          return .text(texts.numberedLines ?? words["sessions.none"])
        },
      ])
  }
}

extension InlineValue {
  /// Missing for 0: a sum over meetings that say nothing is 0 as well.
  fileprivate var unlessNought: InlineValue { content == .integer(0) ? .missing : self }
}
