import ReportKit

/// What the report needs to know, in the order in which its sections use it.
enum UNDEFQueries {
  /// The days covered; a bound that was not given sets no condition.
  private static let period: [String: QueryValue] = [
    "notBefore": .parameter("from"), "notAfter": .parameter("to"),
  ]

  static let all: [InputQuery] = [
    .listing(
      "programme", from: "programme",
      select: [
        "title", "description", "startsOn", "endsOn", "leadOrganisation", "regions", "grants", "partners",
        "targets",
      ]),
    .listing("organisations", from: "organisation", select: ["name", "acronym"], orderBy: ["key"]),
    .listing(
      "narratives", from: "narrative", where: ["report": ["undef/narrative"]],
      select: ["language", "section", "grant", "periodStart", "periodEnd", "order", "text"],
      orderBy: ["order", "key"]),
    .listing(
      "milestones", from: "milestone", where: ["grant": .parameter("grant")], select: ["number"], orderBy: ["key"]),
    // Two tables of people rather than one cube: a cube's small cells would hide margins that can be printed.
    .tally(
      "reachedBySex", from: "participation", where: period, groupBy: ["group", "sex"], measures: ["people"],
      totals: true),
    .tally(
      "reachedByYouth", from: "participation", where: period, groupBy: ["group", "youth"],
      measures: ["people"],
      totals: true),
    .listing(
      "engagements", from: "engagement", where: period,
      select: ["engagementType", "title", "startsOn", "endsOn", "place", "host", "milestone", "problems"],
      orderBy: ["startsOn", "key"]),
    .listing(
      "findings", from: "finding", where: during("roundtable", "focus_group"),
      select: [
        "title", "statement", "theme", "place", "observedOn", "agreement", "recommendations", "language",
      ],
      orderBy: ["region", "key"]),
    .listing(
      "audits", from: "finding", where: during("audit"),
      select: [
        "title", "observedOn", "criterion", "condition", "cause", "effect", "institutions", "recommendations",
        "language",
      ],
      orderBy: ["key"]),
  ]

  private static func during(_ origins: String...) -> [String: QueryValue] {
    period.merging(["origin": .codes(origins)]) { $1 }
  }
}
