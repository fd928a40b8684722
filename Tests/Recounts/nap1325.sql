-- Reports on the national action plan 1325: the matrix of a year's quarters, and the annual report.

-- The plan that holds on the report's last day, and its nodes with the pillar under which they stand.
CREATE VIEW plan AS
  SELECT key, body, coalesce(asked('year'), left(last_day(), 4)) AS year FROM framework
  WHERE body->>'frameworkType' = 'nap_1325' AND coalesce(body->>'status', '') <> 'replaced'
    AND left(last_day(), 4) BETWEEN left(body->>'validFrom', 4) AND left(body->>'validUntil', 4);

CREATE VIEW plan_node AS
  SELECT n->>'code' AS code, n->>'level' AS level, n AS body,
    CASE split_part(n->>'code', '.', 1) WHEN '1' THEN 'Pillar 1: Participation' WHEN '2' THEN 'Pillar 2: Prevention'
      WHEN '3' THEN 'Pillar 3: Protection' WHEN '4' THEN 'Pillar 4: Relief and recovery'
      ELSE 'Across the pillars: coordination and monitoring' END AS pillar
  FROM plan, jsonb_array_elements(body->'nodes') n;

-- Activities with the status known on the report's last day.
CREATE VIEW plan_activity AS
  SELECT code, pillar, plan_node.body, coalesce(seen.status, CASE WHEN plan_node.body->>'statusOn' <= last_day()
    THEN plan_node.body->>'status' END) AS status
  FROM plan_node LEFT JOIN LATERAL (
    SELECT m.body->>'status' AS status FROM measurement m, plan
    WHERE m.body->>'framework' = plan.key AND m.body->>'node' = code AND m.body ? 'status'
      AND m.body->>'periodEnd' <= last_day() ORDER BY m.body->>'periodEnd' DESC, m.key DESC LIMIT 1
  ) AS seen ON true
  WHERE level = 'activity';

-- The plan's indicators in the year.
CREATE FUNCTION told_of_plan(its_code text, aggregation text, first text, last text) RETURNS numeric
LANGUAGE sql STABLE AS $$
  SELECT one_of(aggregation, array_agg(number ORDER BY ends, m.key)) FROM measured m JOIN plan ON plan.key = framework
  WHERE code = its_code AND starts >= first AND ends <= least(last, last_day())
$$;

CREATE VIEW plan_indicator AS
  SELECT i.code, i.title, i.body, pillar || ', ' || year AS caption, number_of(i.body->'baseline') AS baseline,
    (SELECT one_of(i.aggregation, array_agg(t.number ORDER BY t.ends)) FROM target t
      WHERE (t.framework, t.code) = (i.framework, i.code) AND left(t.starts, 4) = year) AS target,
    told_of_plan(i.code, i.aggregation, year || '-01-01', year || '-03-31') AS q1,
    told_of_plan(i.code, i.aggregation, year || '-04-01', year || '-06-30') AS q2,
    told_of_plan(i.code, i.aggregation, year || '-07-01', year || '-09-30') AS q3,
    told_of_plan(i.code, i.aggregation, year || '-10-01', year || '-12-31') AS q4,
    told_of_plan(i.code, i.aggregation, year || '-01-01', year || '-12-31') AS total
  FROM indicator i JOIN plan ON plan.key = i.framework JOIN plan_node n ON n.code = i.node;

-- Money of the plan's nodes and of the plan as a whole.
CREATE VIEW plan_money AS
  SELECT code, pillar, said(f->'source') AS source, f AS body,
    coalesce(f->'planned', f->'mobilised', f->'spent')->>'currency' AS currency,
    amount(f->'planned') AS planned, amount(f->'mobilised') AS mobilised, amount(f->'spent') AS spent
  FROM plan_node, jsonb_array_elements(body->'funding') f
  UNION ALL
  SELECT NULL, NULL, said(f->'source'), f, coalesce(f->'planned', f->'mobilised', f->'spent')->>'currency',
    amount(f->'planned'), amount(f->'mobilised'), amount(f->'spent')
  FROM plan, jsonb_array_elements(body->'funding') f;

CREATE VIEW plan_budget AS
  SELECT currency, coalesce(pillar, 'Total') AS pillar, sum(planned) AS planned, sum(mobilised) AS mobilised,
    sum(spent) AS spent FROM plan_money GROUP BY currency, pillar
  UNION ALL
  SELECT * FROM (
    SELECT currency, 'Not allotted to a pillar',
      sum(CASE WHEN pillar IS NULL THEN planned ELSE -planned END) AS planned,
      sum(CASE WHEN pillar IS NULL THEN mobilised ELSE -mobilised END),
      sum(CASE WHEN pillar IS NULL THEN spent ELSE -spent END)
    FROM plan_money GROUP BY currency
  ) AS rest WHERE planned > 0;

-- nap1325/annual: Form
SELECT 'Summary' AS heading, label, value FROM (
  SELECT count(*) AS activities, count(*) FILTER (WHERE status = 'completed') AS completed FROM plan_activity
) AS activities, (SELECT count(*) AS all, count(*) FILTER (WHERE EXISTS (
    SELECT FROM measured m, plan WHERE m.framework = plan.key AND m.code = i.code AND in_period(m.ends))) AS told
  FROM plan_indicator i) AS indicators,
  (SELECT count(*) AS all, count(*) FILTER (WHERE body->>'engagementType' = 'committee_meeting') AS meetings
  FROM engagement WHERE in_period(body->>'startsOn')) AS events,
  LATERAL (VALUES ('Activities completed', to_jsonb(completed || ' of ' || activities)),
    ('Completion', to_jsonb(percent(completed, activities))),
    ('Indicators with a value', to_jsonb(told || ' of ' || indicators.all)), ('Committee meetings', to_jsonb(meetings)),
    ('Events of the period, meetings included', to_jsonb(events.all))) AS summary(label, value);

-- nap1325/matrix, nap1325/annual: Activities by status
SELECT CASE WHEN grouping(pillar) = 1 THEN 'Total' ELSE pillar END AS "Pillar",
  count(*) FILTER (WHERE status = 'on_track') AS "On track", count(*) FILTER (WHERE status = 'delayed') AS "Delayed",
  count(*) FILTER (WHERE status = 'completed') AS "Completed",
  count(*) FILTER (WHERE status = 'suspended') AS "Suspended"
FROM plan_activity GROUP BY GROUPING SETS ((pillar), ());

-- nap1325/matrix, nap1325/annual: Completed activities
SELECT CASE WHEN grouping(pillar) = 1 THEN 'Total' ELSE pillar END AS "Pillar", count(*) AS "Activities",
  count(*) FILTER (WHERE status = 'completed') AS "Completed",
  percent(count(*) FILTER (WHERE status = 'completed'), count(*)) AS "Completion",
  count(*) FILTER (WHERE status IS NULL) AS "Status not known"
FROM plan_activity GROUP BY GROUPING SETS ((pillar), ());

-- nap1325/matrix, nap1325/annual: The plan and the indicators of S/2010/498
SELECT counterpart AS "No.", code AS "Code in the plan", target AS "Target", total AS "Value",
  percent(total, target) AS "Rate"
FROM plan_indicator, jsonb_array_elements_text(body->'unscr1325Indicators') counterpart;

-- nap1325/matrix: The plan and the indicators of the Sustainable Development Goals
SELECT r->>'code' AS "SDG indicator", code AS "Code in the plan", target AS "Target", total AS "Value",
  percent(total, target) AS "Rate"
FROM plan_indicator, jsonb_array_elements(body->'references') r WHERE r->>'vocabulary' = 'sdg';

-- nap1325/annual: Women in the bodies
SELECT o.full_name AS "Body", left(ends, 4) AS "Date", CASE WHEN i.measure = 'unit' THEN number END AS "Women",
  measurement->'outOf' AS "Total", CASE WHEN i.measure = 'percentage' THEN number END AS "Share"
FROM measured m JOIN plan ON plan.key = m.framework JOIN indicator i ON (i.framework, i.code) = (m.framework, m.code)
JOIN body_name o ON o.key = m.organisation
WHERE i.body->'unscr1325Indicators' ?| '{8,9,10,11a,11b,12a,12b,13,16}' AND ends <= last_day();

-- nap1325/annual: Share of women by body and source
SELECT o.acronym || ' (' || left(m.ends, 4) || ')' AS "Body and date", m.number AS "Share of women",
  t.number AS "Target"
FROM measured m JOIN plan ON plan.key = m.framework JOIN indicator i ON (i.framework, i.code) = (m.framework, m.code)
JOIN body_name o ON o.key = m.organisation
LEFT JOIN target t ON (t.framework, t.code, t.ends) = (m.framework, m.code, m.ends)
WHERE i.body->'unscr1325Indicators' ?| '{8,9,10,11a,11b,12a,12b,13,16}' AND i.measure = 'percentage'
  AND m.ends <= last_day();

-- nap1325/annual: Money received in the period
SELECT t->>'date' AS "Date", o.name AS "From", t->'value' AS "Amount"
FROM programme CROSS JOIN LATERAL jsonb_array_elements(body->'grants') g
CROSS JOIN LATERAL jsonb_array_elements(g->'transactions') t LEFT JOIN body_name o ON o.key = t->>'organisation'
WHERE t->>'type' = 'incoming_funds' AND in_period(t->>'date');

-- nap1325/annual: Activities and attendance by region
WITH planned AS (
  SELECT region, count(DISTINCT code) AS activities
  FROM plan_activity CROSS JOIN LATERAL jsonb_array_elements_text(body->'regions') region GROUP BY region
), present AS (
  SELECT region, coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS women,
    coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS men, sum(count) AS everybody
  FROM people WHERE in_period(day) GROUP BY region
)
SELECT named('region', region) AS "Region", coalesce(activities, 0) AS "Activities of the plan", women AS "Women",
  men AS "Men", everybody AS "People present" FROM planned FULL JOIN present USING (region)
UNION ALL
SELECT 'Total', (SELECT count(*) FROM plan_activity), sum(women), sum(men), sum(everybody) FROM present;

-- nap1325/annual: Recommendations by status
SELECT coalesce(named('follow_up_status', seen->>'status'), 'Not followed up yet') AS "Status",
  count(*) AS "Recommendations"
FROM recommendation
WHERE day <= last_day() AND NOT coalesce(seen->>'asOf' < asked('from')
  AND seen->>'status' IN ('implemented', 'alternative', 'not_applicable', 'closed_unimplemented'), false)
GROUP BY 1;

-- nap1325/matrix, nap1325/annual: Budget by pillar, 2019–2023 (EUR)
SELECT pillar AS "Pillar", money(planned, currency) AS "Planned", money(mobilised, currency) AS "Mobilised",
  money(spent, currency) AS "Spent" FROM plan_budget WHERE currency = 'EUR';

-- nap1325/matrix, nap1325/annual: Money by pillar and source, 2019–2023
SELECT pillar AS "group", source AS "Source", money(sum(planned), currency) AS "Planned",
  money(sum(mobilised), currency) AS "Mobilised", money(sum(spent), currency) AS "Spent",
  percent(sum(mobilised), sum(planned)) AS "Share mobilised",
  percent(sum(spent), sum(mobilised)) AS "Spent of what is mobilised"
FROM plan_money WHERE pillar IS NOT NULL GROUP BY pillar, source, currency;

-- nap1325/matrix, nap1325/annual: Sources of the plan as a whole, 2019–2023
SELECT source AS "Source", body->'planned' AS "Planned", body->'mobilised' AS "Mobilised", body->'spent' AS "Spent",
  percent(mobilised, planned) AS "Share mobilised" FROM plan_money WHERE pillar IS NULL;

-- nap1325/annual: Expenses of the period by funder
SELECT o.name AS "Funder", money(sum(amount(e.body->'amount')), e.body->'amount'->>'currency') AS "Spent"
FROM expense e LEFT JOIN body_name o ON o.key = e.body->>'funder'
WHERE in_period(coalesce(e.body->>'spentOn', e.body->>'periodEnd')) GROUP BY o.name, e.body->'amount'->>'currency';

-- nap1325/matrix, nap1325/annual: Budget by pillar, 2019–2023 (XOF)
SELECT pillar AS "Pillar", money(planned, currency) AS "Planned", money(mobilised, currency) AS "Mobilised",
  money(spent, currency) AS "Spent" FROM plan_budget WHERE currency = 'XOF';

-- nap1325/annual: Pillar … | Across the pillars…
SELECT caption, code AS "Code", baseline AS "Baseline", target AS "Target 2023", total AS "Cumulative",
  percent(total, target) AS "Rate" FROM plan_indicator;

-- nap1325/matrix: Pillar … | Across the pillars…
SELECT caption, code AS "Code", NULL AS "Source", baseline AS "Baseline", target AS "Target 2023",
  CASE WHEN is_quarterly THEN q1 END AS "Q1", CASE WHEN is_quarterly THEN q2 END AS "Q2",
  CASE WHEN is_quarterly THEN q3 END AS "Q3", CASE WHEN is_quarterly THEN q4 END AS "Q4", total AS "Cumulative",
  percent(total, target) AS "Rate", NULL::jsonb AS "Planned", NULL::jsonb AS "Spent"
FROM plan_indicator, LATERAL (SELECT body->>'frequency' = 'quarterly' AS is_quarterly) AS how
UNION ALL
SELECT pillar || ', ' || year, code, source, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  plan_money.body->'planned', plan_money.body->'spent' FROM plan_money, plan WHERE code IS NOT NULL;

-- nap1325/annual: Events by region
SELECT CASE WHEN grouping(region) = 1 THEN 'Total' ELSE named('region', region) END AS "Region", count(*) AS "Events"
FROM (SELECT body->'place'->>'region' AS region FROM engagement WHERE in_period(body->>'startsOn')) AS held
GROUP BY GROUPING SETS ((region), ());

-- nap1325/matrix, nap1325/annual: Text
SELECT 'The plan has an indicator of its own for ' || count(DISTINCT substring(counterpart FROM '^[0-9]+'))
  || ' of the 26 indicators.' AS text
FROM plan_indicator, jsonb_array_elements_text(body->'unscr1325Indicators') counterpart;

-- nap1325/annual: Records read for this report
SELECT name AS "Kind of record", number AS "Records read" FROM (VALUES
  ('Plans', (SELECT count(*) FROM framework WHERE body->>'frameworkType' = 'nap_1325')),
  ('Measurements', (SELECT count(*) FROM measurement)),
  ('Events', (SELECT count(*) FROM engagement WHERE in_period(body->>'startsOn'))),
  ('Events of the context', (SELECT count(*) FROM evidence WHERE body->>'evidenceType' = 'context_event')),
  ('Legal and policy instruments', (SELECT count(*) FROM framework
    WHERE body->>'frameworkType' IN ('legal_instrument', 'policy_instrument'))),
  ('Risks', (SELECT count(*) FROM risk)),
  ('Lessons', (SELECT count(*) FROM lesson WHERE in_period(body->>'learnedOn'))),
  ('Answers', (SELECT count(*) FROM response)), ('Follow-ups', (SELECT count(*) FROM follow_up)),
  ('Recommendations', (SELECT count(*) FROM recommendation))
) AS used(name, number);
