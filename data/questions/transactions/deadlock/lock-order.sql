-- The same two transfers; each locks both rows first, the lower id before the higher
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100), (2, 100);
-- session A
BEGIN;
SELECT id FROM account WHERE id IN (1, 2) ORDER BY id FOR NO KEY UPDATE;
-- session B
BEGIN;
SELECT id FROM account WHERE id IN (2, 1) ORDER BY id FOR NO KEY UPDATE;
-- session A
UPDATE account SET balance = balance - 10 WHERE id = 1;
UPDATE account SET balance = balance + 10 WHERE id = 2;
COMMIT;
-- session B
UPDATE account SET balance = balance - 20 WHERE id = 2;
UPDATE account SET balance = balance + 20 WHERE id = 1;
COMMIT;
-- claim: both transfers are booked, and neither had to be repeated
SELECT array_agg(balance ORDER BY id) = '{110,90}' FROM account;
