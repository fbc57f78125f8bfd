-- The same two transfers; each locks both rows first, the lower id before the higher.
-- A deposit holds row 1 for a moment, so that both of them have to stop in the middle of locking.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100), (2, 100);
-- session C
BEGIN;
UPDATE account SET balance = balance + 5 WHERE id = 1;
-- session A
BEGIN;
SELECT id FROM account WHERE id IN (1, 2) ORDER BY id FOR NO KEY UPDATE;
-- session B
BEGIN;
SELECT id FROM account WHERE id IN (2, 1) ORDER BY id FOR NO KEY UPDATE;
-- session C
COMMIT;
-- session A
UPDATE account SET balance = balance - 10 WHERE id = 1;
UPDATE account SET balance = balance + 10 WHERE id = 2;
COMMIT;
-- session B
UPDATE account SET balance = balance - 20 WHERE id = 2;
UPDATE account SET balance = balance + 20 WHERE id = 1;
COMMIT;
-- claim: the deposit and both transfers are booked, and none had to be repeated
SELECT array_agg(balance ORDER BY id) = '{115,90}' FROM account;
