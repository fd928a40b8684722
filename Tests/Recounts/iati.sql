-- Publication to IATI: a programme's grants, what is public alone. Tables of the XML are called after its elements.

-- The activity of each grant; what belongs to no grant stands with the first.
CREATE VIEW activity AS
  SELECT g.body->>'number' AS number, g.body, p.body AS programme, place = 1 AS is_first,
    (p.body->>'iatiIdentifier') || CASE WHEN place = 1 THEN '' ELSE '-' || (g.body->>'number') END AS identifier
  FROM programme p, jsonb_array_elements(p.body->'grants') WITH ORDINALITY AS g(body, place)
  WHERE p.programme = asked('programme');

CREATE VIEW published AS
  SELECT i.*, f.body->>'grant' AS its_grant FROM indicator i JOIN framework f ON f.key = i.framework
  WHERE i.body->'publishToIati' = 'true'
    AND f.body->>'frameworkType' IN ('donor_results', 'project_document', 'nap_1325');

-- A number as it is published: percentages with one decimal, a step on a scale as its number.
CREATE FUNCTION published_number(value jsonb, measure text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT round(coalesce((value->>'scaleValue')::numeric, number_of(value)),
    CASE measure WHEN 'percentage' THEN 1 ELSE 20 END)
$$;

CREATE VIEW published_value AS
  SELECT 'Baseline' AS kind, its_grant, title, NULL AS starts, NULL AS ends, body->'baseline'->>'year' AS year,
    NULL AS place, NULL AS part, NULL AS dimension, published_number(body->'baseline', measure) AS value,
    false AS hideable
  FROM published WHERE body ? 'baseline'
  UNION ALL
  SELECT 'Target', its_grant, title, p->>'periodStart', p->>'periodEnd', NULL, NULL, NULL, NULL,
    coalesce((p->>'revisedTarget')::numeric, (p->>'target')::numeric), false
  FROM published, jsonb_array_elements(body->'periods') p WHERE p ?| '{target,targetText}'
  UNION ALL
  -- What was measured as a whole: people are the sum of their cells, where none is missing.
  SELECT 'Actual', its_grant, title, starts, ends, NULL, named('region', nullif(region, 'nationwide')),
    concat_ws(', ', o.acronym, CASE WHEN several > 1 THEN source END),
    concat_ws(', ', o.acronym, CASE WHEN several > 1 THEN source END),
    CASE WHEN is_people THEN cells ELSE published_number(measurement, measure) END, is_people
  FROM published JOIN (
    SELECT *, count(*) OVER (PARTITION BY framework, code, organisation, region, starts, ends) AS several,
      measurement->>'counts' = 'people' AS is_people,
      (SELECT sum((c->>'count')::int) FROM jsonb_array_elements(measurement->'cells') c) AS cells FROM measured
  ) m USING (framework, code) LEFT JOIN body_name o ON o.key = m.organisation
  WHERE is_people IS NOT TRUE OR measure <> 'percentage' AND measurement->'incompleteCells' IS DISTINCT FROM 'true'
  UNION ALL
  -- People by sex and by age.
  SELECT 'Actual', its_grant, title, starts, ends, NULL, NULL, part, dimension, sum(people), true
  FROM published JOIN measured USING (framework, code)
  CROSS JOIN LATERAL jsonb_array_elements(measurement->'cells') c
  CROSS JOIN LATERAL (VALUES (named('sex', c->>'sex'), c->>'sex'),
    (named('age_band', c->>'ageBand'), lower(named('age_band', c->>'ageBand')))) AS parts(part, dimension)
  CROSS JOIN LATERAL (SELECT (c->>'count')::int AS people) AS counted
  WHERE part IS NOT NULL AND measurement->>'counts' <> 'other' AND measure = 'unit'
  GROUP BY its_grant, title, starts, ends, part, dimension
  UNION ALL
  -- Recommendations to date, of the grant whose findings they follow from.
  SELECT 'Actual', number, title, greatest(programme->>'startsOn', body->>'startsOn'), asked('day'), NULL, NULL,
    NULL, NULL, value, false
  FROM activity CROSS JOIN LATERAL (
    SELECT count(*) AS made, count(*) FILTER (WHERE r.answer->>'position' = 'accepted') AS accepted,
      count(*) FILTER (WHERE r.seen->>'status' = 'implemented') AS done
    FROM recommendation r WHERE coalesce(r.finding_body->>'grant' = number, is_first)
  ) AS counted CROSS JOIN LATERAL (VALUES ('Recommendations made', made), ('Recommendations accepted', accepted),
    ('Recommendations carried out', done)) AS recommended(title, value)
  WHERE made > 0;

-- iati/activities: XML: budget
SELECT identifier AS "activity", b->>'periodStart' AS "from", b->>'periodEnd' AS "to", b->'value' AS "value"
FROM activity, jsonb_array_elements(body->'budgets') b;

-- iati/activities: XML: transaction
SELECT identifier AS "activity", CASE t->>'type' WHEN 'incoming_funds' THEN '1' WHEN 'outgoing_commitment' THEN '2'
    WHEN 'disbursement' THEN '3' WHEN 'expenditure' THEN '4' WHEN 'incoming_commitment' THEN '11' END AS "type",
  t->>'date' AS "date", t->'value' AS "value"
FROM activity, jsonb_array_elements(body->'transactions') t WHERE t->>'date' <= asked('day');

-- iati/activities: XML: baseline
SELECT identifier AS "activity", title AS "indicator", year AS "year", value AS "value"
FROM published_value v JOIN activity a ON coalesce(a.number = v.its_grant, is_first) WHERE kind = 'Baseline';

-- iati/activities: XML: target
SELECT identifier AS "activity", title AS "indicator", starts AS "from", ends AS "to", value AS "value"
FROM published_value v JOIN activity a ON coalesce(a.number = v.its_grant, is_first) WHERE kind = 'Target';

-- iati/activities: Left out
SELECT what AS "What, and why", number AS "Number" FROM (VALUES
  ('Indicators that are not marked for IATI', (SELECT to_jsonb(nullif(count(*), 0)) FROM indicator i
    JOIN framework f ON f.key = i.framework WHERE i.body->'publishToIati' IS DISTINCT FROM 'true'
      AND f.body->>'frameworkType' IN ('donor_results', 'project_document', 'nap_1325'))),
  ('Measurements whose figures are hidden to protect people, or have none that may be published', (
    SELECT to_jsonb(nullif(count(*), 0)) FROM published JOIN measured USING (framework, code)
    WHERE measurement->>'counts' = 'people' AND measure = 'percentage')),
  ('Numbers of people of a sex or an age that are hidden to protect them', 'true'),
  ('Documents of a category of IATI’s without a web address or a media type', (
    SELECT to_jsonb(nullif(count(*), 0)) FROM evidence
    WHERE body ? 'documentCategory' AND NOT body ?& '{url,mediaType}'))
) AS missing(what, number) WHERE number IS NOT NULL;
