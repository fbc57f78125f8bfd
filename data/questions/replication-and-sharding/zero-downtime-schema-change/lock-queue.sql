-- A reads and stays in its transaction; B's ALTER waits for A, and C, who only reads orders, waits behind B
-- setup
CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL);
INSERT INTO orders VALUES (1, 100);
CREATE TABLE seen (at int PRIMARY KEY, new_column boolean NOT NULL);
-- session A
BEGIN;
SELECT total FROM orders WHERE id = 1;
-- session B
ALTER TABLE orders ADD COLUMN total_new bigint;
-- session C
INSERT INTO seen SELECT 1, to_jsonb(orders) ? 'total_new' FROM orders;
-- session A
COMMIT;
-- now A does the same again, and B waits for 100 ms at most
BEGIN;
SELECT total FROM orders WHERE id = 1;
-- session B
SET lock_timeout = '100ms';
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
-- session C
INSERT INTO seen SELECT 2, to_jsonb(orders) ? 'note' FROM orders;
-- session A
COMMIT;
-- session B
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
-- claim: in the first round C could read only after the ALTER, for its row has the new column
SELECT new_column FROM seen WHERE at = 1;
-- claim: with the timeout C read before the column was there, and the retry added it
SELECT NOT new_column AND (SELECT to_jsonb(orders) ? 'note' FROM orders) FROM seen WHERE at = 2;
