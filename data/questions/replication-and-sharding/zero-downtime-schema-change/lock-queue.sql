-- A reads and stays in its transaction; B's ALTER waits for A, and C, who only reads orders, waits behind B.
-- D counts who waits.
-- setup
CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL);
INSERT INTO orders VALUES (1, 100);
CREATE TABLE seen (new_column boolean NOT NULL);
CREATE TABLE waiting (sessions int);
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
INSERT INTO waiting SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' RETURNING sessions;
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
SELECT sessions FROM waiting;
-- expect: 2, not 0
-- claim: while A's transaction was open, B waited, and C's read behind it
SELECT sessions = 2 FROM waiting;
-- claim: with the timeout C read before the column was there, and the retry added it
SELECT NOT new_column AND (SELECT to_jsonb(orders) ? 'note' FROM orders) FROM seen;
