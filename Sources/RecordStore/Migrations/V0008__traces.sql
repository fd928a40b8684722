-- Which records and revisions stand behind a figure that a run may print, by the figure's trace: the places of the query
-- and of the row among those that were handed over.

CREATE TABLE report_trace (
  run text COLLATE "C" NOT NULL REFERENCES report_run ON DELETE CASCADE,
  query smallint NOT NULL,
  row integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- The number of the programme, the revision and the key of each, with spaces between; keys have none.
  records text[] COLLATE "C" NOT NULL,
  -- Whether these are all.
  is_whole boolean NOT NULL,
  PRIMARY KEY (run, query, row)
);
