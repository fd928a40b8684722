-- Reports of NDI: a grant, and a quarter or a fiscal year from October to September.

-- The fiscal year of the report's last day, with its quarters and the whole of it.
CREATE VIEW fiscal AS
  WITH first AS (SELECT date_trunc('year', last_day()::date + interval '3 months') - interval '3 months' AS day)
  SELECT name, to_char(first.day + starts, 'YYYY-MM-DD') AS starts,
    to_char(first.day + ends - interval '1 day', 'YYYY-MM-DD') AS ends
  FROM first, (VALUES ('Q1', interval '0 months', interval '3 months'), ('Q2', '3 months', '6 months'),
    ('Q3', '6 months', '9 months'), ('Q4', '9 months', '12 months'), ('year', '0 months', '12 months')
  ) AS parts(name, starts, ends);

-- What was measured of an indicator, a row for each line of the tracking table: series, and people by sex and by age.
CREATE VIEW tracked AS
  SELECT framework, code, code || CASE WHEN series > 1 THEN '-' || series ELSE '' END AS line, key, starts, ends, number
  FROM measured WHERE ends <= last_day()
  UNION ALL
  SELECT framework, code, code || broken.line, key, starts, ends,
    coalesce((SELECT sum((c->>'count')::int) FROM jsonb_array_elements(measurement->'cells') c
      WHERE c->>broken.dimension = broken.value), 0)
  FROM measured CROSS JOIN (
    SELECT '-' || CASE list WHEN 'sex' THEN 'S' ELSE 'A' END || place + 1 AS line,
      CASE list WHEN 'sex' THEN 'sex' ELSE 'ageBand' END AS dimension, code AS value
    FROM label WHERE list IN ('sex', 'age_band')
  ) AS broken
  WHERE ends <= last_day() AND EXISTS (SELECT FROM measured m, jsonb_array_elements(m.measurement->'cells') c
    WHERE m.code = measured.code AND c->>broken.dimension = broken.value
      AND m.ends BETWEEN (SELECT starts FROM fiscal WHERE name = 'year') AND last_day());

-- A line's value in some days, its target, and the target of those of the days that the report covers.
CREATE FUNCTION told(
  its_framework text, its_code text, aggregation text, its_line text, first text, last text,
  OUT actual numeric, OUT target numeric, OUT due numeric
) LANGUAGE sql STABLE AS $$
  SELECT
    (SELECT one_of(aggregation, array_agg(number ORDER BY ends, key)) FROM tracked
      WHERE framework = its_framework AND line = its_line AND starts >= first AND ends <= last),
    (SELECT one_of(aggregation, array_agg(number ORDER BY ends)) FROM target
      WHERE framework = its_framework AND code = its_code AND starts >= first AND ends <= last),
    (SELECT one_of(aggregation, array_agg(number ORDER BY ends)) FROM target
      WHERE framework = its_framework AND code = its_code AND starts >= first AND ends <= least(last, last_day()))
$$;

CREATE FUNCTION told_in(
  its_framework text, its_code text, aggregation text, its_line text, part text,
  OUT actual numeric, OUT target numeric, OUT due numeric
) LANGUAGE sql STABLE AS $$
  SELECT told.* FROM fiscal, told(its_framework, its_code, aggregation, its_line, starts, ends)
  WHERE name = part AND ends <= last_day()
$$;

-- The tracking table in numbers. The life is that of the award, whose target is known where targets cover all of it.
CREATE VIEW tracking AS
  SELECT i.framework, i.code, i.title, lines.line, number_of(i.body->'baseline') AS baseline,
    CASE WHEN planned.starts <= award.starts AND planned.ends >= award.ends THEN life.target END AS life_target, year.target AS year_target, year.due AS year_due, q1.actual AS q1, q2.actual AS q2, q3.actual AS q3,
    q4.actual AS q4, year.actual AS year_actual, life.actual AS life_actual, percent(year.actual, year.due) AS reached
  FROM indicator i
  CROSS JOIN LATERAL (SELECT DISTINCT line FROM tracked t WHERE (t.framework, t.code) = (i.framework, i.code)
    UNION SELECT i.code) AS lines
  CROSS JOIN LATERAL (
    SELECT min(starts) AS starts, max(ends) AS ends FROM target t WHERE (t.framework, t.code) = (i.framework, i.code)
  ) AS planned
  CROSS JOIN (SELECT body->>'startsOn' AS starts, coalesce(body->>'extendedUntil', body->>'endsOn') AS ends
    FROM asked_grant) AS award
  CROSS JOIN LATERAL told(i.framework, i.code, i.aggregation, lines.line, award.starts, award.ends) AS life
  CROSS JOIN fiscal y
  CROSS JOIN LATERAL told(i.framework, i.code, i.aggregation, lines.line, y.starts, y.ends) AS year
  CROSS JOIN LATERAL told_in(i.framework, i.code, i.aggregation, lines.line, 'Q1') AS q1
  CROSS JOIN LATERAL told_in(i.framework, i.code, i.aggregation, lines.line, 'Q2') AS q2
  CROSS JOIN LATERAL told_in(i.framework, i.code, i.aggregation, lines.line, 'Q3') AS q3
  CROSS JOIN LATERAL told_in(i.framework, i.code, i.aggregation, lines.line, 'Q4') AS q4
  WHERE y.name = 'year' AND i.measure IN ('unit', 'percentage');

-- ndi/indicators: Reference sheets, one indicator a row
SELECT code AS "Ref.", number_of(body->'baseline') AS "Baseline" FROM indicator;

-- ndi/quarterly: Form
SELECT title AS heading, 'Baseline' AS label, number_of(body->'baseline') AS value FROM indicator
WHERE number_of(body->'baseline') IS NOT NULL;

-- ndi/indicators, ndi/quarterly: Activities carried out
SELECT e.body->>'startsOn' AS "Date", said(e.body->'title') AS "Activity",
  CASE WHEN asked('year') IS NOT NULL THEN (e.body->>'durationHours')::numeric END AS "Hours",
  CASE WHEN count(p.count) > 0 THEN coalesce(sum(p.count) FILTER (WHERE sex = 'female'), 0) END AS "Women",
  CASE WHEN count(p.count) > 0 THEN coalesce(sum(p.count) FILTER (WHERE sex = 'male'), 0) END AS "Men",
  CASE WHEN asked('year') IS NOT NULL AND count(p.count) > 0
    THEN coalesce(sum(p.count) FILTER (WHERE sex = 'other_nd'), 0) END AS "Other or not stated",
  CASE WHEN asked('year') IS NOT NULL THEN sum(p.count) END AS "All",
  CASE WHEN count(p.count) > 0 THEN coalesce(sum(p.count) FILTER (WHERE is_young), 0) END AS "Youth"
FROM engagement e LEFT JOIN people p ON p.engagement = e.key
WHERE of_grant(e.body) AND in_period(e.body->>'startsOn') GROUP BY e.key, e.body;

-- ndi/quarterly: Activities and findings of the period by area of work
SELECT named('programme_area', area) AS "Area of work", sum(activity) AS "Activities", sum(finding) AS "Findings" FROM (
  SELECT body->>'programmeArea' AS area, 1 AS activity, 0 AS finding FROM engagement
  WHERE of_grant(body) AND in_period(body->>'startsOn')
  UNION ALL
  SELECT f.body->>'programmeArea', 0, 1 FROM finding f LEFT JOIN engagement e ON e.key = f.body->>'engagement'
  WHERE of_grant(f.body) AND in_period(coalesce(f.body->>'observedOn', e.body->>'startsOn'))
) AS told GROUP BY area;

-- ndi/quarterly: How much of the targets was reached
SELECT title || coalesce((SELECT ' — ' || min(source) FILTER (WHERE series = 1) FROM measured m
    WHERE (m.framework, m.code) = (t.framework, t.code) AND ends <= last_day() HAVING max(series) > 1), '')
    AS "Indicator",
  reached AS "% of target" FROM tracking t WHERE line = code AND reached IS NOT NULL;

-- ndi/quarterly: Text
SELECT CASE WHEN reached < 100 THEN 'Below' ELSE 'Above' END || ' target: ' || title || ' – ' || year_actual
  || ' out of ' || due || ' – ' || round(reached, 1) || '%' AS text
FROM tracking JOIN indicator USING (framework, code, title) CROSS JOIN fiscal
CROSS JOIN LATERAL told(framework, code, aggregation, code, starts, ends)
WHERE name = 'year' AND line = code AND abs(reached - 100) > 10;

-- ndi/indicators: Values more than 10% away from their target
SELECT code AS "Ref.", title AS "Indicator",
  CASE p.name WHEN 'year' THEN '' ELSE p.name || ' ' END || 'FY2024' AS "Period",
  told.due AS "Target", told.actual AS "Actual", percent(told.actual, told.due) AS "% of target",
  percent(told.actual, told.due) - 100 AS "Deviation"
FROM indicator i CROSS JOIN fiscal p
CROSS JOIN LATERAL told(framework, code, aggregation, code, p.starts, p.ends) AS told
WHERE measure IN ('unit', 'percentage') AND p.ends <= last_day() AND abs(percent(told.actual, told.due) - 100) > 10;

-- ndi/quarterly: People at the activities of the period, by group and sex
SELECT CASE WHEN grouping("group") = 1 THEN 'All' ELSE named('stakeholder_group', "group") END AS "Group",
  coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men"
FROM people WHERE of_grant(engagement_body) AND in_period(day) GROUP BY GROUPING SETS (("group"), ());

-- ndi/quarterly: Performance indicators, FY2024
SELECT line AS "Ref.", CASE WHEN line = code THEN baseline END AS "Baseline",
  CASE WHEN line = code THEN life_target END AS "LOP target",
  CASE WHEN line = code THEN year_target END AS "FY2024 target", q1 AS "Actual Q1", q2 AS "Actual Q2",
  q3 AS "Actual Q3", q4 AS "Actual Q4", year_actual AS "FY2024 actual",
  CASE WHEN line = code THEN year_due END AS "Target to date",
  CASE WHEN line = code THEN reached END AS "% of target to date" FROM tracking;

-- ndi/indicators: Performance indicators, FY2024
SELECT line AS "Ref.", CASE WHEN line = code THEN baseline END AS "Baseline",
  CASE WHEN line = code THEN life_target END AS "LOP target",
  CASE WHEN line = code THEN year_target END AS "FY2024 target", q1 AS "Actual Q1", q2 AS "Actual Q2",
  q3 AS "Actual Q3", q4 AS "Actual Q4", year_actual AS "FY2024 actual",
  -- What people were of is not known of all where some measurement does not tell them apart.
  CASE WHEN line !~ '-[SA][0-9]+$' OR NOT EXISTS (
    SELECT FROM measured m, jsonb_array_elements(m.measurement->'cells') c
    WHERE (m.framework, m.code) = (t.framework, t.code) AND m.ends <= last_day()
      AND (c->>'count')::int > 0 AND NOT c ?& '{sex,ageBand}') THEN life_actual END AS "LOP actual",
  CASE WHEN line = code THEN year_due END AS "Target to date",
  CASE WHEN line = code THEN reached END AS "% of target to date" FROM tracking t;

-- ndi/quarterly, ndi/indicators: Records read for this report
SELECT name AS "Kind of record", number AS "Records read" FROM (VALUES
  ('Prose', (SELECT count(*) FROM narrative WHERE of_grant(body) AND body->>'report' = 'ndi/quarterly'
    AND in_period(body->>'periodEnd'))),
  ('Results frameworks', (SELECT count(*) FROM framework WHERE of_grant(body) AND programme = asked('programme')
    AND body->>'frameworkType' = 'donor_results')),
  ('Measurements', (SELECT count(*) FROM measurement WHERE of_grant(body))),
  ('Activities', (SELECT count(*) FROM engagement WHERE of_grant(body) AND in_period(body->>'startsOn'))),
  ('Follow-ups of recommendations', (SELECT count(*) FROM follow_up WHERE of_grant(body))),
  ('Findings of the period', (SELECT count(*) FROM finding WHERE of_grant(body) AND in_period(body->>'observedOn'))),
  ('Risks', (SELECT count(*) FROM risk WHERE of_grant(body)))
) AS used(name, number) WHERE asked('year') IS NULL OR name IN ('Results frameworks', 'Measurements', 'Activities');
