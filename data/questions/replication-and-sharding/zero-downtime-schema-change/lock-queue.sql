-- A reads and stays in its transaction; B's ALTER waits for A, and C, who only reads orders, waits behind B.
-- D notes who waits, and behind whose statement.
-- setup
CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL);
INSERT INTO orders VALUES (1, 100);
CREATE TABLE seen (new_column boolean NOT NULL);
CREATE TABLE waiting (statement text, behind text);
-- session A
BEGIN;
-- without A's open transaction (breaks 1): nothing
SELECT total FROM orders WHERE id = 1;
-- expect: 100
-- session B
ALTER TABLE orders ADD COLUMN total_new bigint;
-- without the ALTER (breaks 1): nothing
-- session C
SELECT total FROM orders WHERE id = 1;
-- expect: 100
-- session D
INSERT INTO waiting SELECT split_part(blocked.query, ' ', 1), split_part(blocking.query, ' ', 1)
FROM pg_stat_activity AS blocked JOIN pg_stat_activity AS blocking ON blocking.pid = ANY (pg_blocking_pids(blocked.pid))
WHERE blocked.datname = current_database() ORDER BY 1 RETURNING *;
-- session A
COMMIT;
-- now A does the same again, and B waits for 100 ms at most
BEGIN;
SELECT total FROM orders WHERE id = 1;
-- expect: 100
-- session B
SET lock_timeout = '100ms';
-- without lock_timeout (breaks 2): nothing
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
-- session C
INSERT INTO seen SELECT to_jsonb(orders) ? 'note' FROM orders;
-- session A
COMMIT;
-- session B
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
-- without the retry (breaks 2): nothing
SELECT count(*) AS sessions_waiting FROM waiting;
-- expect: 2, not 0
-- claim: A's open transaction made B's ALTER wait, and C's read waited behind the ALTER
SELECT array_agg(statement || ' behind ' || behind ORDER BY statement) = '{ALTER behind SELECT,SELECT behind ALTER}' FROM waiting;
-- claim: with lock_timeout the ALTER gave up, C read before the column was there, and the retry added it
SELECT NOT new_column AND (SELECT to_jsonb(orders) ? 'note' FROM orders) FROM seen;
