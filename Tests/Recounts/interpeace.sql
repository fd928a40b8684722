-- Reports of Interpeace on a year, and on a single engagement.

-- Whether a story's consent was taken back, whatever the level of the record that says so.
CREATE VIEW taken_back AS
  SELECT key FROM public.consent_reportable
  WHERE body::jsonb->>'withdrawnOn' <= asked('day') AND NOT body::jsonb ? 'withdrawnScopes';

-- interpeace/annual: Actors by role and stance
SELECT named('actor_role', a->>'role') AS "Role", count(*) FILTER (WHERE a->>'stance' = 'supportive') AS "Supportive",
  count(*) FILTER (WHERE a->>'stance' = 'neutral') AS "Neutral",
  count(*) FILTER (WHERE a->>'stance' = 'divided') AS "Divided"
FROM assignment, jsonb_array_elements(body->'actors') a
WHERE body->>'assignmentType' = 'actor_mapping' AND asked('level')::int >= 2 GROUP BY a->>'role';

-- interpeace/annual: Participation by group and sex
SELECT CASE WHEN grouping("group") = 1 THEN 'All' ELSE named('stakeholder_group', "group") END AS "Group",
  coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men"
FROM people WHERE of_grant(engagement_body) AND in_period(day) GROUP BY GROUPING SETS (("group"), ());

-- interpeace/annual: Activities by region
SELECT named('region', body->'place'->>'region') AS "Region", count(*) AS "Activities"
FROM engagement WHERE of_grant(body) AND in_period(body->>'startsOn') GROUP BY 1;

-- interpeace/annual: Findings by theme and agreement
SELECT named('theme', f.body->>'theme') AS "Theme",
  count(*) FILTER (WHERE f.body->>'agreement' = 'large_majority') AS "Large majority",
  count(*) FILTER (WHERE NOT f.body ? 'agreement') AS "Not stated"
FROM finding f LEFT JOIN engagement e ON e.key = f.body->>'engagement'
WHERE of_grant(f.body) AND in_period(coalesce(f.body->>'observedOn', e.body->>'startsOn')) GROUP BY 1;

-- interpeace/annual: Items of action plans by status
SELECT named('progress_status', body->>'status') AS "Status", count(*) AS "Items" FROM action_item
WHERE of_grant(body) AND in_period(body->>'agreedOn') GROUP BY 1;

-- interpeace/annual: Indicators by result
SELECT title AS "Indicator", source AS "Source", number_of(body->'baseline') AS "Baseline",
  t.number AS "Target", m.number AS "Reached", percent(m.number, t.number) AS "Share of target"
FROM indicator JOIN measured m USING (framework, code) LEFT JOIN target t USING (framework, code)
WHERE measure IN ('unit', 'percentage') AND in_period(m.ends);

-- interpeace/annual: Consent by basis
SELECT coalesce(named('consent_basis', basis), 'None stated (nobody is quoted)') AS "Basis",
  sum(finding) AS "Findings printed", sum(story) AS "Stories printed",
  NULL::int AS "Consents on record", NULL::int AS "Taken back"
FROM (
  SELECT f.body->>'consentBasis' AS basis, 1 AS finding, 0 AS story
  FROM finding f LEFT JOIN engagement e ON e.key = f.body->>'engagement'
  WHERE of_grant(f.body) AND in_period(coalesce(f.body->>'observedOn', e.body->>'startsOn'))
  UNION ALL
  SELECT body->>'consentBasis', 0, 1 FROM story
  WHERE of_grant(body) AND in_period(body->>'happenedOn')
    AND NOT EXISTS (SELECT FROM taken_back t WHERE t.key = body->>'consent')
) AS printed GROUP BY basis;

-- interpeace/annual: Participation by activity
SELECT CASE WHEN grouping(engagement) = 1 THEN 'All' ELSE max(said(engagement_body->'title')) END AS "Activity",
  CASE WHEN grouping(engagement) = 0 THEN max(day) END AS "Date", sum(count) AS "People",
  coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men",
  coalesce(sum(count) FILTER (WHERE is_young), 0) AS "Aged 18 to 35"
FROM people WHERE of_grant(engagement_body) AND in_period(day) GROUP BY GROUPING SETS ((engagement), ());

-- interpeace/annual: Participation by sex and age
SELECT CASE WHEN grouping(age) = 1 THEN 'All' ELSE named('age_band', age) END AS "Age",
  coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS "Women",
  coalesce(sum(count) FILTER (WHERE sex = 'male'), 0) AS "Men"
FROM people WHERE of_grant(engagement_body) AND in_period(day) GROUP BY GROUPING SETS ((age), ());

-- interpeace/annual: Activities by actor family
SELECT named('actor_family', body->>'actorFamily') AS "Actor family", count(*) AS "Activities"
FROM engagement WHERE of_grant(body) AND in_period(body->>'startsOn') GROUP BY 1;

-- interpeace/event_note: Form
SELECT heading, label, value FROM (
  SELECT 'The engagement' AS heading, 'Hours' AS label, body->'durationHours' AS value FROM engagement
  WHERE key = asked('engagement')
  UNION ALL
  SELECT 'Who came', who, to_jsonb(came) FROM (
    SELECT sum(count) FILTER (WHERE sex = 'female') AS women, sum(count) FILTER (WHERE sex = 'male') AS men,
      sum(count) FILTER (WHERE is_young) AS young, sum(count) AS everybody
    FROM people WHERE engagement = asked('engagement')
  ) AS present,
    LATERAL (VALUES ('Women', women), ('Men', men), ('Aged 18 to 35', young), ('All', everybody)) AS lines(who, came)
) AS told;

-- interpeace/annual: Records read for this report
SELECT name AS "Kind of record", number AS "Records read" FROM (VALUES
  ('Prose', (SELECT count(*) FROM narrative WHERE of_grant(body) AND body->>'report' = 'interpeace/annual')),
  ('Results frameworks', (SELECT count(*) FROM framework WHERE of_grant(body) AND programme = asked('programme')
    AND body->>'frameworkType' = 'donor_results')),
  ('Measurements', (SELECT count(*) FROM measurement WHERE of_grant(body))),
  ('Actor mappings', (SELECT count(*) FROM assignment WHERE of_grant(body) AND asked('level')::int >= 2
    AND body->>'assignmentType' = 'actor_mapping')),
  ('Engagements', (SELECT count(*) FROM engagement WHERE of_grant(body) AND in_period(body->>'startsOn'))),
  ('Findings', (SELECT count(*) FROM finding WHERE of_grant(body) AND in_period(body->>'observedOn'))),
  ('Items of action plans', (SELECT count(*) FROM action_item WHERE of_grant(body) AND in_period(body->>'agreedOn'))),
  ('Risks', (SELECT count(*) FROM risk WHERE of_grant(body))),
  ('Lessons', (SELECT count(*) FROM lesson WHERE of_grant(body) AND in_period(body->>'learnedOn')))
) AS used(name, number) WHERE name <> 'Actor mappings' OR asked('level')::int >= 2;

-- interpeace/annual: How much of each target was reached
WITH reached AS (
  SELECT title, source, measurement, percent(m.number, t.number) AS share,
    count(*) OVER (PARTITION BY framework, code) AS sources
  FROM indicator JOIN measured m USING (framework, code) JOIN target t USING (framework, code) WHERE in_period(m.ends)
)
SELECT title || CASE WHEN sources > 1 THEN ' — ' || source ELSE '' END AS "Indicator", share AS "Share of target"
FROM reached;

-- interpeace/annual: People who took part
SELECT source AS "Source", everybody AS "People", women AS "Women", percent(women, everybody) AS "Share of women",
  young AS "Youth (18 to 35)", percent(young, everybody) AS "Share of youth"
FROM (
  SELECT 'Counted at the activities' AS source, sum(count) AS everybody,
    coalesce(sum(count) FILTER (WHERE sex = 'female'), 0) AS women,
    coalesce(sum(count) FILTER (WHERE is_young), 0) AS young
  FROM people WHERE of_grant(engagement_body) AND in_period(day)
  UNION ALL
  -- What was published elsewhere about the same people, as its source says.
  SELECT concat_ws(' – ', title, source), number, sum((c->>'count')::int) FILTER (WHERE c->>'sex' = 'female'),
    sum((c->>'count')::int) FILTER (WHERE c->>'ageBand' IN ('a18_24', 'a25_35'))
  FROM indicator JOIN measured USING (framework, code), jsonb_array_elements(measurement->'cells') c
  WHERE measurement->>'counts' = 'published_people' AND measure = 'unit' AND starts >= asked('from')
    AND ends <= asked('to')
  GROUP BY framework, code, title, key, source, number
) AS told;
