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

-- undef/narrative, undef/financial: Financial status of the grant
WITH sums AS (
  SELECT amount(body->'amount') AS granted, amount(body->'cofinancing') AS others,
    -- A report that ends on a day tells what had come and gone by then.
    CASE WHEN asked('to') IS NULL THEN amount(body->'received') ELSE (
      SELECT sum(amount(t->'value')) FROM jsonb_array_elements(body->'transactions') t
      WHERE t->>'type' = 'incoming_funds' AND t->>'date' <= last_day()) END AS received,
    CASE WHEN asked('to') IS NULL THEN amount(body->'spent')
      ELSE (SELECT sum(spent) FROM spending WHERE day <= last_day()) END AS spent
  FROM asked_grant
)
SELECT line AS "Line", amount AS "Amount", percent(amount, granted) AS "Share of the grant"
FROM sums, LATERAL (VALUES ('a. Grant amount', granted), ('b. Funds received', received),
  ('c. Amount used from b', spent), ('d. Remaining balance (b − c)', received - spent), ('Co-financing', others)
) AS lines(line, amount);

-- undef/financial: Budget and expenditure by line
WITH lines AS (
  SELECT line, category, name, planned, revised, budget,
    coalesce(sum(spent) FILTER (WHERE day < asked('from')), 0) AS before,
    coalesce(sum(spent) FILTER (WHERE in_period(day)), 0) AS within
  FROM budget_line LEFT JOIN spending USING (line) GROUP BY line, category, name, planned, revised, budget
), known AS (SELECT *, before + within AS spent FROM lines)
SELECT category AS "group", line AS "Code", name AS "Line", planned AS "Budget", revised AS "Revised budget",
  before AS "Previously reported", within AS "This period", spent AS "Cumulative", budget - spent AS "Balance",
  percent(spent, budget) AS "% used" FROM known
UNION ALL
SELECT NULL, NULL, 'All lines', sum(planned), sum(budget), sum(before), sum(within), sum(spent), sum(budget - spent),
  percent(sum(spent), sum(budget)) FROM known;

-- undef/financial: Tranches and what was spent of them
WITH tranches AS (
  SELECT m.body->>'number' AS number, said(m.body->'title') AS name, amount(m.body->'tranche') AS tranche,
    coalesce((SELECT sum(amount(t->'value')) FROM asked_grant g, jsonb_array_elements(g.body->'transactions') t
      WHERE t->>'type' = 'incoming_funds' AND t->>'milestone' = m.key), 0) AS received,
    coalesce((SELECT sum(spent) FROM spending WHERE milestone = m.key), 0) AS spent
  FROM milestone m WHERE of_grant(m.body)
  UNION ALL
  SELECT NULL, 'Of no milestone', NULL, 0, sum(spent) FROM spending WHERE milestone IS NULL
)
SELECT number AS "No.", name AS "Milestone", tranche AS "Tranche", received AS "Received", spent AS "Spent",
  -- What is of no milestone is received for none.
  CASE WHEN number IS NOT NULL THEN received - spent END AS "Balance" FROM tranches
UNION ALL
SELECT NULL, 'All', sum(tranche), sum(received), sum(spent), sum(received) - sum(spent) FROM tranches;

-- undef/narrative: Form
SELECT 'General information' AS heading, 'Duration in months, extension included' AS label,
  (extract(year FROM days) * 12 + extract(month FROM days)) AS value
FROM asked_grant, LATERAL (SELECT age((coalesce(body->>'extendedUntil', body->>'endsOn'))::date + 1,
  (body->>'startsOn')::date)) AS lasting(days);

-- undef/narrative: People reached, by group
WITH reached AS (
  SELECT CASE WHEN grouping("group") = 1 THEN 'All' ELSE named('stakeholder_group', "group") END AS name,
    "group" AS code, sum(count) AS everybody,
    coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS women,
    coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS men,
    coalesce(sum(count) FILTER (WHERE is_young), 0) AS young
  FROM people WHERE of_grant(engagement_body) GROUP BY GROUPING SETS (("group"), ())
), planned AS (
  SELECT t->>'code' AS code, coalesce(t->>'revised', t->>'planned')::int AS planned
  FROM programme, jsonb_array_elements(body->'targets') t WHERE t->>'unit' = 'people'
)
SELECT name AS "Group", planned AS "Planned", women AS "Reached, F", men AS "Reached, M", everybody AS "Reached, all",
  young AS "Youth", percent(everybody, planned) AS "% of plan" FROM reached LEFT JOIN planned USING (code);

-- undef/narrative: Planned and achieved, by output
WITH steps AS (
  SELECT said(above->'statement') AS above, said(n->'statement') AS name, n->>'actualEnd' AS done,
    n->>'plannedEnd' AS planned
  FROM framework f CROSS JOIN LATERAL jsonb_array_elements(f.body->'nodes') n
  JOIN LATERAL jsonb_array_elements(f.body->'nodes') above ON above->>'code' = n->>'parent'
  WHERE n->>'level' = 'activity' AND f.body->>'grant' = asked('grant')
  UNION ALL
  SELECT 'Milestones of the grant', said(body->'title'), body->>'actualOn', body->>'plannedOn'
  FROM milestone WHERE of_grant(body)
), known AS (SELECT *, CASE WHEN done <= last_day() THEN done END AS ended FROM steps)
SELECT above AS "group", name AS "Activity or milestone",
  -- What is still ahead is not late.
  CASE WHEN ended IS NOT NULL OR planned < last_day() THEN coalesce(ended, last_day())::date - planned::date END
    AS "Days late"
FROM known;

-- undef/narrative: Changes with their reasons
WITH agreed AS (SELECT said(c->'item') AS item FROM programme, jsonb_array_elements(body->'changes') c)
-- What an agreed change names is not told again.
SELECT 'Budget' AS "group", name AS "What was changed", planned AS "As signed", revised AS "Revised"
FROM budget_line WHERE revised IS NOT NULL
  AND NOT EXISTS (SELECT FROM agreed WHERE item ~ ('(^|[^0-9.])' || replace(line, '.', '[.]') || '($|[^0-9.])'))
UNION ALL SELECT 'Indicators', title, signed, number FROM target JOIN indicator USING (framework, code)
WHERE signed <> number;

-- undef/narrative: Records read for this report
SELECT name AS "Kind of record", number AS "Records read" FROM (VALUES
  ('Prose', (SELECT count(*) FROM narrative WHERE of_grant(body) AND body->>'report' = 'undef/narrative')),
  ('Risks', (SELECT count(*) FROM risk WHERE of_grant(body))),
  ('Results frameworks', (SELECT count(*) FROM framework WHERE of_grant(body) AND programme = asked('programme'))),
  ('Measurements', (SELECT count(*) FROM measurement WHERE of_grant(body))),
  ('Milestones', (SELECT count(*) FROM milestone WHERE of_grant(body))),
  ('Activities', (SELECT count(*) FROM engagement WHERE of_grant(body))),
  ('Findings of roundtables and focus groups', (SELECT count(*) FROM finding WHERE of_grant(body)
    AND body->>'origin' IN ('roundtable', 'focus_group'))),
  ('Audit findings', (SELECT count(*) FROM finding WHERE of_grant(body) AND body->>'origin' = 'audit')),
  ('Lessons', (SELECT count(*) FROM lesson WHERE of_grant(body))),
  ('Documents, pictures and press', (SELECT count(*) FROM evidence WHERE of_grant(body)))
) AS used(name, number);
