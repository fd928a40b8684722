-- The synthesis of what roundtables, focus groups and national dialogues found.

-- Findings that came up where people met.
CREATE VIEW discussed AS
  SELECT f.key, f.body FROM finding f LEFT JOIN engagement e ON e.key = f.body->>'engagement'
  WHERE f.body->>'origin' IN ('roundtable', 'focus_group') OR e.body->>'engagementType' = 'national_dialogue';

-- What they recommend.
CREATE VIEW proposed AS
  SELECT d.key AS finding, d.body AS finding_body, r AS body
  FROM discussed d, jsonb_array_elements(d.body->'recommendations') r;

-- roundtable/synthesis: Form
SELECT 'The meetings' AS heading, label, value FROM (VALUES
  ('Findings', (SELECT count(*) FROM discussed)),
  ('Regions', (SELECT count(DISTINCT body->'place'->>'region') FROM discussed
    WHERE body->'place'->>'region' NOT IN ('nationwide', 'abroad'))),
  ('Themes', (SELECT count(DISTINCT body->>'theme') FROM discussed)),
  ('Recommendations', (SELECT count(*) FROM proposed))) AS lines(label, value);

-- roundtable/synthesis: Recommendations by theme
SELECT CASE WHEN grouping(theme) = 1 THEN 'Total' ELSE named('theme', theme) END AS "Theme",
  count(*) AS "Recommendations", count(body->>'node') AS "Taken up by a plan"
FROM proposed, LATERAL (SELECT finding_body->>'theme' AS theme) AS about GROUP BY GROUPING SETS ((theme), ());

-- roundtable/synthesis: Bodies that recommendations address
SELECT acronym AS "Body", count(*) AS "Recommendations",
  count(*) FILTER (WHERE body->>'priority' IN ('immediate', 'short')) AS "Immediate or short term"
FROM proposed JOIN body_name ON key = body->>'addressee' GROUP BY key, acronym;

-- roundtable/synthesis: Text
SELECT count(*) || ' recommendations follow from it; they stand in the sections on recommendations.' AS text
FROM proposed GROUP BY finding HAVING count(*) > 20;

-- roundtable/synthesis: Recommendations by result of the plan
WITH taken_up AS (
  SELECT (n->>'code') || ' ' || said(n->'statement') AS name
  FROM proposed p JOIN framework f ON f.key = p.body->>'framework'
  JOIN LATERAL jsonb_array_elements(f.body->'nodes') n ON n->>'code' = p.body->>'node'
)
SELECT CASE WHEN grouping(name) = 1 THEN 'Total' ELSE name END AS "Result of the plan", count(*) AS "Recommendations"
FROM taken_up GROUP BY GROUPING SETS ((name), ()) HAVING count(*) > 0;

-- roundtable/synthesis: Findings by theme and level of agreement
SELECT named('theme', body->>'theme') AS "Theme",
  count(*) FILTER (WHERE body->>'agreement' = 'consensus') AS "Consensus",
  count(*) FILTER (WHERE body->>'agreement' = 'large_majority') AS "Large majority",
  count(*) FILTER (WHERE body->>'agreement' = 'majority') AS "Majority",
  count(*) FILTER (WHERE body->>'agreement' = 'divided') AS "Divided",
  count(*) FILTER (WHERE body->>'agreement' = 'minority') AS "Minority view",
  count(*) FILTER (WHERE body->>'agreement' = 'individual') AS "Individual view",
  count(*) FILTER (WHERE body->>'agreement' = 'not_discussed') AS "Not discussed",
  count(*) FILTER (WHERE NOT body ? 'agreement') AS "Not stated"
FROM discussed
-- Where none of them says how far people agreed, there is nothing to tell apart.
WHERE EXISTS (SELECT FROM discussed WHERE body ? 'agreement') GROUP BY body->>'theme';

-- roundtable/synthesis: Level of agreement, by theme and region | Findings, by theme and region
WITH agreed AS (
  SELECT theme, region, coalesce(label, 'Not stated') AS level, place, count(*) AS findings,
    count(*) OVER (PARTITION BY theme, region) AS levels
  FROM discussed CROSS JOIN LATERAL (SELECT named('theme', body->>'theme') AS theme,
    coalesce(named('region', body->'place'->>'region'), 'No region') AS region) AS about
  LEFT JOIN label ON list = 'agreement' AND code = body->>'agreement'
  GROUP BY theme, region, label, place
)
SELECT theme AS "Theme", jsonb_object_agg(region, coalesce(cell, '"—"')) AS "*"
FROM (SELECT DISTINCT theme FROM agreed) AS themes CROSS JOIN (SELECT DISTINCT region FROM agreed) AS regions
LEFT JOIN (
  -- Levels in words, or how many findings there are where none states one.
  SELECT theme, region, CASE WHEN EXISTS (SELECT FROM discussed WHERE body ? 'agreement') THEN to_jsonb(string_agg(
    level || CASE WHEN findings > 1 OR levels > 1 THEN ' (' || findings || ')' ELSE '' END, ', ' ORDER BY place))
    ELSE to_jsonb(sum(findings)) END AS cell
  FROM agreed GROUP BY theme, region
) AS cells USING (theme, region)
GROUP BY theme;

-- roundtable/synthesis: Records read for this report
SELECT name AS "Kind of record", number AS "Records read" FROM (VALUES
  ('Answers to recommendations', (SELECT count(*) FROM response)),
  ('Checks of recommendations', (SELECT count(*) FROM follow_up)),
  ('Meetings and other activities', (SELECT count(*) FROM engagement)),
  ('Audits, studies and series', (SELECT count(*) FROM assignment)), ('Findings', (SELECT count(*) FROM finding)),
  ('Recommendations', (SELECT count(*) FROM recommendation))
) AS used(name, number);
