-- The register of audit recommendations, on its day.

-- Each recommendation of an audit finding, with what its status counts as.
CREATE VIEW audited AS
  SELECT r.*, o.acronym AS addressee, left(day, 4) AS year,
    coalesce(named('follow_up_status', status), 'Not assessed') AS state,
    status IN ('implemented', 'alternative') AS is_done,
    status IN ('in_progress', 'partially_implemented') AS is_partly,
    status IN ('not_started', 'closed_unimplemented') AS is_not, status = 'not_applicable' AS is_void, due,
    coalesce(due < last_day() AND coalesce(status, '')
      NOT IN ('implemented', 'alternative', 'not_applicable', 'closed_unimplemented'), false) AS is_late,
    coalesce(answer->>'position', 'no_response') AS "position"
  FROM recommendation r
  CROSS JOIN LATERAL (SELECT seen->>'status' AS status, coalesce(answer->>'dueOn', body->>'dueOn') AS due) AS known
  LEFT JOIN body_name o ON o.key = body->>'addressee'
  WHERE finding_body->>'origin' = 'audit';

-- audit/register: Form
SELECT 'Overview' AS heading, label, value FROM (
  SELECT count(*) AS made, count(DISTINCT finding) AS findings, count(seen) AS assessed,
    count(*) FILTER (WHERE is_done) AS done, count(*) FILTER (WHERE is_late) AS late,
    count(*) FILTER (WHERE position = 'no_response') AS unanswered FROM audited
) AS counted, LATERAL (VALUES ('Recommendations', made), ('Findings that they follow from', findings),
  ('Assessed', assessed), ('Implemented', done), ('Implemented, of all assessed', percent(done, assessed)),
  ('Overdue', late), ('Without answer', unanswered)) AS lines(label, value);

-- audit/register: Recommendations by status
SELECT state AS "Status at the last check", count(*) AS "Recommendations" FROM audited GROUP BY state;

-- audit/register: Recommendations by position of the body
SELECT named('response_position', position) AS "Position", count(*) AS "Recommendations" FROM audited GROUP BY 1;

-- audit/register: Rates and delays
SELECT CASE kind WHEN 'Body' THEN 'Rates by body' ELSE 'Rates by year' END AS heading,
  CASE WHEN kind = 'Body' THEN name END AS "Body", CASE WHEN kind = 'Year' THEN name END AS "Year",
  count(*) AS "Recommendations", count(seen) AS "Assessed", count(*) FILTER (WHERE is_done) AS "Implemented",
  percent(count(*) FILTER (WHERE is_done), count(seen)) AS "Implemented, of assessed",
  count(*) FILTER (WHERE is_late) AS "Overdue", count(*) FILTER (WHERE position = 'no_response') AS "Without answer"
FROM audited,
  LATERAL (VALUES ('Body', addressee), ('Body', 'Total'), ('Year', year), ('Year', 'Total')) AS lines(kind, name)
GROUP BY kind, name;

-- audit/register: Text
SELECT 'All figures and rates are of the ' || count(*) || ' recommendations that the level “Internal” shows. '
  'Findings, answers and checks above that level are not counted.' AS text FROM audited;

-- audit/register: Implementation by body
SELECT CASE WHEN grouping(addressee) = 1 THEN 'Total' ELSE addressee END AS "Body",
  count(*) FILTER (WHERE is_done) AS "Implemented", count(*) FILTER (WHERE is_partly) AS "Partly",
  count(*) FILTER (WHERE is_not) AS "Not implemented", count(*) FILTER (WHERE is_void) AS "Not applicable",
  count(*) FILTER (WHERE seen IS NULL) AS "Not assessed"
FROM audited GROUP BY GROUPING SETS ((addressee), ());

-- audit/register: Implementation by year of the finding
SELECT CASE WHEN grouping(year) = 1 THEN 'Total' ELSE year END AS "Year",
  count(*) FILTER (WHERE is_done) AS "Implemented", count(*) FILTER (WHERE is_partly) AS "Partly",
  count(*) FILTER (WHERE is_not) AS "Not implemented", count(*) FILTER (WHERE is_void) AS "Not applicable",
  count(*) FILTER (WHERE seen IS NULL) AS "Not assessed"
FROM audited GROUP BY GROUPING SETS ((year), ());

-- audit/register: Overdue on the register’s day, longest overdue first
SELECT said(body->'text') AS "Recommendation", addressee AS "Addressee", due AS "Due", state AS "Status",
  last_day()::date - due::date AS "Days late" FROM audited WHERE is_late;

-- audit/register: Records read for this report
-- Whatever the findings' origin, and of all days.
SELECT name AS "Kind of record", number AS "Records read" FROM (VALUES
  ('Recommendations', (SELECT count(*) FROM recommendation)), ('Answers', (SELECT count(*) FROM response)),
  ('Checks', (SELECT count(*) FROM follow_up)), ('Documents', (SELECT count(*) FROM evidence))
) AS used(name, number);
