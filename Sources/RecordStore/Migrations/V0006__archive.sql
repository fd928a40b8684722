-- Reports that were composed: what was asked for, their blocks, and every medium that they were written in.

CREATE TABLE report_run (
  id text COLLATE "C" PRIMARY KEY,
  -- Later runs have higher ones.
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  programme text COLLATE "C" NOT NULL,
  report text COLLATE "C" NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 3),
  -- The grants that whoever asked was limited to; NULL for all.
  grants text[] COLLATE "C",
  requested_by text COLLATE "C" NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  -- Language, threshold, parameters and what else was asked for; the plugin that composed it.
  request jsonb NOT NULL,
  format_version text NOT NULL,
  format_digest text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL DEFAULT 'composing' CHECK (state IN ('composing', 'composed', 'failed')),
  finished_at timestamptz,
  -- Of a composed run: what the core says about the report, how many blocks, and the digests of inputs and blocks.
  stamp jsonb,
  blocks integer,
  input_sha256 text COLLATE "C",
  blocks_sha256 text COLLATE "C",
  hidden_percent smallint,
  diagnostics json NOT NULL DEFAULT '[]',
  -- Of a failed run: the reason and the message.
  failure jsonb,
  -- When its blocks and media went, because a record was erased that they tell of.
  purged_at timestamptz,
  CONSTRAINT finished_with_its_result CHECK (
    (state = 'composing') = (finished_at IS NULL) AND (state = 'composed') = (blocks IS NOT NULL)
    AND (state = 'composed') = (stamp IS NOT NULL) AND (state = 'failed') = (failure IS NOT NULL))
);

CREATE INDEX report_run_by_programme ON report_run (programme, number DESC);

-- By which it is noticed that a format gives different reports of the same.
CREATE INDEX report_run_by_input ON report_run (input_sha256);

-- A medium that a run was written in, there once all of its pieces are.
CREATE TABLE report_medium (
  run text COLLATE "C" NOT NULL REFERENCES report_run ON DELETE CASCADE,
  medium text COLLATE "C" NOT NULL,
  -- Under which name its pieces are kept.
  part text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  writer_version text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run, medium)
);

-- Blocks and media in pieces of one size, the last one shorter, so that a place in them is found without reading on.
CREATE TABLE report_piece (
  run text COLLATE "C" NOT NULL REFERENCES report_run ON DELETE CASCADE,
  -- 'blocks', or a medium and which attempt at it: two may be written at once.
  part text COLLATE "C" NOT NULL,
  number integer NOT NULL CHECK (number >= 0),
  bytes bytea NOT NULL,
  PRIMARY KEY (run, part, number)
);

-- Reports are written once, by somebody who waits, and compress well; pglz would take longer than the disk.
DO $$
BEGIN
  ALTER TABLE report_piece ALTER COLUMN bytes SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;

-- From which records texts went into a run, and on which consents they stand there.
CREATE TABLE report_source (
  run text COLLATE "C" NOT NULL REFERENCES report_run ON DELETE CASCADE,
  kind text COLLATE "C" NOT NULL,
  programme_id integer NOT NULL,
  key text COLLATE "C" NOT NULL,
  PRIMARY KEY (run, kind, programme_id, key)
);

CREATE INDEX report_source_by_record ON report_source (kind, programme_id, key);

-- Who was given what.
CREATE TABLE report_delivery (
  run text COLLATE "C" NOT NULL REFERENCES report_run ON DELETE CASCADE,
  medium text COLLATE "C" NOT NULL,
  principal text COLLATE "C" NOT NULL,
  delivered_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX report_delivery_by_run ON report_delivery (run);

-- When a record was erased last: a run that began later has nothing to look for.
CREATE TABLE last_erasure (
  happened_at timestamptz NOT NULL
);

INSERT INTO last_erasure VALUES ('-infinity');
