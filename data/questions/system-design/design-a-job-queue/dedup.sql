-- A reindex already waits. A saves an article and asks for a reindex; worker B asks for work before A commits.
-- setup
CREATE TABLE job (id bigint GENERATED ALWAYS AS IDENTITY, unique_key text, state text DEFAULT 'ready', run_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX one_waiting ON job (unique_key) WHERE state = 'ready';
-- without "ready" in the index (breaks 2): CREATE UNIQUE INDEX one_waiting ON job (unique_key);
CREATE FUNCTION enqueue(wanted text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO job (unique_key) VALUES (wanted)
  ON CONFLICT (unique_key) WHERE state = 'ready' DO UPDATE SET run_at = least(job.run_at, excluded.run_at) $$;
-- without the update (breaks 1): CREATE FUNCTION enqueue(wanted text) RETURNS void LANGUAGE sql AS $$
--   INSERT INTO job (unique_key) VALUES (wanted) ON CONFLICT DO NOTHING $$;
CREATE FUNCTION claim() RETURNS bigint LANGUAGE sql AS $$
  UPDATE job SET state = 'running' WHERE id = (
    SELECT id FROM job WHERE state = 'ready' AND run_at <= now() ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id $$;
CREATE TABLE article (body text);
INSERT INTO article VALUES ('old');
CREATE TABLE indexed (job bigint, body text);
SELECT enqueue('article 1');
-- session A
BEGIN;
UPDATE article SET body = 'new';
SELECT enqueue('article 1');
-- session B
WITH mine AS MATERIALIZED (SELECT claim() AS id) INSERT INTO indexed SELECT id, body FROM mine, article WHERE id > 0;
-- session A
COMMIT;
-- session B
WITH mine AS MATERIALIZED (SELECT claim() AS id) INSERT INTO indexed SELECT id, body FROM mine, article WHERE id > 0;
SELECT body AS last_indexed FROM indexed ORDER BY job DESC LIMIT 1;
-- expect: new, not old
-- session A
-- The job is running, and has read the article. A changes it again:
UPDATE article SET body = 'newer';
SELECT enqueue('article 1');
SELECT enqueue('article 1');
-- claim: the index got the text that A saved, although worker B asked for work before A's commit
SELECT body = 'new' FROM indexed ORDER BY job DESC LIMIT 1;
-- claim: while a job was running, two more requests left one waiting job
SELECT count(*) = 1 FROM job WHERE state = 'ready';
