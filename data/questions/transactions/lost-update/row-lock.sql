-- Two cures at Read Committed: arithmetic in the statement, and a lock taken by the read.
-- The setting app.balance is the application's memory: B computes from what its SELECT returned.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100);
-- session A
BEGIN;
UPDATE account SET balance = balance + 10 WHERE id = 1;
-- session B
BEGIN;
SELECT set_config('app.balance', balance::text, false) AS balance FROM account WHERE id = 1 FOR UPDATE;
-- session A
COMMIT;
-- session B
UPDATE account SET balance = current_setting('app.balance')::int + 25 WHERE id = 1;
-- session A
UPDATE account SET balance = balance + 40 WHERE id = 1;
-- session B
COMMIT;
-- session A
SELECT balance FROM account WHERE id = 1;
-- claim: all three deposits are in the balance
SELECT balance = 100 + 10 + 25 + 40 FROM account WHERE id = 1;
