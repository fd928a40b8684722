import Postgres
import Records

/// Where the rows of a query's source stand, and which expressions its names are.
///
/// `r` is the record's row, `c` the row of its part, where the source is one. What has no column of its own is read
/// from the body, which is converted only here.
struct SourceTable: Sendable {
  /// The part's table and its column for the record's key; nil where a row is a whole record.
  let part: (table: String, parentColumn: String)?
  /// The row's date; nil where it has none.
  let date: SQL?
  /// The key of the engagement that a row belongs to; nil where it belongs to none.
  let engagement: SQL?
  /// The dimensions with one value, and what else rows may be ordered by.
  let expressions: [String: SQL]
  /// The dimensions with several values: the names of arrays in the body.
  let arrays: Set<String>

  private init(
    part: (table: String, parentColumn: String)? = nil, date: SQL? = nil, engagement: SQL? = nil,
    _ expressions: [String: SQL], arrays: Set<String> = []
  ) {
    self.part = part
    self.date = date
    self.engagement = engagement
    self.expressions = expressions.merging(["key": "r.key"]) { first, _ in first }
    self.arrays = arrays
  }

  static func of(_ source: RecordSource) -> SourceTable { all[source] ?? SourceTable([:]) }

  private static let all: [RecordSource: SourceTable] = [
    .programme: SourceTable([
      "status": "r.body::json ->> 'status'", "leadOrganisation": "r.body::json ->> 'leadOrganisation'",
      "startsOn": "r.starts_on", "endsOn": "r.ends_on",
    ]),
    .organisation: SourceTable([
      "organisationType": "r.organisation_type", "oversightKind": "r.body::json ->> 'oversightKind'",
      "country": "r.body::json ->> 'country'", "parent": "r.body::json ->> 'parent'",
    ]),
    .narrative: SourceTable([
      "report": "r.report", "section": "r.section", "grant": "r.grant_number", "periodStart": "r.period_start",
      "order": "(r.body::json ->> 'order')::int8",
    ]),
    .engagement: SourceTable(date: "r.starts_on", engagement: "r.key", engagementExpressions),
    .participation: SourceTable(
      part: ("participation", "engagement_key"), date: "r.starts_on", engagement: "r.key",
      engagementExpressions.merging([
        "engagement": "r.key", "sex": "c.sex", "ageBand": "c.age_band", "group": "c.stakeholder_group",
        "youth": youth,
      ]) { $1 }),
    .finding: SourceTable(
      date: findingDate, engagement: "r.engagement_key", findingExpressions,
      arrays: ["institutions", "gdiQuestions"]),
    .recommendation: SourceTable(
      part: ("recommendation", "finding_key"), date: findingDate, engagement: "r.engagement_key",
      findingExpressions.merging([
        "finding": "r.key", "addressee": "c.addressee", "level": "c.level", "type": "c.type",
        "priority": "c.priority", "dueOn": "c.due_on",
      ]) { $1 }),
  ]

  /// Youth is 18 to 35 years; people whose age is not stated are counted as such.
  private static let youth: SQL = """
    CASE WHEN c.age_band IN ('a18_24', 'a25_35') THEN 'youth' WHEN c.age_band = 'nd' THEN 'nd' ELSE 'other_age' END
    """

  /// A finding without a date of its own was made when its engagement began.
  private static let findingDate: SQL = """
    COALESCE(r.observed_on, (SELECT e.starts_on FROM engagement AS e \
    WHERE e.programme_id = r.programme_id AND e.key = r.engagement_key))
    """

  private static let placeExpressions: [String: SQL] = [
    "region": "r.region", "cercle": "r.cercle", "commune": "r.body::json #>> '{place,commune}'",
    "village": "r.body::json #>> '{place,village}'",
  ]

  private static let engagementExpressions: [String: SQL] = placeExpressions.merging([
    "engagementType": "r.engagement_type", "theme": "r.theme", "format": "r.body::json ->> 'format'",
    "actorFamily": "r.actor_family", "host": "r.body::json ->> 'host'",
    "milestone": "r.body::json ->> 'milestone'", "year": "to_char(r.starts_on, 'YYYY')",
    "startsOn": "r.starts_on", "endsOn": "r.ends_on",
  ]) { $1 }

  private static let findingExpressions: [String: SQL] = placeExpressions.merging([
    "origin": "r.origin", "theme": "r.theme", "programmeArea": "r.programme_area", "severity": "r.severity",
    "priority": "r.priority", "agreement": "r.agreement", "raisedBy": "r.raised_by",
    "auditCategory": "r.audit_category", "irregularityKind": "r.body::json ->> 'irregularityKind'",
    "evaluationCriterion": "r.body::json ->> 'evaluationCriterion'", "engagement": "r.engagement_key",
    "assignment": "r.assignment_key", "year": "to_char(\(fragment: findingDate), 'YYYY')",
    "observedOn": "r.observed_on", "itemNumber": "(r.body::json ->> 'itemNumber')::int8",
  ]) { $1 }
}
