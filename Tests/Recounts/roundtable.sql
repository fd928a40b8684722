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
