-- A pays from 1 to 2 and 3, B pays from 3 to 1. Each locks its rows first, the lower id before the higher.
-- A deposit holds row 2 for a moment, so that A has to stop in the middle of locking.
-- The control without any ORDER BY depends on the plan: here it looks up row by row, in the order of the VALUES.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100), (2, 100), (3, 100);
-- session C
BEGIN;
UPDATE account SET balance = balance + 5 WHERE id = 2;
-- session A
BEGIN;
SELECT id FROM (VALUES (1), (2), (3)) AS mine (id) JOIN account USING (id) ORDER BY id FOR NO KEY UPDATE OF account;
-- without the ORDER BY: SELECT id FROM (VALUES (1), (2), (3)) AS mine (id) JOIN account USING (id) FOR NO KEY UPDATE OF account;
-- session B
BEGIN;
SELECT id FROM (VALUES (3), (1)) AS mine (id) JOIN account USING (id) ORDER BY id FOR NO KEY UPDATE OF account;
-- without the same order in B: SELECT id FROM (VALUES (3), (1)) AS mine (id) JOIN account USING (id) ORDER BY id DESC
--   FOR NO KEY UPDATE OF account;
-- without the ORDER BY: SELECT id FROM (VALUES (3), (1)) AS mine (id) JOIN account USING (id) FOR NO KEY UPDATE OF account;
-- session C
COMMIT;
-- session A
UPDATE account SET balance = balance - 15 WHERE id = 1;
UPDATE account SET balance = balance + 10 WHERE id = 2;
UPDATE account SET balance = balance + 5 WHERE id = 3;
COMMIT;
-- session B
UPDATE account SET balance = balance - 20 WHERE id = 3;
UPDATE account SET balance = balance + 20 WHERE id = 1;
COMMIT;
SELECT array_agg(balance ORDER BY id) AS balances FROM account;
-- expect: {105,115,85}
-- claim: the deposit and both payments are booked, so no transaction was rolled back
SELECT array_agg(balance ORDER BY id) = '{105,115,85}' FROM account;
