-- Reports to the United Nations Democracy Fund: one grant, all its days.

-- A line for each source of an indicator in numbers.
CREATE VIEW undef_indicator AS
  WITH series AS (
    SELECT i.framework, i.code, i.title, i.node_body, number_of(i.body->'baseline') AS baseline, source,
      one_of(aggregation, array_agg(m.number ORDER BY ends, key)) AS reached,
      (SELECT one_of(aggregation, array_agg(t.number ORDER BY t.ends)) FROM target t
        WHERE (t.framework, t.code) = (i.framework, i.code)) AS target,
      count(*) OVER (PARTITION BY i.framework, i.code) AS series
    FROM indicator i JOIN measured m ON (m.framework, m.code) = (i.framework, i.code)
    WHERE i.measure IN ('unit', 'percentage')
    GROUP BY i.framework, i.code, i.title, i.node_body, i.body, i.aggregation, source
  )
  SELECT *, title || CASE WHEN series > 1 THEN ' — ' || source ELSE '' END AS name FROM series;

-- undef/financial: Use of each budget line
SELECT name AS "Line", sum(spent) AS "Spent to date", budget AS "Budget"
FROM budget_line LEFT JOIN spending USING (line) GROUP BY line, name, budget;

-- undef/financial: Spent in other currencies
SELECT currency AS "Currency", money(sum(paid), currency) AS "Spent", sum(spent) AS "In the grant’s currency",
  min(rate) AS "Lowest rate", max(rate) AS "Highest rate"
FROM spending WHERE rate IS NOT NULL GROUP BY currency;

-- undef/milestone: Milestones
SELECT body->>'number' AS "No.", said(body->'title') AS "Milestone", amount(body->'tranche') AS "Tranche"
FROM milestone WHERE of_grant(body);

-- undef/milestone: Form
SELECT said(body->'title') AS heading, label, value FROM milestone,
  LATERAL (VALUES ('Milestone no.', body->'number'), ('Tranche that follows', body->'tranche')) AS lines(label, value)
WHERE of_grant(body);

-- undef/milestone: Participants
SELECT said(m.body->'title') AS heading, said(engagement_body->'title') AS "Event",
  coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men", sum(count) AS "All"
FROM milestone m JOIN people ON m.body->'engagements' ? engagement WHERE of_grant(m.body) GROUP BY 1, 2, engagement;

-- undef/narrative: Places, communities and events
SELECT said(t->'label') AS "Target", coalesce(t->'revised', t->'planned') AS "Planned", t->'reached' AS "Reached",
  percent((t->>'reached')::numeric, coalesce(t->>'revised', t->>'planned')::numeric) AS "% of plan"
FROM programme, jsonb_array_elements(body->'targets') t WHERE t->>'unit' <> 'people';

-- undef/narrative: Indicators of the outputs
SELECT said(node_body->'statement') AS "group", title AS "Output and indicator", source AS "Means of verification",
  baseline AS "Baseline",
  target AS "Target", reached AS "Achieved", percent(reached, target) AS "% of target"
FROM undef_indicator WHERE node_body->>'level' IN ('output', 'activity');

-- undef/narrative: Outcomes and their indicators
SELECT said(node_body->'statement') AS "group", title AS "Outcome and indicator", source AS "Means of verification",
  baseline AS "Baseline",
  target AS "Target", reached AS "Achieved", percent(reached, target) AS "% of target"
FROM undef_indicator WHERE node_body->>'level' NOT IN ('output', 'activity');

-- undef/narrative: Indicators in numbers
SELECT name AS "Indicator", reached AS "Achieved", target AS "Target" FROM undef_indicator;

-- undef/narrative: People reached, by region
SELECT CASE WHEN grouping(region) = 1 THEN 'All' ELSE named('region', region) END AS "Region", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men"
FROM people WHERE of_grant(engagement_body) GROUP BY GROUPING SETS ((region), ());
