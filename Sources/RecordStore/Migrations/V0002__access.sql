-- Who owns a record, tokens of which somebody may hold several, and the trail of who did what.

-- A record belongs to its submitter's team. Before there were teams, everybody was one of their own.
ALTER TABLE record_template ADD COLUMN team text COLLATE "C" NOT NULL;
DO $$
DECLARE
  kind text;
BEGIN
  FOR kind IN
    SELECT c.relname FROM pg_class AS c JOIN pg_class AS h ON h.relname = c.relname || '_history'
    WHERE c.relnamespace = current_schema()::regnamespace AND h.relnamespace = c.relnamespace
      AND c.relkind = 'r' AND h.relkind = 'r'
  LOOP
    PERFORM add_column(kind, 'team text');
    EXECUTE format('UPDATE %I SET team = principal', kind);
    EXECUTE format('UPDATE %I SET team = principal', kind || '_history');
    EXECUTE format('ALTER TABLE %I ALTER COLUMN team SET NOT NULL', kind);
    EXECUTE format('ALTER TABLE %I ALTER COLUMN team SET NOT NULL', kind || '_history');
  END LOOP;
END $$;

-- A token names its row, so that a guess costs one look at an index. Those of the first form do not, and end here: the
-- server writes an administrator's token when there is none, and with it others are issued anew.
DROP TABLE access_token;
CREATE TABLE access_token (
  id           text COLLATE "C" PRIMARY KEY,
  -- SHA-256 of the secret; the secret itself is never stored.
  secret_hash  bytea NOT NULL,
  principal    text COLLATE "C" NOT NULL,
  team         text COLLATE "C" NOT NULL,
  role         text COLLATE "C" NOT NULL CONSTRAINT access_token_role_known
               CHECK (role IN ('submitter', 'reviewer', 'donor', 'auditor', 'administrator')),
  level        smallint NOT NULL CONSTRAINT access_token_level_known CHECK (level BETWEEN 0 AND 3),
  -- NULL means all programmes, all grants.
  programmes   text[],
  grants       text[],
  may_export   boolean NOT NULL,
  label        text NOT NULL,
  issued_by    text COLLATE "C" NOT NULL,
  issued_at    timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz,
  revoked_by   text COLLATE "C",
  revoked_at   timestamptz,
  CONSTRAINT access_token_revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX access_token_principal ON access_token (principal);

-- Names and numbers only, never a text out of a record.
CREATE TABLE audit_event (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  happened_at  timestamptz NOT NULL DEFAULT now(),
  -- NULL where nobody was known.
  principal    text COLLATE "C",
  role         text COLLATE "C",
  address      text NOT NULL,
  method       text COLLATE "C" NOT NULL,
  -- OK, or the reason of the refusal.
  outcome      text COLLATE "C" NOT NULL,
  request_id   text COLLATE "C" NOT NULL,
  milliseconds integer NOT NULL,
  details      jsonb NOT NULL
);
CREATE INDEX audit_event_principal ON audit_event (principal, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
