-- Publication to IATI: a programme's grants, what is public alone. Tables of the XML are called after its elements.

-- The activity of each grant; what belongs to no grant stands with the first. A programme begun before its grant is
-- begun anew with it.
CREATE VIEW activity AS
  SELECT g.body->>'number' AS number, g.body, p.body AS programme, place = 1 AS is_first,
    (p.body->>'iatiIdentifier') || CASE WHEN place = 1 THEN '' ELSE '-' || (g.body->>'number') END AS identifier,
    coalesce(greatest(g.body->>'startsOn', p.body->>'actualStartsOn'), p.body->>'revisedStartsOn',
      p.body->>'startsOn') AS begun,
    coalesce(g.body->>'extendedUntil', g.body->>'endsOn', p.body->>'revisedEndsOn', p.body->>'endsOn') AS planned_end
  FROM programme p, jsonb_array_elements(p.body->'grants') WITH ORDINALITY AS g(body, place)
  WHERE p.programme = asked('programme');

-- The calendar years of an activity that are over; the last one ends with the activity.
CREATE VIEW activity_year AS
  SELECT number, greatest(begun, year || '-01-01') AS starts, least(over, year || '-12-31') AS ends
  FROM activity CROSS JOIN LATERAL (
    SELECT coalesce(programme->>'actualEndsOn',
      CASE WHEN programme->>'status' IN ('finalisation', 'closed', 'cancelled') THEN planned_end END) AS over
  ) AS ended CROSS JOIN generate_series(left(begun, 4)::int, left(least(over, last_day()), 4)::int) AS year
  WHERE least(over, year || '-12-31') BETWEEN begun AND last_day();

-- Recommendations by their last answer and what was seen last until the end of each of these years.
CREATE VIEW recommended AS
  SELECT y.number, y.starts, y.ends, count(*) AS made, count(*) FILTER (WHERE answer.position = 'accepted') AS accepted,
    count(*) FILTER (WHERE seen.status IN ('implemented', 'alternative')) AS done
  FROM activity_year y JOIN activity a USING (number)
  JOIN recommendation r ON coalesce(r.finding_body->>'grant' = number, is_first) AND coalesce(r.day <= y.ends, true)
  LEFT JOIN LATERAL (
    SELECT body->>'position' AS position FROM response WHERE body->>'finding' = r.finding
      AND body->>'recommendation' = r.key AND coalesce(body->>'receivedOn', '') <= y.ends
    ORDER BY body->>'receivedOn' DESC NULLS LAST, key DESC LIMIT 1
  ) AS answer ON true
  LEFT JOIN LATERAL (
    SELECT body->>'status' AS status FROM follow_up WHERE body->>'finding' = r.finding
      AND body->>'recommendation' = r.key AND body->>'asOf' <= y.ends ORDER BY body->>'asOf' DESC, key DESC LIMIT 1
  ) AS seen ON true
  GROUP BY y.number, y.starts, y.ends;

CREATE VIEW published AS
  SELECT i.*, f.body->>'grant' AS its_grant, said(node_body->'statement') AS result,
    -- What is counted, or else how it is measured.
    CASE WHEN measure = 'unit' THEN coalesce(i.body->>'currency', said(i.body->'unit'))
      ELSE lower(named('indicator_measure', measure)) END AS unit
  FROM indicator i JOIN framework f ON f.key = i.framework
  WHERE i.body->'publishToIati' = 'true'
    AND f.body->>'frameworkType' IN ('donor_results', 'project_document', 'nap_1325');

-- A number as it is published: percentages with one decimal, a step on a scale as its number.
CREATE FUNCTION published_number(value jsonb, measure text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT round(coalesce((value->>'scaleValue')::numeric, number_of(value)),
    CASE measure WHEN 'percentage' THEN 1 ELSE 20 END)
$$;

-- What was measured. Of what adds up, nothing of days within other days of the same series; the source tells rows apart
-- where several speak of the same.
CREATE VIEW published_measured AS
  SELECT p.its_grant, p.result, p.title, p.unit, p.measure, m.*, o.acronym AS body_name,
    named('region', nullif(region, 'nationwide')) AS place, measurement->>'counts' = 'people' AS is_people,
    CASE WHEN count(*) OVER (PARTITION BY m.framework, m.code, organisation, region, starts, ends) > 1
      THEN source END AS rival
  FROM published p JOIN measured m USING (framework, code) LEFT JOIN body_name o ON o.key = m.organisation
  WHERE p.aggregation IS DISTINCT FROM 'sum' OR NOT EXISTS (
    SELECT FROM measured o WHERE (o.framework, o.code, o.series) = (m.framework, m.code, m.series)
      AND (o.organisation, o.region) IS NOT DISTINCT FROM (m.organisation, m.region)
      AND o.starts <= m.starts AND o.ends >= m.ends AND (o.starts, o.ends) <> (m.starts, m.ends));

-- Every value; `part` is the people whom it counts where these are not all.
CREATE VIEW published_value AS
  SELECT 'Baseline' AS kind, its_grant, result, title, unit, NULL AS starts, NULL AS ends,
    body->'baseline'->>'year' AS year, NULL AS place, NULL AS body_name, NULL AS rival, NULL AS part,
    NULL AS dimension, published_number(body->'baseline', measure) AS value, false AS hideable
  FROM published WHERE body ? 'baseline'
  UNION ALL
  SELECT 'Target', its_grant, result, title, unit, p->>'periodStart', p->>'periodEnd', NULL, NULL, NULL, NULL, NULL,
    NULL, coalesce((p->>'revisedTarget')::numeric, (p->>'target')::numeric), false
  FROM published, jsonb_array_elements(body->'periods') p WHERE p ?| '{target,revisedTarget,targetText}'
    AND (aggregation IS DISTINCT FROM 'sum' OR NOT EXISTS (SELECT FROM jsonb_array_elements(body->'periods') o
      WHERE o->>'periodStart' <= p->>'periodStart' AND o->>'periodEnd' >= p->>'periodEnd'
        AND (o->'periodStart', o->'periodEnd') <> (p->'periodStart', p->'periodEnd')))
  UNION ALL
  -- What was measured as a whole: people are the sum of their cells, where none is missing.
  SELECT 'Actual', its_grant, result, title, unit, starts, ends, NULL, place, body_name, rival, NULL, NULL,
    CASE WHEN is_people THEN (SELECT sum((c->>'count')::int) FROM jsonb_array_elements(measurement->'cells') c)
      ELSE published_number(measurement, measure) END, coalesce(is_people, false)
  FROM published_measured
  WHERE is_people IS NOT TRUE OR measure <> 'percentage' AND measurement->'incompleteCells' IS DISTINCT FROM 'true'
  UNION ALL
  -- People by sex and by age.
  SELECT 'Actual', its_grant, result, title, unit, starts, ends, NULL, place, body_name, rival, part, dimension,
    sum(people), true
  FROM published_measured CROSS JOIN LATERAL jsonb_array_elements(measurement->'cells') c
  CROSS JOIN LATERAL (VALUES (CASE c->>'sex' WHEN 'female' THEN 'Women' WHEN 'male' THEN 'Men'
      ELSE named('sex', c->>'sex') END, lower(named('sex', c->>'sex'))),
    (named('age_band', c->>'ageBand'), lower(named('age_band', c->>'ageBand')))) AS parts(part, dimension)
  CROSS JOIN LATERAL (SELECT (c->>'count')::int AS people) AS counted
  WHERE part IS NOT NULL AND measurement->>'counts' <> 'other' AND measure = 'unit'
  GROUP BY key, its_grant, result, title, unit, starts, ends, place, body_name, rival, part, dimension
  UNION ALL
  -- Recommendations, of the grant whose findings they follow from.
  SELECT 'Actual', number, 'Recommendations of roundtables and audits', title, NULL, starts, ends, NULL, NULL, NULL,
    NULL, NULL, NULL, value, false
  FROM recommended, LATERAL (VALUES ('Recommendations made', made), ('Recommendations accepted', accepted),
    ('Recommendations implemented, fully or by another measure that was accepted', done)) AS counted(title, value);

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

-- iati/activities: XML: actual
SELECT identifier AS "activity", title AS "indicator", starts AS "from", ends AS "to",
  concat_ws(', ', body_name, rival, dimension) AS "of", value AS "value", hideable
FROM published_value v JOIN activity a ON coalesce(a.number = v.its_grant, is_first) WHERE kind = 'Actual';

-- iati/activities: Values published: …
SELECT 'Values published: ' || result AS "caption", title || coalesce(' (' || unit || ')', '') AS "group",
  kind AS "Kind", coalesce(starts, '—') AS "From", coalesce(ends, year) AS "To",
  coalesce(nullif(concat_ws(', ', place, body_name, part), ''), 'Total') AS "Disaggregation", value AS "Value", hideable
FROM published_value;

-- iati/activities: Form
SELECT identifier AS heading, label, value FROM activity a CROSS JOIN LATERAL (VALUES
  ('Budget, all years', (SELECT money(sum(amount(b->'value')), min(b->'value'->>'currency'))
    FROM jsonb_array_elements(body->'budgets') b)),
  ('Number of transactions', (SELECT to_jsonb(count(*)) FROM jsonb_array_elements(body->'transactions') t
    WHERE t->>'date' <= asked('day'))),
  ('Number of documents', (SELECT to_jsonb(count(*)) FROM evidence e
    WHERE e.body ?& '{documentCategory,url,mediaType}' AND coalesce(e.body->>'grant' = a.number, is_first))),
  ('Number of results', (SELECT to_jsonb(count(DISTINCT result)) FROM published_value v
    WHERE coalesce(v.its_grant = a.number, is_first)))) AS lines(label, value);

-- iati/activities: Sectors of …
SELECT 'Sectors of ' || identifier AS "caption",
  named('sector_vocabulary', coalesce(s->>'vocabulary', 'dac_5')) AS "List", s->>'code' AS "Code",
  (s->>'percentage')::numeric AS "Percentage"
FROM activity, jsonb_array_elements(programme->'sectors') s;

-- iati/activities: Budgets of …
SELECT 'Budgets of ' || identifier AS "caption", b->>'periodStart' AS "From", b->>'periodEnd' AS "To",
  CASE WHEN body ? 'revisedAmount' THEN 'Revised, ' ELSE 'Original, ' END
    || CASE WHEN body ? 'signedOn' THEN 'committed' ELSE 'indicative' END AS "Type", b->'value' AS "Amount"
FROM activity, jsonb_array_elements(body->'budgets') b;

-- iati/activities: Transactions of …
SELECT 'Transactions of ' || identifier AS "caption", t->>'date' AS "Date",
  named('transaction_type', t->>'type') AS "Type", coalesce(said(t->'description'), '—') AS "Description",
  t->'value' AS "Amount"
FROM activity, jsonb_array_elements(body->'transactions') t WHERE t->>'date' <= asked('day');

-- iati/activities: All rules, by outcome
-- Rules that the records break, with the places; whatever else is broken is not expected.
SELECT 'Broken' AS "group", rule AS "Rule", places AS "Places" FROM (VALUES
  ('11.1.2', (SELECT count(*) FROM activity WHERE coalesce(body->>'startsOn', programme->>'startsOn') > planned_end)),
  ('11.1.4', (SELECT count(*) FROM activity WHERE begun > asked('day'))),
  ('7.5.3', (SELECT count(*) FROM activity, jsonb_array_elements(body->'budgets') b
    WHERE (b->>'periodEnd')::date >= (b->>'periodStart')::date + interval '1 year')),
  ('2.1.2', (SELECT count(*) FROM activity
    WHERE (SELECT sum((s->>'percentage')::numeric) FROM jsonb_array_elements(programme->'sectors') s) <> 100)),
  -- Several totals of the same days: a body or a source would tell them apart, and so would a region.
  ('K13', (SELECT count(*) FROM (SELECT FROM published_value WHERE kind = 'Actual' AND value IS NOT NULL
    AND concat(place, body_name, rival, part) = '' GROUP BY its_grant, result, title, starts, ends
    HAVING count(*) > 1) AS several)),
  ('K14', (SELECT count(*) FROM activity WHERE programme->>'status' = 'implementation' AND planned_end < asked('day')))
) AS broken(rule, places) WHERE places > 0;
