import JSONBytes

extension Recounts {
  /// Reports to the United Nations Democracy Fund.
  static let undef = [
    Recount(
      report: "undef/narrative", programme: "cri2002-undef", grant: "UDF-XX-XXX-MLI", parameters: ["phase": "final"],
      table: "Financial status of the grant", columns: [1, 2],
      sql: """
        WITH grants AS (
          SELECT g FROM recount_programme, jsonb_array_elements(body->'grants') g
          WHERE programme = {programme} AND g->>'number' = 'UDF-XX-XXX-MLI'
        ), sums AS (
          SELECT (g->'amount'->>'amount')::numeric granted, (g->'received'->>'amount')::numeric received,
            (g->'spent'->>'amount')::numeric spent, (g->'cofinancing'->>'amount')::numeric others FROM grants
        ), lines(name, amount) AS (
          SELECT 'a. Grant amount', granted FROM sums UNION ALL SELECT 'b. Funds received', received FROM sums
          UNION ALL SELECT 'c. Amount used from b', spent FROM sums
          UNION ALL SELECT 'd. Remaining balance (b − c)', received - spent FROM sums
          UNION ALL SELECT 'Co-financing', others FROM sums
        )
        SELECT name, amount::text, (amount * 100 / granted)::text FROM lines, sums
        """),
    Recount(
      report: "undef/financial", programme: "cri2002-undef", grant: "UDF-XX-XXX-MLI",
      table: "Budget and expenditure by line", columns: [2, 3, 5, 6, 7, 8], name: 1,
      sql: """
        WITH budget AS (
          SELECT l->>'code' AS code, coalesce(l->'label'->>'en', l->>'label') AS name,
            (l->'planned'->>'amount')::numeric AS planned, (l->'revised'->>'amount')::numeric AS revised
          FROM recount_programme, jsonb_array_elements(body->'grants') g, jsonb_array_elements(g->'budgetLines') l
          WHERE programme = {programme} AND g->>'number' = 'UDF-XX-XXX-MLI'
        ), spent AS (
          SELECT body->>'budgetLine' AS code,
            sum((CASE WHEN body->'amount'->>'currency' = 'USD' THEN body->'amount' ELSE body->'converted' END
              ->> 'amount')::numeric) AS spent
          FROM recount_expense WHERE programme = {programme} AND level <= {level} AND body->>'grant' = 'UDF-XX-XXX-MLI'
          GROUP BY 1
        ), lines AS (
          SELECT name, planned, revised, coalesce(revised, planned) AS budget, coalesce(spent, 0) AS spent
          FROM budget LEFT JOIN spent USING (code)
        )
        SELECT CASE WHEN grouping(name) = 1 THEN 'All lines' ELSE name END, sum(planned)::text,
          CASE WHEN grouping(name) = 1 THEN sum(budget)::text ELSE coalesce(max(revised)::text, '—') END,
          sum(spent)::text, sum(spent)::text, sum(budget - spent)::text, (sum(spent) * 100 / sum(budget))::text
        FROM lines GROUP BY GROUPING SETS ((name), ())
        """),
  ]
}
