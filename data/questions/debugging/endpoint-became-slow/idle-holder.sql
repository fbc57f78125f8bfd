-- who holds the connections: a session that runs nothing and still keeps its row lock
-- setup
CREATE TABLE invoice (id int PRIMARY KEY, state text);
INSERT INTO invoice VALUES (1, 'new'), (2, 'new');
CREATE TABLE seen (at text, last_statement text, unlocked int[]);
CREATE TABLE sent (signal text, ok bool);
CREATE VIEW holder AS SELECT pid, query FROM pg_stat_activity
WHERE datname = current_database() AND state = 'idle in transaction';
CREATE FUNCTION unlocked() RETURNS int[] LANGUAGE sql AS $$
  SELECT array(SELECT id FROM invoice ORDER BY id FOR UPDATE SKIP LOCKED) $$;
-- session A
BEGIN;
-- without the open transaction: nothing
UPDATE invoice SET state = 'exporting' WHERE id = 1;
-- session B
INSERT INTO seen SELECT 'before', query, unlocked() FROM holder RETURNING *;
INSERT INTO sent SELECT 'cancel', pg_cancel_backend(pid) FROM holder RETURNING *;
-- without the cancel (breaks 2): nothing
-- without stopping at a cancel (breaks 2, 3): SELECT pg_terminate_backend(pid, 5000) AS terminated FROM holder;
-- session A
-- the transaction goes on:
SELECT state FROM invoice WHERE id = 2;
-- expect: new
-- without stopping at a cancel (breaks 2, 3): nothing
-- without the SELECT (breaks 3): nothing
-- session B
INSERT INTO seen SELECT 'after cancel', (SELECT query FROM holder), unlocked() RETURNING *;
-- what does end it:
SELECT pg_terminate_backend(pid, 5000) AS terminated FROM holder;
-- without the termination (breaks 4): nothing
INSERT INTO seen SELECT 'after termination', (SELECT query FROM holder), unlocked() RETURNING *;
SELECT name, boot_val AS default_ms FROM pg_settings
WHERE name IN ('idle_in_transaction_session_timeout', 'lock_timeout') ORDER BY name;
-- claim: a session that is idle in transaction keeps its row locked, and pg_stat_activity names its last statement
SELECT last_statement LIKE 'UPDATE invoice%' AND unlocked = '{2}' FROM seen WHERE at = 'before';
-- claim: after a cancel that PostgreSQL sent, the idle session still holds its transaction and its row
SELECT last_statement IS NOT NULL AND unlocked = '{2}' AND (SELECT ok FROM sent)
FROM seen WHERE at = 'after cancel';
-- claim: the last statement can be a SELECT, though an UPDATE before it took the lock
SELECT last_statement LIKE 'SELECT state%' AND unlocked = '{2}' FROM seen WHERE at = 'after cancel';
-- claim: pg_terminate_backend frees the row and undoes the update
SELECT last_statement IS NULL AND unlocked = '{1,2}' AND (SELECT state = 'new' FROM invoice WHERE id = 1)
FROM seen WHERE at = 'after termination';
