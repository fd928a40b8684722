import JSONBytes

extension Recounts {
  /// The quarterly narrative of NDI.
  static let ndi = [
    Recount(
      report: "ndi/quarterly", programme: "ndi-mali", grant: "NDI-XX-XXX-MLI",
      period: ["from": "2024-01-01", "to": "2024-03-31"], level: "internal",
      table: "Activities and findings of the period by area of work", columns: [1, 2],
      sql: """
        WITH names(code, name) AS (VALUES ('election_observation', 'Election observation'),
          ('womens_participation', 'Women''s political participation')),
        told AS (
          SELECT body->>'programmeArea' AS code, 1 AS activity, 0 AS finding FROM recount_engagement
          WHERE programme = {programme} AND level <= {level}
            AND body->>'startsOn' BETWEEN '2024-01-01' AND '2024-03-31'
            AND coalesce(body->>'grant', 'NDI-XX-XXX-MLI') = 'NDI-XX-XXX-MLI'
          UNION ALL
          SELECT f.body->>'programmeArea', 0, 1 FROM recount_finding f
          LEFT JOIN recount_engagement e ON e.programme = f.programme AND e.key = f.body->>'engagement'
          WHERE f.programme = {programme} AND f.level <= {level}
            AND coalesce(f.body->>'observedOn', e.body->>'startsOn') BETWEEN '2024-01-01' AND '2024-03-31'
            AND coalesce(f.body->>'grant', 'NDI-XX-XXX-MLI') = 'NDI-XX-XXX-MLI'
        )
        SELECT coalesce(name, code), sum(activity)::text, sum(finding)::text FROM told LEFT JOIN names USING (code)
        GROUP BY 1
        """)
  ]
}
