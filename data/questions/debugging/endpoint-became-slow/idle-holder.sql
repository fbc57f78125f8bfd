-- who holds the connections: a session that runs nothing and still keeps its row lock
-- setup
CREATE TABLE invoice (id int PRIMARY KEY, state text);
INSERT INTO invoice VALUES (1, 'new'), (2, 'new');
CREATE TABLE seen (at text, state text, last_statement text);
-- session A
BEGIN;
UPDATE invoice SET state = 'exporting' WHERE id = 1;
-- session B
INSERT INTO seen
SELECT 'before cancel', state, query FROM pg_stat_activity
WHERE datname = current_database() AND state = 'idle in transaction';
SELECT pg_cancel_backend(pid) AS cancel_sent FROM pg_stat_activity
WHERE datname = current_database() AND state = 'idle in transaction';
INSERT INTO seen
SELECT 'after cancel', state, query FROM pg_stat_activity
WHERE datname = current_database() AND state = 'idle in transaction';
SELECT at, state, last_statement FROM seen ORDER BY at DESC;
SELECT id AS rows_not_locked FROM invoice ORDER BY id FOR UPDATE SKIP LOCKED;
SELECT name, boot_val AS default_ms FROM pg_settings
WHERE name IN ('idle_in_transaction_session_timeout', 'lock_timeout') ORDER BY name;
-- session A
COMMIT;
-- claim: pg_stat_activity names the idle holder and its last statement, and a cancel does not end its transaction
SELECT count(*) = 2 AND bool_and(last_statement LIKE 'UPDATE invoice%')
       AND (SELECT state = 'exporting' FROM invoice WHERE id = 1)
FROM seen;
