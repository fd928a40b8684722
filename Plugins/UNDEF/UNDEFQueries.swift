import Records
import ReportKit

/// What the report needs to know, in the order in which its sections use it.
enum UNDEFQueries {
  static let all: [InputQuery] = [
    .listing(
      "programme", from: "programme",
      select: [
        "title", "description", "startsOn", "endsOn", "leadOrganisation", "regions", "grants", "partners",
        "targets",
      ]),
    // What a grant says it has spent is of no certain day, so a report on a period adds up what was spent in it.
    .tally("spent", from: "expense", groupBy: [], measures: ["sum(amount)", "sum(converted)"]),
    .listing("organisations", from: "organisation", select: ["name", "acronym"], orderBy: ["key"]),
    .listing(
      "narratives", from: "narrative", where: ["report": ["undef/narrative"]],
      select: ["language", "section", "grant", "periodStart", "periodEnd", "order", "text"],
      orderBy: ["order", "key"]
    )
    // A text without a period is of every one.
    .outside(.period),
    // Their numbers, by which engagements are called.
    .listing("milestones", from: "milestone", select: ["number"], orderBy: ["key"]).outside(.period),
    // Two tables of people rather than one cube: a cube's small cells would hide margins that can be printed.
    .tally(
      "reachedBySex", from: "participation", groupBy: ["group", "sex"], measures: ["people"],
      totals: true),
    .tally(
      "reachedByYouth", from: "participation", groupBy: ["group", "youth"],
      measures: ["people"],
      totals: true),
    .listing(
      "engagements", from: "engagement",
      select: ["engagementType", "title", "startsOn", "endsOn", "place", "host", "milestone", "problems"],
      orderBy: ["startsOn", "key"]),
    .listing(
      "findings", from: "finding", where: ["origin": ["roundtable", "focus_group"]],
      select: [
        "title", "statement", "theme", "place", "observedOn", "agreement", "recommendations", "language",
      ],
      orderBy: ["region", "key"]),
    .listing(
      "audits", from: "finding", where: ["origin": ["audit"]],
      select: [
        "title", "observedOn", "criterion", "condition", "cause", "effect", "institutions", "recommendations",
        "language",
      ],
      orderBy: ["key"]),
  ]
}
