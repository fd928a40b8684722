-- Why a revision went back to its submitter, and what two revisions differ in.

ALTER TABLE record_template ADD COLUMN return_reason text COLLATE "C";

-- Every kind has a view of what reports may use, whichever migration made it.
DO $$
DECLARE
  kinds text[] := ARRAY(
    SELECT left(viewname, -length('_reportable')) FROM pg_views
    WHERE schemaname = current_schema() AND right(viewname, length('_reportable')) = '_reportable' ORDER BY viewname);
  kind text;
BEGIN
  FOREACH kind IN ARRAY kinds LOOP
    PERFORM add_column(kind, 'return_reason text');
  END LOOP;
END $$;

-- The names of the top-level fields in which two bodies differ. Bodies are canonical, so equal values have equal texts.
CREATE FUNCTION changed_fields(earlier text, later text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT COALESCE(array_agg(name ORDER BY name COLLATE "C"), '{}')
  FROM json_each(earlier::json) AS e(name, value) FULL JOIN json_each(later::json) AS l(name, value) USING (name)
  WHERE e.value::text IS DISTINCT FROM l.value::text
$$
