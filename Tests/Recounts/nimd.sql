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

-- nimd/results: Form
WITH everybody AS (
  SELECT sum(count) AS all, sum(count) FILTER (WHERE sex = 'female') AS women,
    sum(count) FILTER (WHERE sex = 'male') AS men, sum(count) FILTER (WHERE is_young) AS young FROM people
), lines AS (
  SELECT count(*) AS all, count(*) FILTER (WHERE told > 0) AS told, count(*) FILTER (WHERE NOT is_incomplete
    AND CASE WHEN measure = 'ordinal' THEN r.step >= t.step ELSE reached >= target END) AS done
  FROM nimd_result r LEFT JOIN nimd_target t USING (code)
)
SELECT 'Summary' AS heading, label, value FROM everybody, lines, LATERAL (VALUES
  ('People who took part, each time counted anew', everybody.all), ('Of whom women', women),
  ('Women among women and men', percent(women, women + men)), ('Of whom aged 18 to 35', young),
  ('Lines of the results table', lines.all), ('Of which with a value', told),
  ('Of which on or above their target', done)) AS summary(label, value);

-- nimd/results: Results by programme line
SELECT said(node_body->'statement') AS "Result", name AS "Indicator", baseline AS "Baseline", target AS "Target",
  reached AS "Actual", CASE WHEN NOT is_incomplete THEN percent(reached, target) END AS "% of target"
FROM nimd_result JOIN nimd_target USING (code);

-- nimd/results: Share of the targets reached
SELECT split_part(name, ' – ', 2) AS "Indicator", percent(reached, target) AS "% of target"
FROM nimd_result JOIN nimd_target USING (code) WHERE NOT is_incomplete AND percent(reached, target) IS NOT NULL;

-- nimd/results: Democracy schools
SELECT said(engagement_body->'title') AS "School", engagement_body->>'cohort' AS "Cohort",
  engagement_body->'weeks' AS "Weeks", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Enrolled: women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Enrolled: men", sum(count) AS "Enrolled: all",
  sum(graduated) FILTER (WHERE sex = 'female') AS "Graduated: women",
  sum(graduated) FILTER (WHERE sex = 'male') AS "Graduated: men",
  coalesce(sum(count) FILTER (WHERE is_young), 0) AS "Enrolled aged 18 to 35",
  engagement_body->'partiesRepresented' AS "Parties represented"
FROM people WHERE engagement_body->>'engagementType' = 'democracy_school' GROUP BY engagement, engagement_body;

-- nimd/results: Cohorts
SELECT body->>'cohort' AS "Cohort", sum((body->>'applied')::int) AS "Applied",
  sum((body->>'graduated')::int) AS "Graduated", sum((body->>'alumniInOffice')::int) AS "Alumni in office"
FROM engagement WHERE body ? 'cohort' GROUP BY 1;

-- nimd/results: Cafés politiques and sessions of dialogue platforms
SELECT day AS "Date", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men", sum(count) AS "All",
  engagement_body->'partiesRepresented' AS "Parties"
FROM people WHERE engagement_body->>'engagementType' IN ('cafe_politique', 'dialogue_platform')
GROUP BY engagement, day, engagement_body;

-- nimd/results: Recommendations by status
SELECT coalesce(named('follow_up_status', seen->>'status'), 'Not followed up in the period')
    AS "Status seen in the period", count(*) AS "Recommendations" FROM recommendation GROUP BY 1;

-- nimd/results: People who took part, by group
SELECT CASE WHEN grouping("group") = 1 THEN 'All' ELSE named('stakeholder_group', "group") END AS "Group",
  sum(count) AS "All", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men",
  coalesce(sum(count) FILTER (WHERE is_young), 0) AS "Aged 18 to 35",
  percent(coalesce(sum(count) FILTER (WHERE sex = 'female'), 0), sum(count) FILTER (WHERE sex IN ('female', 'male')))
    AS "Women among women and men"
FROM people GROUP BY GROUPING SETS (("group"), ());

-- nimd/results: People who took part, by region
SELECT named('region', region) AS "Region", coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men",
  coalesce(sum(count) FILTER (WHERE sex = 'other_nd'), 0) AS "Other or not stated"
FROM people GROUP BY region;

-- nimd/results: Shares of the consortium’s money
SELECT full_name AS "Organisation", p->'share' AS "Share"
FROM programme, jsonb_array_elements(body->'partners') p JOIN body_name ON key = p->>'organisation' WHERE p ? 'share';

-- nimd/results: Use of the budget by line
WITH lines AS (
  SELECT line, name, budget, coalesce(sum(spent), 0) AS spent FROM budget_line LEFT JOIN spending USING (line)
  GROUP BY line, name, budget
)
SELECT CASE WHEN grouping(name) = 1 THEN 'All lines' ELSE name END AS "Line",
  sum(budget) AS "Planned, as revised", sum(spent) AS "Spent in the period",
  sum(spent) AS "Spent to date", sum(budget - spent) AS "Balance",
  percent(sum(spent), sum(budget)) AS "% used" FROM lines GROUP BY GROUPING SETS ((name), ());

-- nimd/results: Financial status of the grant
WITH sums AS (
  SELECT amount(body->'amount') AS granted, amount(body->'received') AS received, amount(body->'spent') AS spent,
    amount(body->'cofinancing') AS others FROM asked_grant
)
SELECT line AS "Line", amount AS "Amount", percent(amount, granted) AS "Share of the grant"
FROM sums, LATERAL (VALUES ('Granted', granted), ('Received by the period’s end', received),
  ('Spent by the period’s end', spent), ('Received less spent', received - spent), ('Co-financing', others)
) AS lines(line, amount);

-- nimd/results: Spent in other currencies
SELECT name AS "Line", currency AS "Currency", money(sum(paid), currency) AS "Spent",
  sum(spent) AS "In the grant’s currency", min(rate) AS "Lowest rate", max(rate) AS "Highest rate"
FROM budget_line JOIN spending USING (line) WHERE rate IS NOT NULL GROUP BY name, currency;

-- nimd/results: What was changed
SELECT 'Budget' AS "group", name AS "Item", planned AS "As signed", revised AS "Revised"
FROM budget_line WHERE revised IS NOT NULL;

-- nimd/results: Consistency with the publication to IATI
SELECT name AS "IATI indicator", reached AS "Value here", published AS "Value in the XML"
FROM nimd_result WHERE is_published;

-- nimd/results: Records read for this report
SELECT name AS "Kind", number AS "Records" FROM (VALUES
  ('Frameworks', (SELECT count(*) FROM framework WHERE programme = asked('programme'))),
  ('Measurements', (SELECT count(*) FROM measurement)),
  ('Democracy schools', (SELECT count(*) FROM engagement WHERE body->>'engagementType' = 'democracy_school')),
  ('Cafés politiques and platform sessions', (SELECT count(*) FROM engagement
    WHERE body->>'engagementType' IN ('cafe_politique', 'dialogue_platform'))),
  ('Follow-ups', (SELECT count(*) FROM follow_up)), ('Recommendations', (SELECT count(*) FROM recommendation)),
  ('Stories', (SELECT count(*) FROM story)), ('Risks', (SELECT count(*) FROM risk)),
  ('Lessons', (SELECT count(*) FROM lesson)), ('Expenses', (SELECT count(*) FROM expense WHERE of_grant(body)))
) AS used(name, number);
