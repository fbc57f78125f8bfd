-- How many pages a claim reads when 50,000 of 60,000 jobs were finished while a report kept its transaction open.
-- setup
CREATE TABLE job (id bigint GENERATED ALWAYS AS IDENTITY, state text DEFAULT 'ready', run_at timestamptz DEFAULT now())
  WITH (autovacuum_enabled = off);
CREATE INDEX job_due ON job (run_at) WHERE state IN ('ready', 'running');
CREATE TABLE claimed (moment text, pages int);
CREATE FUNCTION claim(moment text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT id FROM job WHERE state IN (''ready'', ''running'')
    AND run_at <= now() ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED' INTO plan;
  INSERT INTO claimed SELECT moment, sum((plan->0->'Plan'->>kind)::int)
  FROM unnest(ARRAY['Shared Hit Blocks', 'Shared Read Blocks']) AS kind;
END $$;
INSERT INTO job SELECT FROM generate_series(1, 60000);
VACUUM ANALYZE job;
SELECT claim('before');
-- session B
BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without the open transaction: nothing
SELECT count(*) AS in_the_report FROM job;
-- session A
DELETE FROM job WHERE id <= 50000;
SELECT count(*) FROM job;
-- expect: 10000
VACUUM job;
SELECT claim('report open');
-- session B
COMMIT;
-- without the open transaction: nothing
-- session A
VACUUM job;
SELECT claim('report done');
-- claim: while the report kept its transaction open, a claim read more than 20 times the pages that it read before and after
SELECT min(pages) FILTER (WHERE moment = 'report open') > 20 * max(pages) FILTER (WHERE moment <> 'report open') FROM claimed;
