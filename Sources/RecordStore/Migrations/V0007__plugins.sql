-- Which plugins are not to be run, on any server, by the digest of their file.

CREATE TABLE plugin_standing (
  digest text COLLATE "C" PRIMARY KEY,
  -- One after another, without a report between them.
  crashes integer NOT NULL DEFAULT 0,
  last_crash_at timestamptz,
  disabled_by text COLLATE "C",
  disabled_at timestamptz,
  disabled_why text,
  CONSTRAINT disabled_by_somebody CHECK ((disabled_at IS NULL) = (disabled_by IS NULL))
);
