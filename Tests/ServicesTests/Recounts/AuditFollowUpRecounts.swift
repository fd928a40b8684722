extension Recounts {
  /// The register of audit recommendations.
  static let auditFollowUp = [
    audit(table: "Implementation by body", by: "organisation"),
    audit(table: "Implementation by year of the finding", by: "year"),
    Recount(
      report: "audit/register", programme: "cri2002-undef", level: "internal", table: "Recommendations by status",
      columns: [1],
      sql: """
        WITH \(recommendations), names(code, name) AS (VALUES ('not_started', 'Not implemented'),
          ('in_progress', 'Under way'), ('partially_implemented', 'Partially implemented'),
          ('implemented', 'Fully implemented'), ('alternative', 'Alternative action accepted'),
          ('not_applicable', 'No longer applicable'), ('closed_unimplemented', 'Closed without implementation'))
        SELECT coalesce(name, 'Not assessed'), count(*)::text FROM recommendations LEFT JOIN names ON code = status
        GROUP BY name
        """),
  ]

  private static func audit(table: String, by column: String) -> Recount {
    Recount(
      report: "audit/register", programme: "cri2002-undef", level: "internal", table: table, columns: [1, 2, 3, 4, 5],
      sql: """
        WITH \(recommendations)
        SELECT CASE WHEN grouping(\(column)) = 1 THEN 'Total' ELSE \(column) END,
          count(*) FILTER (WHERE status IN ('implemented', 'alternative'))::text,
          count(*) FILTER (WHERE status IN ('in_progress', 'partially_implemented'))::text,
          count(*) FILTER (WHERE status IN ('not_started', 'closed_unimplemented'))::text,
          count(*) FILTER (WHERE status = 'not_applicable')::text, count(*) FILTER (WHERE status IS NULL)::text
        FROM recommendations GROUP BY GROUPING SETS ((\(column)), ())
        """)
  }

  /// Each recommendation of an audit finding with the body, the finding's year and the status seen last.
  private static let recommendations = """
    followed AS (
      SELECT DISTINCT ON (body->>'finding', body->>'recommendation') body->>'finding' AS finding,
        body->>'recommendation' AS recommendation, body->>'status' AS status
      FROM recount_follow_up WHERE programme = {programme} AND level <= {level}
      ORDER BY body->>'finding', body->>'recommendation', body->>'asOf' DESC, key DESC
    ), recommendations AS (
      SELECT coalesce(o.body->>'acronym', o.body->'name'->>'en', o.body->>'name') AS organisation,
        coalesce(left(f.body->>'observedOn', 4), left(e.body->>'startsOn', 4)) AS year, followed.status
      FROM recount_finding f CROSS JOIN LATERAL jsonb_array_elements(f.body->'recommendations') r
      LEFT JOIN recount_engagement e ON e.programme = f.programme AND e.key = f.body->>'engagement'
      LEFT JOIN recount_organisation o ON o.key = r->>'addressee'
      LEFT JOIN followed ON followed.finding = f.key AND followed.recommendation = r->>'key'
      WHERE f.programme = {programme} AND f.level <= {level} AND f.body->>'origin' = 'audit'
    )
    """
}
