-- Three ways to die: a connection is cut while claiming, a process stops while working, a job kills its workers.
-- setup
CREATE TABLE job (id bigint PRIMARY KEY, state text DEFAULT 'ready', attempt int DEFAULT 0, worker text,
                  run_at timestamptz DEFAULT now());
CREATE INDEX job_due ON job (run_at, id) WHERE state IN ('ready', 'running');
INSERT INTO job (id) VALUES (1), (2);
CREATE FUNCTION claim(who text) RETURNS TABLE (job_id bigint, token int) LANGUAGE sql AS $$
  WITH taken AS (
    UPDATE job SET state = CASE WHEN attempt < 5 THEN 'running' ELSE 'dead' END, worker = who,
                   attempt = least(attempt + 1, 5), run_at = clock_timestamp() + interval '5 minutes'
    WHERE id = (SELECT id FROM job WHERE state IN ('ready', 'running') AND run_at <= clock_timestamp()
                ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, attempt, state)
  SELECT id, attempt FROM taken WHERE state = 'running' $$;
-- session A
BEGIN;
SELECT * FROM claim('A');
-- session B
SELECT * FROM claim('B');
-- A's connection is cut before it commits:
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE usename = current_user AND state = 'idle in transaction';
SELECT * FROM claim('B');
-- B stops while it holds both jobs. Five minutes later:
UPDATE job SET run_at = now() WHERE state = 'running';
-- session C
SELECT * FROM claim('C');
-- session B
-- B was only paused, and reports job 1 with the token it was given:
UPDATE job SET state = 'done', worker = 'B' WHERE id = 1 AND attempt = 1 AND state = 'running';
-- session C
UPDATE job SET state = 'done' WHERE id = 1 AND attempt = 2 AND state = 'running' RETURNING worker;
-- Job 3 has killed its fifth worker, which reported nothing, and its lease ran out an hour ago:
INSERT INTO job VALUES (3, 'running', 5, 'D', now() - interval '1 hour');
SELECT * FROM claim('C');
-- claim: while A had job 1 locked, B was given job 2 without waiting
SELECT worker = 'B' AND attempt = 1 FROM job WHERE id = 2;
-- claim: three workers were given job 1; the cut one left no trace, and only the last could finish it
SELECT state = 'done' AND worker = 'C' AND attempt = 2 FROM job WHERE id = 1;
-- claim: a job with five attempts behind it is set aside, not handed out again
SELECT state = 'dead' AND attempt = 5 FROM job WHERE id = 3;
