-- Results of a country programme of NIMD: the whole programme, and the money of one grant, all days.

-- A line of the results for each source of an indicator.
CREATE VIEW nimd_result AS
  SELECT i.code, i.code || ' – ' || i.title AS name, i.node_body, number_of(i.body->'baseline') AS baseline,
    i.body->'publishToIati' = 'true' AS is_published, measure, i.aggregation, m.series,
    one_of(i.aggregation, array_agg(m.number ORDER BY ends, key)) AS reached,
    one_of('latest', array_agg((measurement->>'scaleValue')::numeric ORDER BY ends, key)) AS step, count(m.key) AS told,
    coalesce(bool_or(measurement->'incompleteCells' = 'true'), false) AND asked('level')::int < 2 AS is_incomplete,
    -- What is published of the same: public measurements alone.
    one_of(i.aggregation,
      array_agg(round(m.number, CASE measure WHEN 'percentage' THEN 1 ELSE 20 END) ORDER BY ends, key)
      FILTER (WHERE m.level = 0)) AS published
  FROM indicator i LEFT JOIN measured m ON (m.framework, m.code) = (i.framework, i.code)
  GROUP BY i.framework, i.code, i.title, i.node_body, i.body, measure, i.aggregation, m.series;

CREATE VIEW nimd_target AS
  SELECT i.code, one_of(i.aggregation, array_agg(t.number ORDER BY t.ends)) AS target,
    (SELECT (p->>'target')::numeric FROM jsonb_array_elements(i.body->'periods') p
      ORDER BY p->>'periodEnd' DESC LIMIT 1) AS step
  FROM indicator i LEFT JOIN target t ON (t.framework, t.code) = (i.framework, i.code)
  GROUP BY i.code, i.aggregation, i.body;

-- nimd/results: Recommendations by status
SELECT coalesce(named('follow_up_status', seen->>'status'), 'Not followed up in the period')
    AS "Status seen in the period", count(*) AS "Recommendations" FROM recommendation GROUP BY 1;

-- nimd/results: Shares of the consortium’s money
SELECT full_name AS "Organisation", p->'share' AS "Share"
FROM programme, jsonb_array_elements(body->'partners') p JOIN body_name ON key = p->>'organisation' WHERE p ? 'share';
