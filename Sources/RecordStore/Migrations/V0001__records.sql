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
-- Kinds that all programmes share (organisations) belong to this one.
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

-- What every row of every kind carries.
CREATE TABLE record_template (
  programme_id     integer NOT NULL,
  key              text COLLATE "C" NOT NULL,
  revision         integer NOT NULL,
  body             text NOT NULL,
  -- SHA-256 of `body`: tells a retry from a revision.
  body_hash        bytea NOT NULL,
  -- Makes the hash of a deleted body worthless for guessing it.
  salt             bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()),
  own_level        smallint NOT NULL CONSTRAINT own_level_known CHECK (own_level BETWEEN 0 AND 3),
  effective_level  smallint NOT NULL CONSTRAINT effective_level_known CHECK (effective_level BETWEEN 0 AND 3),
  review_status    text NOT NULL DEFAULT 'submitted'
                   CONSTRAINT review_status_known CHECK (review_status IN ('submitted', 'returned', 'validated', 'published')),
  reviewed_by      text,
  reviewed_at      timestamptz,
  principal        text NOT NULL,
  request_id       text NOT NULL,
  submitted_at     timestamptz NOT NULL DEFAULT now(),
  -- The transaction that wrote the row: what is read incrementally follows it, not the clock.
  xid              xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT effective_level_not_below_own CHECK (effective_level >= own_level)
);

CREATE TABLE programme (
  LIKE record_template INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  starts_on  date NOT NULL,
  ends_on    date,
  PRIMARY KEY (programme_id, key)
);

CREATE TABLE organisation (
  LIKE record_template INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  organisation_type  text,
  PRIMARY KEY (programme_id, key)
);

CREATE TABLE engagement (
  LIKE record_template INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  engagement_type  text NOT NULL,
  starts_on        date NOT NULL,
  ends_on          date,
  region           text,
  cercle           text,
  theme            text,
  actor_family     text,
  PRIMARY KEY (programme_id, key)
);

CREATE TABLE finding (
  LIKE record_template INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  origin           text NOT NULL,
  engagement_key   text COLLATE "C",
  assignment_key   text COLLATE "C",
  region           text,
  cercle           text,
  theme            text NOT NULL,
  programme_area   text,
  severity         text,
  priority         text,
  agreement        text,
  raised_by        text,
  audit_category   text,
  observed_on      date,
  PRIMARY KEY (programme_id, key)
);
-- A change of an engagement's level reaches its findings through this.
CREATE INDEX finding_engagement ON finding (programme_id, engagement_key) WHERE engagement_key IS NOT NULL;
-- The primary key is the only index that begins with the programme: a plan made while the table was empty, when all
-- indexes look alike, could otherwise read the whole programme for every key.
CREATE INDEX finding_origin_region_theme ON finding (origin, programme_id, region, theme);

CREATE TABLE narrative (
  LIKE record_template INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
  report        text NOT NULL,
  section       text NOT NULL,
  grant_number  text,
  period_start  date,
  period_end    date,
  PRIMARY KEY (programme_id, key)
);
CREATE INDEX narrative_report ON narrative (report, programme_id);

CREATE TABLE programme_history (LIKE programme, PRIMARY KEY (programme_id, key, revision));
CREATE TABLE organisation_history (LIKE organisation, PRIMARY KEY (programme_id, key, revision));
CREATE TABLE engagement_history (LIKE engagement, PRIMARY KEY (programme_id, key, revision));
CREATE TABLE finding_history (LIKE finding, PRIMARY KEY (programme_id, key, revision));
CREATE TABLE narrative_history (LIKE narrative, PRIMARY KEY (programme_id, key, revision));
CREATE INDEX finding_history_engagement ON finding_history (programme_id, engagement_key) WHERE engagement_key IS NOT NULL;

-- Parts of a revision that are counted on their own. Rows of earlier revisions stay, since a report may still use
-- the last validated one.
CREATE TABLE recommendation (
  programme_id  integer NOT NULL,
  finding_key   text COLLATE "C" NOT NULL,
  revision      integer NOT NULL,
  key           text COLLATE "C" NOT NULL,
  position      integer NOT NULL,
  addressee     text COLLATE "C" NOT NULL,
  level         text,
  type          text,
  priority      text,
  due_on        date,
  PRIMARY KEY (programme_id, finding_key, revision, key)
);

CREATE TABLE participation (
  programme_id       integer NOT NULL,
  engagement_key     text COLLATE "C" NOT NULL,
  revision           integer NOT NULL,
  sex                text NOT NULL,
  age_band           text NOT NULL,
  stakeholder_group  text NOT NULL,
  people             integer NOT NULL CONSTRAINT participation_people_not_negative CHECK (people >= 0),
  PRIMARY KEY (programme_id, engagement_key, revision, sex, age_band, stakeholder_group)
);

DROP TABLE record_template;

-- What reports may use: of every record, the last revision that a reviewer validated.
CREATE VIEW programme_reportable AS
  SELECT * FROM programme WHERE review_status IN ('validated', 'published')
  UNION ALL
  SELECT earlier.*
  FROM programme AS current
  CROSS JOIN LATERAL (
    SELECT * FROM programme_history AS history
    WHERE history.programme_id = current.programme_id AND history.key = current.key
      AND history.review_status IN ('validated', 'published')
    ORDER BY history.revision DESC LIMIT 1
  ) AS earlier
  WHERE current.review_status NOT IN ('validated', 'published');

CREATE VIEW organisation_reportable AS
  SELECT * FROM organisation WHERE review_status IN ('validated', 'published')
  UNION ALL
  SELECT earlier.*
  FROM organisation AS current
  CROSS JOIN LATERAL (
    SELECT * FROM organisation_history AS history
    WHERE history.programme_id = current.programme_id AND history.key = current.key
      AND history.review_status IN ('validated', 'published')
    ORDER BY history.revision DESC LIMIT 1
  ) AS earlier
  WHERE current.review_status NOT IN ('validated', 'published');

CREATE VIEW engagement_reportable AS
  SELECT * FROM engagement WHERE review_status IN ('validated', 'published')
  UNION ALL
  SELECT earlier.*
  FROM engagement AS current
  CROSS JOIN LATERAL (
    SELECT * FROM engagement_history AS history
    WHERE history.programme_id = current.programme_id AND history.key = current.key
      AND history.review_status IN ('validated', 'published')
    ORDER BY history.revision DESC LIMIT 1
  ) AS earlier
  WHERE current.review_status NOT IN ('validated', 'published');

CREATE VIEW finding_reportable AS
  SELECT * FROM finding WHERE review_status IN ('validated', 'published')
  UNION ALL
  SELECT earlier.*
  FROM finding AS current
  CROSS JOIN LATERAL (
    SELECT * FROM finding_history AS history
    WHERE history.programme_id = current.programme_id AND history.key = current.key
      AND history.review_status IN ('validated', 'published')
    ORDER BY history.revision DESC LIMIT 1
  ) AS earlier
  WHERE current.review_status NOT IN ('validated', 'published');

CREATE VIEW narrative_reportable AS
  SELECT * FROM narrative WHERE review_status IN ('validated', 'published')
  UNION ALL
  SELECT earlier.*
  FROM narrative AS current
  CROSS JOIN LATERAL (
    SELECT * FROM narrative_history AS history
    WHERE history.programme_id = current.programme_id AND history.key = current.key
      AND history.review_status IN ('validated', 'published')
    ORDER BY history.revision DESC LIMIT 1
  ) AS earlier
  WHERE current.review_status NOT IN ('validated', 'published');
