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
        """)
  ]
}
