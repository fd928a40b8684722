-- What the statements share: the records that a report may use, by its request, and the names of codes in English.
--
-- The settings recount.programme, .grant, .from, .to, .day and .level (0 to 3) hold the request; a table label(list,
-- code, label) holds the names of codes.

CREATE FUNCTION asked(what text) RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('recount.' || what, true), '') $$;

-- A text in the report's language, or else in the other one.
CREATE FUNCTION said(words jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE jsonb_typeof(words) WHEN 'object' THEN coalesce(words->>'en', words->>'fr') ELSE words #>> '{}' END $$;

CREATE FUNCTION named(code_list text, its_code text) RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT label FROM label WHERE list = code_list AND code = its_code $$;

CREATE FUNCTION amount(money jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE AS
  $$ SELECT (money->>'amount')::numeric $$;

CREATE FUNCTION percent(part numeric, whole numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS
  $$ SELECT part * 100 / nullif(whole, 0) $$;

-- The last day of which the report knows anything.
CREATE FUNCTION last_day() RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT least(coalesce(asked('to'), asked('day')), asked('day')) $$;

CREATE FUNCTION in_period(a_day text) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT (asked('from') IS NULL AND asked('to') IS NULL)
       OR coalesce(a_day >= coalesce(asked('from'), '') AND a_day <= coalesce(asked('to'), '9999'), false) $$;

-- A record that names no grant belongs to each.
CREATE FUNCTION of_grant(body jsonb) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT coalesce(body->>'grant' = asked('grant'), true) $$;

-- A view (programme, key, level, body) of each kind: the programme's records up to the report's level, beside those
-- that all programmes share.
DO $$ DECLARE kind text; BEGIN
  FOR kind IN SELECT replace(viewname, '_reportable', '') FROM pg_views WHERE viewname LIKE '%\_reportable' LOOP
    EXECUTE format(
      'CREATE VIEW %I AS SELECT i.name AS programme, r.key, r.effective_level::int AS level, r.body::jsonb AS body '
      'FROM public.%I r JOIN public.programme_identity i ON i.id = r.programme_id '
      'WHERE i.name IN (asked(''programme''), ''shared'') AND r.effective_level <= asked(''level'')::int',
      kind, kind || '_reportable');
  END LOOP;
END $$;

-- An organisation's name, the short one where it has one, and both.
CREATE VIEW body_name AS
  SELECT DISTINCT ON (key) key, said(body->'name') AS name, coalesce(body->>'acronym', said(body->'name')) AS acronym,
    said(body->'name') || coalesce(' (' || (body->>'acronym') || ')', '') AS full_name
  FROM organisation ORDER BY key, programme = 'shared';

-- The grant of the request.
CREATE VIEW asked_grant AS
  SELECT g.body FROM programme, jsonb_array_elements(programme.body->'grants') g(body)
  WHERE g.body->>'number' = asked('grant');

-- People at the programme's engagements, a row for each cell.
CREATE VIEW people AS
  SELECT e.key AS engagement, e.body->>'startsOn' AS day, e.body->'place'->>'region' AS region,
    e.body AS engagement_body,
    p->>'sex' AS sex, p->>'group' AS "group", p->>'ageBand' AS age, p->>'ageBand' IN ('a18_24', 'a25_35') AS is_young,
    (p->>'count')::int AS count, (p->>'graduated')::int AS graduated
  FROM engagement e, jsonb_array_elements(e.body->'participation') p;

-- Each recommendation of a finding, with what was answered and seen last until the report's last day.
CREATE VIEW recommendation AS
  SELECT f.key AS finding, f.body AS finding_body, coalesce(f.body->>'observedOn', e.body->>'startsOn') AS day,
    r->>'key' AS key, r AS body, answer.body AS answer, seen.body AS seen
  FROM finding f CROSS JOIN LATERAL jsonb_array_elements(f.body->'recommendations') r
  LEFT JOIN engagement e ON e.key = f.body->>'engagement'
  LEFT JOIN LATERAL (
    SELECT body FROM response WHERE body->>'finding' = f.key AND body->>'recommendation' = r->>'key'
      AND coalesce(body->>'receivedOn', '') <= last_day() ORDER BY body->>'receivedOn' DESC NULLS LAST, key DESC LIMIT 1
  ) answer ON true
  LEFT JOIN LATERAL (
    SELECT body FROM follow_up WHERE body->>'finding' = f.key AND body->>'recommendation' = r->>'key'
      AND body->>'asOf' <= last_day() ORDER BY body->>'asOf' DESC, key DESC LIMIT 1
  ) seen ON true;

CREATE FUNCTION money(amount numeric, currency text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE WHEN amount IS NOT NULL THEN jsonb_build_object('amount', amount::text, 'currency', currency) END $$;

-- The budget of the grant asked for: `budget` is what holds since a change.
CREATE VIEW budget_line AS
  SELECT l->>'code' AS line, said(l->'label') AS name, named('budget_category', l->>'category') AS category,
    amount(l->'planned') AS planned, amount(l->'revised') AS revised,
    coalesce(amount(l->'revised'), amount(l->'planned')) AS budget
  FROM asked_grant, jsonb_array_elements(body->'budgetLines') l;

-- Expenses of the grant asked for, in its currency where they were made in it or converted.
CREATE VIEW spending AS
  SELECT e.key, e.body->>'budgetLine' AS line, e.body->>'milestone' AS milestone,
    coalesce(e.body->>'spentOn', e.body->>'periodEnd') AS day, e.body->'amount'->>'currency' AS currency,
    amount(e.body->'amount') AS paid, (e.body->>'exchangeRate')::numeric AS rate,
    CASE WHEN e.body->'amount'->>'currency' = g.body->'amount'->>'currency' THEN amount(e.body->'amount')
      ELSE amount(e.body->'converted') END AS spent
  FROM asked_grant g JOIN expense e ON e.body->>'grant' = g.body->>'number';

-- Indicators of the programme's frameworks that are in force.
CREATE VIEW indicator AS
  SELECT f.key AS framework, i->>'code' AS code, i->>'node' AS node, n AS node_body, said(i->'title') AS title,
    i->>'measure' AS measure, i->>'aggregation' AS aggregation, i AS body
  FROM framework f CROSS JOIN LATERAL jsonb_array_elements(f.body->'indicators') i
  LEFT JOIN LATERAL jsonb_array_elements(f.body->'nodes') n ON n->>'code' = i->>'node'
  WHERE f.programme = asked('programme') AND coalesce(f.body->>'status', '') <> 'replaced' AND of_grant(f.body);

-- The number that a measurement, a baseline or a target tells; a step on a scale and a text have none.
CREATE FUNCTION number_of(value jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE AS
  $$ SELECT coalesce((value->>'value')::numeric,
       percent((value->>'numerator')::numeric, (value->>'denominator')::numeric)) $$;

-- Values of indicators: below restricted, people are those of the cells alone. Sources that differ about the same days
-- are series of their own.
CREATE VIEW measured AS
  SELECT m.key, m.level, m.body AS measurement, m.body->>'framework' AS framework, m.body->>'indicator' AS code,
    m.body->>'measuredBody' AS organisation,
    m.body->'place'->>'region' AS region, said(m.body->'source') AS source, m.body->>'periodStart' AS starts,
    m.body->>'periodEnd' AS ends, CASE WHEN m.body->>'counts' = 'people' AND m.body->>'measure' = 'unit'
      AND asked('level')::int < 2 THEN cells.people ELSE number_of(m.body) END AS number,
    row_number() OVER (PARTITION BY m.body->>'framework', m.body->>'indicator', m.body->>'measuredBody',
      m.body->'place'->>'region', m.body->>'periodStart', m.body->>'periodEnd' ORDER BY m.key) AS series
  FROM measurement m CROSS JOIN LATERAL (
    SELECT sum((c->>'count')::int) AS people FROM jsonb_array_elements(m.body->'cells') c
  ) AS cells
  WHERE m.body ? 'indicator';

-- Several periods as one figure: their sum where the indicator says so, or else the latest that is told.
CREATE FUNCTION one_of(aggregation text, numbers numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE aggregation WHEN 'sum' THEN sum(n) WHEN 'average' THEN avg(n)
    ELSE (array_agg(n ORDER BY place DESC) FILTER (WHERE n IS NOT NULL))[1] END
  FROM unnest(numbers) WITH ORDINALITY AS several(n, place)
$$;

-- The targets of an indicator, as changed.
CREATE VIEW target AS
  SELECT framework, code, p->>'periodStart' AS starts, p->>'periodEnd' AS ends, p->>'label' AS period,
    (p->>'target')::numeric AS signed, coalesce((p->>'revisedTarget')::numeric, (p->>'target')::numeric) AS number
  FROM indicator, jsonb_array_elements(body->'periods') p WHERE measure IN ('unit', 'percentage');
