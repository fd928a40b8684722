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

-- nimd/results: Democracy schools
SELECT said(engagement_body->'title') AS "School", engagement_body->>'cohort' AS "Cohort",
  engagement_body->'weeks' AS "Weeks", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Enrolled: women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Enrolled: men", sum(count) AS "Enrolled: all",
  sum(graduated) FILTER (WHERE sex = 'female') AS "Graduated: women",
  sum(graduated) FILTER (WHERE sex = 'male') AS "Graduated: men",
  coalesce(sum(count) FILTER (WHERE is_young), 0) AS "Enrolled aged 18 to 35",
  engagement_body->'partiesRepresented' AS "Parties represented"
FROM people WHERE engagement_body->>'engagementType' = 'democracy_school' AND in_period(day)
GROUP BY engagement, engagement_body;

-- nimd/results: Cohorts
SELECT body->>'cohort' AS "Cohort", sum((body->>'applied')::int) AS "Applied",
  sum((body->>'graduated')::int) AS "Graduated", sum((body->>'alumniInOffice')::int) AS "Alumni in office"
FROM engagement WHERE body ? 'cohort' AND in_period(body->>'startsOn') GROUP BY 1;

-- nimd/results: Cafés politiques and sessions of dialogue platforms
SELECT day AS "Date", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men", sum(count) AS "All",
  engagement_body->'partiesRepresented' AS "Parties"
FROM people WHERE engagement_body->>'engagementType' IN ('cafe_politique', 'dialogue_platform') AND in_period(day)
GROUP BY engagement, day, engagement_body;

-- nimd/results: People who took part, by group
SELECT CASE WHEN grouping("group") = 1 THEN 'All' ELSE named('stakeholder_group', "group") END AS "Group",
  sum(count) AS "All", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men",
  coalesce(sum(count) FILTER (WHERE sex = 'other_nd'), 0) AS "Other or not stated",
  coalesce(sum(count) FILTER (WHERE is_young), 0) AS "Aged 18 to 35",
  percent(coalesce(sum(count) FILTER (WHERE sex = 'female'), 0), sum(count) FILTER (WHERE sex IN ('female', 'male')))
    AS "Women among women and men"
FROM people WHERE in_period(day) GROUP BY GROUPING SETS (("group"), ());

-- nimd/results: People who took part, by region
SELECT CASE WHEN grouping(region) = 1 THEN 'All' ELSE named('region', region) END AS "Region",
  coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men",
  coalesce(sum(count) FILTER (WHERE sex = 'other_nd'), 0) AS "Other or not stated"
FROM people WHERE in_period(day) GROUP BY GROUPING SETS ((region), ());

-- nimd/results: Use of the budget by line
WITH lines AS (
  SELECT line, name, budget, coalesce(sum(spent) FILTER (WHERE in_period(day)), 0) AS within,
    coalesce(sum(spent) FILTER (WHERE day <= last_day()), 0) AS spent
  FROM budget_line LEFT JOIN spending USING (line) GROUP BY line, name, budget
)
SELECT CASE WHEN grouping(name) = 1 THEN 'All lines' ELSE name END AS "Line",
  sum(budget) AS "Planned, as revised", sum(within) AS "Spent in the period",
  sum(spent) AS "Spent to date", sum(budget - spent) AS "Balance",
  percent(sum(spent), sum(budget)) AS "% used" FROM lines GROUP BY GROUPING SETS ((name), ());

-- nimd/results: Financial status of the grant
WITH sums AS (
  SELECT amount(body->'amount') AS granted, amount(body->'cofinancing') AS others,
    (SELECT sum(amount(t->'value')) FROM jsonb_array_elements(body->'transactions') t
      WHERE t->>'type' = 'incoming_funds' AND t->>'date' <= last_day()) AS received,
    (SELECT sum(spent) FROM spending WHERE day <= last_day()) AS spent FROM asked_grant
)
SELECT line AS "Line", amount AS "Amount", percent(amount, granted) AS "Share of the grant"
FROM sums, LATERAL (VALUES ('Granted', granted), ('Received by the period’s end', received),
  ('Spent by the period’s end', spent), ('Received less spent', received - spent), ('Co-financing', others)
) AS lines(line, amount);

-- nimd/results: Spent in other currencies
SELECT name AS "Line", currency AS "Currency", money(sum(paid), currency) AS "Spent",
  sum(spent) AS "In the grant’s currency", min(rate) AS "Lowest rate", max(rate) AS "Highest rate"
FROM budget_line JOIN spending USING (line) WHERE rate IS NOT NULL AND day <= last_day() GROUP BY name, currency;

-- nimd/results: What was changed
WITH agreed AS (SELECT said(c->'item') AS item FROM programme, jsonb_array_elements(body->'changes') c)
SELECT 'Budget' AS "group", name AS "Item", planned AS "As signed", revised AS "Revised"
FROM budget_line WHERE revised IS NOT NULL AND NOT EXISTS (SELECT FROM agreed WHERE item = name);
