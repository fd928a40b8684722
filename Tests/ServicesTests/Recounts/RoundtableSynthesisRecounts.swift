extension Recounts {
  /// The synthesis of the national dialogue: its 300 recommendations.
  static let roundtableSynthesis = [
    Recount(
      report: "roundtable/synthesis", programme: "inter-malian-dialogue-2024", level: "internal",
      table: "Recommendations by theme", columns: [1, 2],
      sql: """
        WITH names(code, name) AS (VALUES ('peace_cohesion', 'Peace, reconciliation, social cohesion'),
          ('political', 'Political and institutional questions'),
          ('economy', 'Economy and sustainable development'),
          ('security_defence', 'Security and defence'),
          ('geopolitics', 'Geopolitics and international environment')),
        recommendations AS (
          SELECT f.body->>'theme' AS theme, r->>'node' AS node
          FROM recount_finding f CROSS JOIN LATERAL jsonb_array_elements(f.body->'recommendations') r
          WHERE f.programme = {programme} AND f.level <= {level}
        )
        SELECT CASE WHEN grouping(theme) = 1 THEN 'Total' ELSE max(name) END, count(*)::text, count(node)::text
        FROM recommendations LEFT JOIN names ON code = theme GROUP BY GROUPING SETS ((theme), ())
        """)
  ]
}
