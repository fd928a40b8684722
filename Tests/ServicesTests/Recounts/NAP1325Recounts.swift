import JSONBytes

extension Recounts {
  /// The monitoring matrix of the national action plan 1325: how many activities are completed.
  static let nap1325 = [
    Recount(
      report: "nap1325/matrix", programme: "nap-1325", period: ["from": "2023-10-01", "to": "2023-12-31"],
      parameters: ["year": 2023], level: "internal", table: "Completed activities", columns: [1, 2, 3, 4],
      sql: """
        WITH activities AS (
          SELECT split_part(n->>'code', '.', 1) AS root, n->>'code' AS code, n->>'status' AS status
          FROM recount_framework, jsonb_array_elements(body->'nodes') n
          WHERE programme = {programme} AND key = 'pan-1325-2019' AND n->>'level' = 'activity'
        ), seen AS (
          SELECT DISTINCT ON (body->>'node') body->>'node' AS code, body->>'status' AS status FROM recount_measurement
          WHERE programme = {programme} AND level <= {level} AND body->>'framework' = 'pan-1325-2019'
            AND body ? 'status' AND body->>'periodEnd' <= '2023-12-31'
          ORDER BY body->>'node', body->>'periodEnd' DESC, key DESC
        ), names(root, name) AS (VALUES ('1', 'Pillar 1: Participation'), ('2', 'Pillar 2: Prevention'),
          ('3', 'Pillar 3: Protection'), ('4', 'Pillar 4: Relief and recovery'),
          ('C', 'Across the pillars: coordination and monitoring')),
        known AS (
          SELECT name, coalesce(seen.status, activities.status) AS status
          FROM activities LEFT JOIN seen USING (code) LEFT JOIN names USING (root)
        )
        SELECT CASE WHEN grouping(name) = 1 THEN 'Total' ELSE name END, count(*)::text,
          count(*) FILTER (WHERE status = 'completed')::text,
          (count(*) FILTER (WHERE status = 'completed') * 100.0 / count(*))::text,
          count(*) FILTER (WHERE status IS NULL)::text
        FROM known GROUP BY GROUPING SETS ((name), ())
        """)
  ]
}
