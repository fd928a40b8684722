extension Recounts {
  /// Results of a country programme of NIMD.
  static let nimd = [
    Recount(
      report: "nimd/results", programme: "nimd-mali", grant: "MFA-XX-XXX-MLI", level: "internal",
      table: "Use of the budget by line", columns: [2, 4, 5, 6],
      sql: """
        WITH budget AS (
          SELECT l->>'code' AS code, coalesce(l->'label'->>'en', l->>'label') AS name,
            coalesce(l->'revised'->>'amount', l->'planned'->>'amount')::numeric AS planned
          FROM recount_programme, jsonb_array_elements(body->'grants') g, jsonb_array_elements(g->'budgetLines') l
          WHERE programme = {programme} AND g->>'number' = 'MFA-XX-XXX-MLI'
        ), spent AS (
          SELECT body->>'budgetLine' AS code,
            sum((CASE WHEN body->'amount'->>'currency' = 'EUR' THEN body->'amount' ELSE body->'converted' END
              ->> 'amount')::numeric) AS spent
          FROM recount_expense WHERE programme = {programme} AND level <= {level} AND body->>'grant' = 'MFA-XX-XXX-MLI'
          GROUP BY 1
        ), lines AS (SELECT name, planned, coalesce(spent, 0) AS spent FROM budget LEFT JOIN spent USING (code))
        SELECT CASE WHEN grouping(name) = 1 THEN 'All lines' ELSE name END, sum(planned)::text, sum(spent)::text,
          sum(planned - spent)::text, (sum(spent) * 100 / sum(planned))::text
        FROM lines GROUP BY GROUPING SETS ((name), ())
        """),
    Recount(
      report: "nimd/results", programme: "nimd-mali", grant: "MFA-XX-XXX-MLI", level: "internal",
      table: "People who took part, by group", columns: [1, 2, 3],
      sql: """
        WITH names(code, name) AS (VALUES ('women_group', 'Women''s group'), ('youth_group', 'Youth group'),
          ('cso', 'CSO'), ('cnt_member', 'Transition Council member'), ('political_party', 'Political party'),
          ('media', 'Media'), ('other', 'Other')),
        people AS (
          SELECT p->>'group' AS code, p->>'sex' AS sex, (p->>'count')::int AS count
          FROM recount_engagement, jsonb_array_elements(body->'participation') p
          WHERE programme = {programme} AND level <= {level}
        )
        SELECT CASE WHEN grouping(code) = 1 THEN 'All' ELSE max(name) END, sum(count)::text,
          coalesce(sum(count) FILTER (WHERE sex = 'female'), 0)::text,
          coalesce(sum(count) FILTER (WHERE sex = 'male'), 0)::text
        FROM people LEFT JOIN names USING (code) GROUP BY GROUPING SETS ((code), ())
        """),
    Recount(
      report: "nimd/results", programme: "nimd-mali", grant: "MFA-XX-XXX-MLI", level: "internal", table: "Cohorts",
      columns: [1, 2, 3],
      sql: """
        SELECT body->>'cohort', sum((body->>'applied')::int)::text, sum((body->>'graduated')::int)::text,
          sum((body->>'alumniInOffice')::int)::text
        FROM recount_engagement WHERE programme = {programme} AND level <= {level} AND body ? 'cohort' GROUP BY 1
        """),
  ]
}
