-- Records, their history, and who may do what.
--
-- One table per kind holds the current revision of every record, one history table the revisions before it, so that
-- a first submission writes one row. Typed columns hold what is filtered, grouped or constrained; the record's own
-- canonical text stands in `body`. There are no foreign keys: records arrive offline and out of order, and the
-- programme's number is looked up before a row is written.

CREATE TABLE programme_identity (
  id    integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name  text COLLATE "C" NOT NULL CONSTRAINT programme_identity_name_key UNIQUE
);
-- What all programmes share (organisations, frameworks, evidence of the context) belongs to this one.
INSERT INTO programme_identity (name) VALUES ('shared');

CREATE TABLE access_token (
  principal    text COLLATE "C" PRIMARY KEY,
  role         text NOT NULL CONSTRAINT access_token_role_known CHECK (role IN ('submitter', 'reviewer')),
  -- SHA-256 of the token; the token itself is never stored.
  secret_hash  bytea NOT NULL CONSTRAINT access_token_secret_hash_key UNIQUE,
  level        smallint NOT NULL CONSTRAINT access_token_level_known CHECK (level BETWEEN 0 AND 3),
  -- NULL means all programmes.
  programmes   text[],
  created_at   timestamptz NOT NULL DEFAULT now(),
  revoked_at   timestamptz
);

-- The first server's pseudonym key, by its fingerprint: a server with another one is turned away. One row at most.
CREATE TABLE pseudonym_key (
  only_one     boolean PRIMARY KEY DEFAULT true CONSTRAINT pseudonym_key_only_one CHECK (only_one),
  fingerprint  bytea NOT NULL
);

-- What every row of every kind carries; stays empty.
CREATE TABLE record_template (
  programme_id     integer NOT NULL,
  key              text COLLATE "C" NOT NULL,
  revision         integer NOT NULL,
  body             text COLLATE "C" NOT NULL,
  -- SHA-256 of `body`: tells a retry from a revision.
  body_hash        bytea NOT NULL,
  -- Makes the hash of a deleted body worthless for guessing it.
  salt             bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()),
  own_level        smallint NOT NULL CONSTRAINT own_level_known CHECK (own_level BETWEEN 0 AND 3),
  effective_level  smallint NOT NULL CONSTRAINT effective_level_known CHECK (effective_level BETWEEN 0 AND 3),
  review_status    text COLLATE "C" NOT NULL DEFAULT 'submitted'
                   CONSTRAINT review_status_known CHECK (review_status IN ('submitted', 'returned', 'validated', 'published')),
  reviewed_by      text COLLATE "C",
  reviewed_at      timestamptz,
  principal        text COLLATE "C" NOT NULL,
  request_id       text COLLATE "C" NOT NULL,
  submitted_at     timestamptz NOT NULL DEFAULT now(),
  -- The transaction that wrote the row: what is read incrementally follows it, not the clock.
  xid              xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT effective_level_not_below_own CHECK (effective_level >= own_level)
);

-- The functions below make what a kind needs. A migration that adds a kind, a part or a column calls them; columns are
-- given as PostgreSQL's own declarations, such as 'theme text NOT NULL', and texts are compared by their bytes.

CREATE FUNCTION column_declarations(columns text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT COALESCE(string_agg(regexp_replace(declaration, '^(\S+ text)\y', '\1 COLLATE "C"'), ', ' ORDER BY ordinality), '')
  FROM unnest(columns) WITH ORDINALITY AS given(declaration, ordinality)
$$;

-- What reports may use of a kind: of every record, the last revision that a reviewer validated.
CREATE FUNCTION create_reportable_view(kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  names text := (
    SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = format('%I', kind)::regclass AND attnum > 0 AND NOT attisdropped);
BEGIN
  EXECUTE format($view$
    CREATE OR REPLACE VIEW %1$I AS
      SELECT %2$s FROM %3$I WHERE review_status IN ('validated', 'published')
      UNION ALL
      SELECT earlier.*
      FROM %3$I AS current
      CROSS JOIN LATERAL (
        SELECT %2$s FROM %4$I AS history
        WHERE history.programme_id = current.programme_id AND history.key = current.key
          AND history.review_status IN ('validated', 'published')
        ORDER BY history.revision DESC LIMIT 1
      ) AS earlier
      WHERE current.review_status NOT IN ('validated', 'published')
    $view$, kind || '_reportable', names, kind, kind || '_history');
END $$;

-- The table of a kind, its history and its view of what reports may use.
CREATE FUNCTION create_kind(kind text, VARIADIC columns text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE TABLE %I (LIKE record_template INCLUDING DEFAULTS INCLUDING CONSTRAINTS%s, PRIMARY KEY (programme_id, key))',
    kind, CASE WHEN columns = '{}' THEN '' ELSE ', ' || column_declarations(columns) END);
  EXECUTE format('CREATE TABLE %I (LIKE %I, PRIMARY KEY (programme_id, key, revision))', kind || '_history', kind);
  PERFORM create_reportable_view(kind);
END $$;

-- A column more for a kind that is there; rows that are there have NULL in it.
CREATE FUNCTION add_column(kind text, declaration text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ADD COLUMN %s', kind, column_declarations(ARRAY[declaration]));
  EXECUTE format('ALTER TABLE %I ADD COLUMN %s', kind || '_history', column_declarations(ARRAY[declaration]));
  PERFORM create_reportable_view(kind);
END $$;

-- The elements of a list that are counted on their own. Rows of earlier revisions stay, since a report may still use
-- the last validated one.
CREATE FUNCTION create_part(part text, VARIADIC columns text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format($table$
    CREATE TABLE %I (
      programme_id integer NOT NULL, record_key text COLLATE "C" NOT NULL, revision integer NOT NULL,
      position integer NOT NULL%s, PRIMARY KEY (programme_id, record_key, revision, position))
    $table$, part, CASE WHEN columns = '{}' THEN '' ELSE ', ' || column_declarations(columns) END);
END $$;

-- A change of the level of what a reference names reaches its rows through this.
CREATE FUNCTION create_level_index(kind text, reference text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE INDEX %1$I ON %2$I (programme_id, %3$I) WHERE %3$I IS NOT NULL',
    kind || '_' || reference, kind, reference);
  EXECUTE format('CREATE INDEX %1$I ON %2$I (programme_id, %3$I) WHERE %3$I IS NOT NULL',
    kind || '_history_' || reference, kind || '_history', reference);
END $$;

-- The kinds: their columns are those of their declarations, which the store compares at its start.

SELECT create_kind('programme',
  'starts_on date NOT NULL',
  'ends_on date',
  'status text',
  'lead_organisation text');

SELECT create_kind('organisation',
  'organisation_type text',
  'oversight_type text',
  'country text',
  'parent text');

SELECT create_kind('framework',
  'framework_type text NOT NULL',
  'status text',
  '"grant" text');
SELECT create_part('node',
  'code text NOT NULL',
  '"level" text NOT NULL',
  'pillar text',
  'responsible text',
  'status text');
SELECT create_part('indicator',
  'code text NOT NULL',
  'node text NOT NULL',
  'measure text NOT NULL');

SELECT create_kind('engagement',
  'engagement_type text NOT NULL',
  '"grant" text',
  'starts_on date NOT NULL',
  'ends_on date',
  'region text',
  'cercle text',
  'format text',
  'host text',
  'theme text',
  'actor_family text',
  'milestone text',
  'applied integer',
  'graduated integer',
  'alumni_in_office integer',
  'invited integer',
  'refused integer');
SELECT create_part('participation',
  'sex text NOT NULL',
  'age_band text NOT NULL',
  '"group" text NOT NULL',
  'count integer NOT NULL',
  'graduated integer');
SELECT create_part('participant',
  'code text NOT NULL',
  'sex text',
  'age_band text',
  '"group" text');
SELECT create_part('community',
  'code text NOT NULL',
  'community_type text NOT NULL',
  'region text',
  'cercle text');

SELECT create_kind('assignment',
  'assignment_type text NOT NULL',
  '"grant" text',
  'theme text',
  'starts_on date',
  'draft_report_on date',
  'final_report_on date');
SELECT create_part('actor',
  '"group" text NOT NULL',
  'region text',
  'cercle text',
  'role text',
  'stance text');

SELECT create_kind('finding',
  'origin text NOT NULL',
  'engagement text',
  'assignment text',
  '"grant" text',
  'item_number integer',
  'theme text NOT NULL',
  'programme_area text',
  'region text',
  'cercle text',
  'observed_on date',
  'framework text',
  'node text',
  'severity text',
  'priority text',
  'raised_by text',
  'agreement text',
  'attribution text',
  'audit_category text');
SELECT create_part('recommendation',
  'addressee text NOT NULL',
  '"level" text',
  '"type" text',
  'priority text',
  'due_on date',
  'framework text',
  'node text');
SELECT create_level_index('finding', 'engagement');
SELECT create_level_index('finding', 'assignment');

SELECT create_kind('response',
  'finding text NOT NULL',
  'recommendation text NOT NULL',
  '"grant" text',
  'organisation text NOT NULL',
  'position text NOT NULL',
  'due_on date',
  'received_on date');
SELECT create_level_index('response', 'finding');

SELECT create_kind('follow_up',
  'finding text NOT NULL',
  'recommendation text NOT NULL',
  '"grant" text',
  'as_of date NOT NULL',
  'status text NOT NULL');
SELECT create_level_index('follow_up', 'finding');

SELECT create_kind('measurement',
  'framework text NOT NULL',
  'node text',
  'indicator text',
  '"grant" text',
  'measured_body text',
  'region text',
  'cercle text',
  'period_start date NOT NULL',
  'period_end date NOT NULL',
  'status text');
SELECT create_part('measurement_cell',
  'sex text',
  'age_band text',
  '"group" text',
  'region text',
  'count integer NOT NULL',
  'out_of integer');

SELECT create_kind('milestone',
  '"grant" text NOT NULL',
  'number integer NOT NULL',
  'planned_on date NOT NULL',
  'actual_on date',
  'region text',
  'cercle text');

SELECT create_kind('expense',
  '"grant" text NOT NULL',
  'budget_line text NOT NULL',
  'spent_on date',
  'period_end date',
  'amount bigint NOT NULL',
  'amount_currency text NOT NULL',
  'converted bigint',
  'converted_currency text');

SELECT create_kind('narrative',
  'report text NOT NULL',
  'section text NOT NULL',
  '"grant" text',
  'period_start date',
  'period_end date',
  '"order" integer');

SELECT create_kind('story',
  '"grant" text',
  'engagement text',
  'region text',
  'cercle text',
  'happened_on date',
  'theme text');
SELECT create_level_index('story', 'engagement');

SELECT create_kind('lesson',
  '"grant" text',
  'theme text',
  'region text',
  'cercle text',
  'learned_on date');

SELECT create_kind('risk',
  'category text NOT NULL',
  'status text NOT NULL',
  'identified_on date',
  'reviewed_on date',
  '"grant" text',
  'region text',
  'cercle text');

SELECT create_kind('action_item',
  'engagement text',
  'finding text',
  '"grant" text',
  '"group" text',
  'region text',
  'cercle text',
  'theme text',
  'agreed_on date',
  'due_on date',
  'status text NOT NULL');
SELECT create_level_index('action_item', 'engagement');
SELECT create_level_index('action_item', 'finding');

SELECT create_kind('evidence',
  'evidence_type text NOT NULL',
  '"grant" text',
  'theme text',
  'region text',
  'cercle text',
  'taken_on date',
  'published_on date',
  'happened_on date');

SELECT create_kind('consent',
  'subject_code text NOT NULL',
  'basis text NOT NULL',
  'given_on date NOT NULL',
  'withdrawn_on date',
  '"grant" text');

-- The primary key is the only index that begins with the programme: a plan made while the table was empty, when all
-- indexes look alike, could otherwise read the whole programme for every key.
CREATE INDEX finding_origin_region_theme ON finding (origin, programme_id, region, theme);
CREATE INDEX narrative_report ON narrative (report, programme_id);
