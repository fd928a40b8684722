import Records
import ReportDocument
import ReportKit

/// Sections 4 and 5: democracy schools, cafés politiques and sessions of dialogue platforms.
enum Meetings {
  private static let school: [String: QueryValue] = ["engagementType": ["democracy_school"]]

  static let queries: [InputQuery] =
    Attendance.queries(graduates: true).map { $0.outside(.grant) } + [
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
    let attendance = try Attendance(inputs)
    let words = report.words
    let cohorts = try inputs.collected("cohorts")
    try report.section("schools")
    try report.table(
      "schools", of: try inputs.rows(of: "schools"), missing: "engagement",
      [
        .engagement(.title, width: 7), .text("cohort", width: 3) { .text($0.string("cohort")) },
        .engagement(.date, width: 4), .engagement(.end, width: 4),
        .number("weeks", width: 3) { .number($0.integer("weeks")) },
        .people(attendance, "female", width: 3), .people(attendance, "male", width: 3), .people(attendance, width: 3),
        .number("graduatedWomen", width: 3) { attendance.graduates(at: $0.string("key"), "female") },
        .number("graduatedMen", width: 3) { attendance.graduates(at: $0.string("key"), "male") },
        .people(attendance, "youth", width: 3), .engagement(.parties, width: 3),
      ])
    if !cohorts.isEmpty {
      // A sum over meetings that say nothing is 0 as well.
      func stated(_ count: InlineValue) -> InlineValue { count.isNothing ? .missing : count }
      try report.table(
        "cohorts", of: cohorts, missing: "engagement.cohort",
        [
          .text("cohort", width: 4) { .text($0.string("cohort") ?? words["cohorts.none"]) },
          .number("applied", width: 3) { stated($0.count("applied")) },
          .number("graduated", width: 3) { stated($0.count("graduated")) },
          .number("alumni", width: 3) { stated($0.count("alumniInOffice")) },
        ])
    }
    try report.section("sessions")
    try report.table(
      "sessions", of: try inputs.rows(of: "sessions"), missing: "engagement",
      [
        .engagement(.date), .engagement(.region),
        .text("theme", width: 7) { row in
          .lines([row.label("engagementType"), row.text("title"), row.text("topic")].compactMap { $0 })
        },
        .people(attendance, "female"), .people(attendance, "male"), .people(attendance), .engagement(.parties),
        .engagement(.agreements),
      ])
  }
}
