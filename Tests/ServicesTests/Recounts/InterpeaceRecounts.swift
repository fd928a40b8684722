import JSONBytes

extension Recounts {
  /// The annual report of Interpeace: 3 and 7 activities, as the organisation has published.
  static let interpeace = [
    Recount(
      report: "interpeace/annual", programme: "interpeace-mali-2024", grant: "IP-XX-XXX-MLI",
      period: ["from": "2024-01-01", "to": "2024-12-31"], level: "restricted",
      table: "Table C: activities by actor family", columns: [1],
      sql: """
        SELECT CASE body->>'actorFamily' WHEN 'security' THEN 'Security actors' WHEN 'governance_justice' THEN
          'Governance and justice actors' ELSE body->>'actorFamily' END, count(*)::text
        FROM recount_engagement WHERE programme = {programme} AND level <= {level} GROUP BY 1
        """),
    Recount(
      report: "interpeace/annual", programme: "interpeace-mali-2024", grant: "IP-XX-XXX-MLI",
      period: ["from": "2024-01-01", "to": "2024-12-31"], level: "restricted",
      table: "Table A: participation by activity", columns: [3, 4, 5],
      sql: """
        WITH people AS (
          SELECT coalesce(body->'title'->>'en', body->>'title') AS name, (p->>'count')::int AS count, p->>'sex' AS sex
          FROM recount_engagement, jsonb_array_elements(body->'participation') p
          WHERE programme = {programme} AND level <= {level}
        )
        SELECT CASE WHEN grouping(name) = 1 THEN 'All' ELSE name END, sum(count)::text,
          coalesce(sum(count) FILTER (WHERE sex = 'female'), 0)::text,
          coalesce(sum(count) FILTER (WHERE sex = 'male'), 0)::text
        FROM people GROUP BY GROUPING SETS ((name), ())
        """),
  ]
}
