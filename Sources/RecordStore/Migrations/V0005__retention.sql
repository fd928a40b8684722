-- Restricted texts of which the time is over, and when a record's standing changed.

-- These are the record's and not a revision's: only the current row has them. What is submitted again after its texts were
-- erased is refused, since it would bring them back. Who follows changes is told of a record that is put back as well.
ALTER TABLE record_template
  ADD COLUMN standing_changed_at timestamptz,
  ADD COLUMN texts_erased_by text COLLATE "C",
  ADD COLUMN texts_erased_at timestamptz,
  ADD CONSTRAINT texts_erased_by_somebody CHECK ((texts_erased_at IS NULL) = (texts_erased_by IS NULL));

DO $$
DECLARE
  kinds text[] := ARRAY(
    SELECT left(viewname, -length('_reportable')) FROM pg_views
    WHERE schemaname = current_schema() AND right(viewname, length('_reportable')) = '_reportable' ORDER BY viewname);
  kind text;
  declaration text;
BEGIN
  FOREACH kind IN ARRAY kinds LOOP
    FOREACH declaration IN ARRAY ARRAY['standing_changed_at timestamptz', 'texts_erased_by text',
      'texts_erased_at timestamptz'] LOOP
      PERFORM add_column(kind, declaration);
    END LOOP;
    EXECUTE format($table$
      ALTER TABLE %I
        ADD CONSTRAINT texts_erased_by_somebody CHECK ((texts_erased_at IS NULL) = (texts_erased_by IS NULL))
      $table$, kind);
  END LOOP;
END $$;
