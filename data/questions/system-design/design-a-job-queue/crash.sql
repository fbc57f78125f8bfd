-- A connection is cut while claiming, a process stops while working, a job kills its workers, and a human puts it back.
-- setup
CREATE TABLE job (id bigint PRIMARY KEY, state text DEFAULT 'ready', worker text,
                  attempt int DEFAULT 0, max_attempts int DEFAULT 5, run_at timestamptz DEFAULT now());
CREATE TABLE handed (n int GENERATED ALWAYS AS IDENTITY, worker text, job bigint, attempt int);
CREATE INDEX job_due ON job (run_at, id) WHERE state IN ('ready', 'running');
INSERT INTO job (id) VALUES (1), (2);
CREATE FUNCTION set_aside() RETURNS void LANGUAGE sql AS $$
  UPDATE job SET state = 'dead' WHERE id IN (
    SELECT id FROM job WHERE state = 'running' AND run_at <= now() AND attempt = max_attempts FOR UPDATE SKIP LOCKED) $$;
-- without the limit of five attempts (breaks 5): CREATE FUNCTION set_aside() RETURNS void LANGUAGE sql AS $$ SELECT $$;
CREATE FUNCTION next_due() RETURNS bigint LANGUAGE sql AS $$
  SELECT id FROM job WHERE state IN ('ready', 'running') AND run_at <= now()
  ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED $$;
-- without SKIP LOCKED (breaks 1): CREATE FUNCTION next_due() RETURNS bigint LANGUAGE sql AS $$
--   SELECT id FROM job WHERE state IN ('ready', 'running') AND run_at <= now()
--   ORDER BY run_at, id LIMIT 1 FOR UPDATE $$;
CREATE FUNCTION lease() RETURNS interval LANGUAGE sql AS $$ SELECT interval '5 minutes' $$;
-- without the lease (breaks 3): CREATE FUNCTION lease() RETURNS interval LANGUAGE sql AS $$ SELECT interval '0' $$;
CREATE FUNCTION claim(who text) RETURNS TABLE (job_id bigint, token int) LANGUAGE sql AS $$
  SELECT set_aside();
  WITH due AS MATERIALIZED (SELECT next_due() AS id),
  taken AS (
    UPDATE job SET state = 'running', worker = who, attempt = attempt + 1, run_at = clock_timestamp() + lease()
    FROM due WHERE job.id = due.id RETURNING job.id, attempt)
  INSERT INTO handed (worker, job, attempt) SELECT who, id, attempt FROM taken RETURNING job, attempt $$;
-- session A
BEGIN;
-- without A's open transaction (breaks 2): nothing
SELECT * FROM claim('A');
-- session B
SELECT job_id FROM claim('B');
-- expect: 2, not 1
-- session C
-- A's connection is cut before it commits:
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE usename = current_user AND state = 'idle in transaction';
-- session B
SELECT * FROM claim('B');
-- session C
SELECT count(*) AS given_to_c FROM claim('C');
-- expect: 0, not 1
-- session B
-- B stops while it holds both jobs. Five minutes later:
UPDATE job SET run_at = now() WHERE state = 'running';
-- session C
SELECT * FROM claim('C');
-- session B
-- B was only paused, and reports job 1 with the token it was given:
UPDATE job SET state = 'done', worker = 'B' WHERE id = 1 AND attempt = 1 AND state = 'running';
-- without the token (breaks 4): UPDATE job SET state = 'done', worker = 'B' WHERE id = 1 AND state = 'running';
-- session C
UPDATE job SET state = 'done' WHERE id = 1 AND attempt = 2 AND state = 'running';
SELECT worker AS finished_by FROM job WHERE id = 1;
-- expect: C, not B
-- session D
-- Job 2 kills four more workers: each claims it and reports nothing, and the lease runs out.
DO $$ BEGIN FOR attempt IN 2..5 LOOP
  PERFORM claim('D');
  UPDATE job SET run_at = now() WHERE id = 2;
END LOOP; END $$;
-- session C
INSERT INTO job (id) VALUES (3);
SELECT job_id FROM claim('C');
-- expect: 3, not 2
-- A human puts job 2 back. The limit goes up, because the attempt number is the token and must not come again:
UPDATE job SET state = 'ready', max_attempts = max_attempts + 5 WHERE id = 2 AND state = 'dead';
-- without a token that only rises (breaks 6): UPDATE job SET state = 'ready', attempt = 0 WHERE id = 2 AND state = 'dead';
SELECT * FROM claim('C');
-- session B
-- B is still there, and reports job 2 with its first token:
UPDATE job SET state = 'done', worker = 'B' WHERE id = 2 AND attempt = 1 AND state = 'running';
-- claim: while A had job 1 locked, B got job 2 without waiting
SELECT job = 2 FROM handed WHERE worker = 'B' ORDER BY n LIMIT 1;
-- claim: A's claim of job 1 was rolled back with its connection, so the job went to B
SELECT worker = 'B' FROM handed WHERE job = 1 ORDER BY n LIMIT 1;
-- claim: C got no job while B's leases ran, and job 1 once they had ended
SELECT array_agg(job ORDER BY n) = '{1}' FROM handed WHERE worker = 'C' AND attempt = 2;
-- claim: B's late report had an old token and changed nothing, so it was C who finished job 1
SELECT state = 'done' AND worker = 'C' FROM job WHERE id = 1;
-- claim: right after a job's fifth lease had run out, the next claim handed out another job
SELECT worker = 'D' AND job = 2 AND attempt = 5 FROM handed
WHERE n < (SELECT n FROM handed WHERE job = 3) ORDER BY n DESC LIMIT 1;
-- claim: after the job was put back, the report of a worker that had lost it long before changed nothing
SELECT bool_and(state = 'running' AND worker = 'C') FROM job WHERE id IN (2, 3);
