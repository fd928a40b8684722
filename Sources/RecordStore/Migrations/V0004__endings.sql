-- How a record ends: taken out of reports, or erased.

-- Both are the record's and not a revision's: only the current row has them, and a revision leaves them as they are.
-- An erased record keeps its row, so that its key is known to be erased, and what hangs on it stays protected.
ALTER TABLE record_template
  ADD COLUMN withdrawn_by text COLLATE "C",
  ADD COLUMN withdrawn_at timestamptz,
  ADD COLUMN withdrawal_reason text COLLATE "C",
  ADD COLUMN erased_by text COLLATE "C",
  ADD COLUMN erased_at timestamptz,
  -- A code; nobody writes a text about what must not be known any more.
  ADD COLUMN erasure_reason text COLLATE "C",
  ADD CONSTRAINT withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  ADD CONSTRAINT erased_by_somebody CHECK (
    (erased_at IS NULL) = (erased_by IS NULL) AND (erased_at IS NULL) = (erasure_reason IS NULL));

DO $$
DECLARE
  kinds text[] := ARRAY(
    SELECT left(viewname, -length('_reportable')) FROM pg_views
    WHERE schemaname = current_schema() AND right(viewname, length('_reportable')) = '_reportable' ORDER BY viewname);
  kind text;
  declaration text;
BEGIN
  FOREACH kind IN ARRAY kinds LOOP
    FOREACH declaration IN ARRAY ARRAY['withdrawn_by text', 'withdrawn_at timestamptz', 'withdrawal_reason text',
      'erased_by text', 'erased_at timestamptz', 'erasure_reason text'] LOOP
      PERFORM add_column(kind, declaration);
    END LOOP;
    EXECUTE format($table$
      ALTER TABLE %I
        ADD CONSTRAINT withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
        ADD CONSTRAINT erased_by_somebody CHECK (
          (erased_at IS NULL) = (erased_by IS NULL) AND (erased_at IS NULL) = (erasure_reason IS NULL))
      $table$, kind);
  END LOOP;
END $$;

-- What reports may use of a kind: of every record that is neither withdrawn nor erased, the last revision that a reviewer
-- validated.
CREATE OR REPLACE FUNCTION create_reportable_view(kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  names text := (
    SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = format('%I', kind)::regclass AND attnum > 0 AND NOT attisdropped);
BEGIN
  EXECUTE format($view$
    CREATE OR REPLACE VIEW %1$I AS
      SELECT %2$s FROM %3$I
      WHERE review_status IN ('validated', 'published') AND withdrawn_at IS NULL AND erased_at IS NULL
      UNION ALL
      SELECT earlier.*
      FROM %3$I AS current
      CROSS JOIN LATERAL (
        SELECT %2$s FROM %4$I AS history
        WHERE history.programme_id = current.programme_id AND history.key = current.key
          AND history.review_status IN ('validated', 'published')
        ORDER BY history.revision DESC LIMIT 1
      ) AS earlier
      WHERE current.review_status NOT IN ('validated', 'published') AND current.withdrawn_at IS NULL
        AND current.erased_at IS NULL
    $view$, kind || '_reportable', names, kind, kind || '_history');
END $$;

DO $$
DECLARE
  kinds text[] := ARRAY(
    SELECT left(viewname, -length('_reportable')) FROM pg_views
    WHERE schemaname = current_schema() AND right(viewname, length('_reportable')) = '_reportable' ORDER BY viewname);
  kind text;
BEGIN
  FOREACH kind IN ARRAY kinds LOOP
    PERFORM create_reportable_view(kind);
  END LOOP;
END $$;

-- Takes everything that a record said out of its row: body, hash and salt, its own columns, and what others wrote about
-- it. What hangs on it counts as confidential from then on. The body stays JSON, which others read through it: an erased
-- consent covers nothing.
CREATE FUNCTION erase_row(kind text, programme integer, record text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  own text := (
    SELECT string_agg(format(', %I = %s', a.attname, CASE
      WHEN NOT a.attnotnull THEN 'NULL'
      WHEN a.atttypid = 'text'::regtype THEN ''''''
      WHEN a.atttypid = 'date'::regtype THEN '''2000-01-01'''
      WHEN a.atttypid = 'boolean'::regtype THEN 'false'
      ELSE '0' END), '')
    FROM pg_attribute AS a
    WHERE a.attrelid = format('%I', kind)::regclass AND a.attnum > 0 AND NOT a.attisdropped
      AND NOT EXISTS (
        SELECT FROM pg_attribute AS t
        WHERE t.attrelid = 'record_template'::regclass AND t.attnum > 0 AND t.attname = a.attname));
BEGIN
  EXECUTE format($row$
    UPDATE %I SET body = '{}', body_hash = '', salt = '', own_level = 3, effective_level = 3, request_id = '',
      return_reason = NULL, withdrawal_reason = NULL, xid = DEFAULT%s
    WHERE programme_id = $1 AND key = $2
    $row$, kind, own) USING programme, record;
END $$;
