-- Results of a country programme of NIMD: the whole programme, and the money of one grant, all days.

-- The days over which value and target of an indicator are compared: the period where a target lies within it, or else
-- the days of the target that touches it, until the period's end.
CREATE VIEW nimd_days AS
  SELECT i.framework, i.code, coalesce(longer.starts, asked('from')) AS starts,
    least(longer.ends, asked('to')) AS ends, coalesce(longer.starts, asked('from')) AS target_starts,
    coalesce(longer.ends, asked('to')) AS target_ends
  FROM indicator i LEFT JOIN LATERAL (
    SELECT p->>'periodStart' AS starts, p->>'periodEnd' AS ends
    FROM jsonb_array_elements(i.body->'periods') WITH ORDINALITY AS periods(p, place)
    WHERE p->>'periodStart' <= asked('to') AND p->>'periodEnd' >= asked('from')
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(i.body->'periods') own
        WHERE own->>'periodStart' >= asked('from') AND own->>'periodEnd' <= asked('to'))
    ORDER BY place LIMIT 1
  ) AS longer ON true;

-- What was measured in these days and says something, without what lies within other days of the same series; where
-- nothing was, the last that ends in them.
CREATE VIEW nimd_measured AS
  WITH told AS (
    SELECT m.*, d.starts AS first, d.ends AS last FROM measured m JOIN nimd_days d USING (framework, code)
    WHERE m.measurement ?| '{value,numerator,scaleValue,text}'
  ), within AS (
    SELECT * FROM told t WHERE starts >= first AND ends <= last AND NOT EXISTS (
      SELECT FROM told o WHERE (o.framework, o.code, o.series) = (t.framework, t.code, t.series)
        AND o.starts >= first AND o.ends <= last AND o.starts <= t.starts AND o.ends >= t.ends
        AND (o.starts, o.ends) <> (t.starts, t.ends))
  )
  SELECT * FROM within
  UNION ALL
  (SELECT DISTINCT ON (framework, code, series) * FROM told t WHERE ends BETWEEN first AND last
    AND NOT EXISTS (SELECT FROM within w WHERE (w.framework, w.code, w.series) = (t.framework, t.code, t.series))
  ORDER BY framework, code, series, ends DESC, key DESC);

-- The number that the publication has of a public measurement as a whole: people as their cells count them where none is
-- missing, but no share of people; of what adds up, nothing of days within other public ones of the same series.
CREATE VIEW nimd_published AS
  SELECT m.key, CASE WHEN m.measurement->>'counts' IS DISTINCT FROM 'people'
      THEN round(coalesce(number_of(m.measurement), (m.measurement->>'scaleValue')::numeric),
        CASE i.measure WHEN 'percentage' THEN 1 ELSE 20 END)
    WHEN i.measure = 'unit' AND m.measurement->'incompleteCells' IS DISTINCT FROM 'true'
      THEN (SELECT sum((c->>'count')::int) FROM jsonb_array_elements(m.measurement->'cells') c) END AS number
  FROM measured m JOIN indicator i USING (framework, code)
  WHERE m.level = 0 AND (i.aggregation IS DISTINCT FROM 'sum' OR NOT EXISTS (
    SELECT FROM measured o WHERE (o.framework, o.code, o.series) = (m.framework, m.code, m.series)
      AND (o.organisation, o.region) IS NOT DISTINCT FROM (m.organisation, m.region) AND o.level = 0
      AND o.ends <= coalesce(asked('to'), '9999') AND o.starts <= m.starts AND o.ends >= m.ends
      AND (o.starts, o.ends) <> (m.starts, m.ends)));

-- A line of the results for each source of an indicator that says something, or else one that says nothing.
CREATE VIEW nimd_result AS
  SELECT i.framework, i.code, i.title, i.node, i.node_body, i.measure, i.body,
    number_of(i.body->'baseline') AS baseline, (i.body->'baseline'->>'scaleValue')::int AS baseline_step, m.series,
    count(m.key) AS told,
    one_of(i.aggregation, array_agg(m.number ORDER BY m.ends, m.key)) AS reached,
    one_of('latest', array_agg((m.measurement->>'scaleValue')::numeric ORDER BY m.ends, m.key)) AS step,
    coalesce(bool_or(m.measurement->'incompleteCells' = 'true'), false) AND asked('level')::int < 2 AS is_incomplete,
    -- Of values of which the last one stands for all, it is the last one's alone.
    CASE WHEN i.aggregation IN ('sum', 'average') THEN one_of(i.aggregation, array_agg(p.number ORDER BY m.ends, m.key))
      ELSE (array_agg(p.number ORDER BY m.ends DESC, m.key DESC))[1] END AS published,
    coalesce(min(m.starts), d.starts) AS starts, coalesce(max(m.ends), d.ends) AS ends,
    (SELECT one_of(i.aggregation, array_agg(coalesce((p->>'revisedTarget')::numeric, (p->>'target')::numeric)
      ORDER BY p->>'periodEnd')) FROM jsonb_array_elements(i.body->'periods') p
      WHERE p->>'periodStart' >= d.target_starts AND p->>'periodEnd' <= d.target_ends) AS target
  FROM indicator i JOIN nimd_days d USING (framework, code) LEFT JOIN nimd_measured m USING (framework, code)
  LEFT JOIN nimd_published p ON p.key = m.key
  GROUP BY i.framework, i.code, i.title, i.node, i.node_body, i.measure, i.aggregation, i.body, m.series, d.starts,
    d.ends, d.target_starts, d.target_ends;

-- The name of a step on an indicator's scale.
CREATE FUNCTION step_of(indicator jsonb, step numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT said(s->'label') FROM jsonb_array_elements(indicator->'scale') s WHERE (s->>'value')::numeric = step
$$;

-- Values and targets as they are printed, numbers or the names of steps, and what came of them.
CREATE VIEW nimd_line AS
  SELECT *, code || ' – ' || title AS name,
    CASE WHEN is_number THEN to_jsonb(baseline) ELSE to_jsonb(step_of(body, baseline_step)) END AS said_baseline,
    CASE WHEN is_number THEN to_jsonb(target) ELSE to_jsonb(step_of(body, target)) END AS said_target,
    CASE WHEN is_number THEN to_jsonb(reached) ELSE to_jsonb(step_of(body, step)) END AS said_reached,
    CASE WHEN is_number AND NOT is_incomplete THEN
      CASE WHEN body->>'direction' = 'down' THEN percent(baseline - reached, baseline - target)
        ELSE percent(reached, target) END END AS share
  FROM nimd_result, LATERAL (SELECT measure IN ('unit', 'percentage') AS is_number) AS kind;

-- nimd/results: Recommendations by status
SELECT coalesce(named('follow_up_status', seen->>'status'), 'Not followed up in the period')
    AS "Status seen in the period", count(*) AS "Recommendations" FROM recommendation
-- One of no day may be older than all others.
WHERE coalesce(day <= last_day(), true) GROUP BY 1;

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
FROM people WHERE in_period(day) GROUP BY GROUPING SETS (("group"), ()) HAVING count(*) > 0;

-- nimd/results: People who took part, by region
SELECT CASE WHEN grouping(region) = 1 THEN 'All' ELSE named('region', region) END AS "Region",
  coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men",
  coalesce(sum(count) FILTER (WHERE sex = 'other_nd'), 0) AS "Other or not stated"
FROM people WHERE in_period(day) GROUP BY GROUPING SETS ((region), ()) HAVING count(*) > 0;

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

-- nimd/results: Results by programme line
WITH RECURSIVE above AS (
  SELECT f.key AS framework, n->>'code' AS code, n->>'code' AS top, n AS top_body, true AS is_top
  FROM framework f, jsonb_array_elements(f.body->'nodes') n WHERE NOT n ? 'parent'
  UNION ALL
  SELECT f.key, n->>'code', a.top, a.top_body, false
  FROM framework f CROSS JOIN LATERAL jsonb_array_elements(f.body->'nodes') n
  JOIN above a ON a.framework = f.key AND a.code = n->>'parent'
)
SELECT said(top_body->'statement') AS "group",
  -- What is measured of the line itself stands under its name.
  CASE WHEN is_top THEN '' ELSE said(node_body->'statement') END AS "Result", name AS "Indicator",
  -- What is told in words has no figure.
  coalesce(said_baseline, body->'baseline'->'text'->'en') AS "Baseline", said_target AS "Target",
  said_reached AS "Actual", share AS "% of target"
FROM nimd_line l JOIN above a ON (a.framework, a.code) = (l.framework, l.node);

-- nimd/results: Share of the targets reached
SELECT title AS "Indicator", share AS "% of target" FROM nimd_line WHERE share IS NOT NULL;

-- nimd/results: Consistency with the publication to IATI
SELECT name AS "IATI indicator",
  to_char(starts::date, 'FMDD FMMonth YYYY') || ' to ' || to_char(ends::date, 'FMDD FMMonth YYYY') AS "Period",
  said_reached AS "Value here", coalesce(to_jsonb(published), '"not published"') AS "Value in the XML",
  CASE WHEN said_reached IS NULL OR published IS NULL THEN '—'
    WHEN round(coalesce(reached, step), decimals) = round(published, decimals) THEN 'Yes' ELSE 'No' END AS "Equal"
FROM nimd_line, LATERAL (SELECT CASE measure WHEN 'percentage' THEN 1 ELSE 2 END AS decimals) AS printed
WHERE body->'publishToIati' = 'true';

-- nimd/results: Records read for this report
SELECT name AS "Kind of record", number AS "Records read" FROM (VALUES
  ('Frameworks', (SELECT count(*) FROM framework WHERE programme = asked('programme'))),
  ('Measurements', (SELECT count(*) FROM measurement)),
  ('Democracy schools', (SELECT count(*) FROM engagement
    WHERE body->>'engagementType' = 'democracy_school' AND in_period(body->>'startsOn'))),
  ('Cafés politiques and platform sessions', (SELECT count(*) FROM engagement
    WHERE body->>'engagementType' IN ('cafe_politique', 'dialogue_platform') AND in_period(body->>'startsOn'))),
  ('Follow-ups', (SELECT count(*) FROM follow_up WHERE in_period(body->>'asOf'))),
  ('Recommendations', (SELECT count(*) FROM recommendation)), ('Risks', (SELECT count(*) FROM risk)),
  ('Lessons', (SELECT count(*) FROM lesson WHERE in_period(body->>'learnedOn'))),
  ('Expenses', (SELECT count(*) FROM expense WHERE of_grant(body)))
) AS used(name, number);

-- nimd/results: Form
WITH everybody AS (
  SELECT coalesce(sum(count), 0) AS all, coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS women,
    coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS men,
    coalesce(sum(count) FILTER (WHERE sex = 'other_nd'), 0) AS others,
    coalesce(sum(count) FILTER (WHERE is_young), 0) AS young FROM people WHERE in_period(day)
), lines AS (
  SELECT count(*) AS all, count(*) FILTER (WHERE told > 0) AS told,
    -- A step on a scale is on its target as well where it is the same one or further up.
    count(*) FILTER (WHERE share >= 100 OR measure = 'ordinal' AND step >= target) AS done FROM nimd_line
)
SELECT 'Summary' AS heading, label, value FROM everybody, lines, LATERAL (VALUES
  ('People who took part, each time counted anew', everybody.all), ('Of whom women', women), ('Of whom men', men),
  ('Of whom of other or no stated sex', others), ('Share of women among women and men', percent(women, women + men)),
  ('Of whom aged 18 to 35', young), ('Lines of the results table', lines.all), ('Of which with a value', told),
  ('Of which on or above their target', done)) AS summary(label, value);
