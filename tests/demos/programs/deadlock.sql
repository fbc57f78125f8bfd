-- Two transfers lock the same two rows in opposite order
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100), (2, 100);
-- session A
BEGIN;
UPDATE account SET balance = balance - 10 WHERE id = 1;
-- session B
BEGIN;
UPDATE account SET balance = balance - 20 WHERE id = 2;
-- session A
UPDATE account SET balance = balance + 10 WHERE id = 2;
-- session B
UPDATE account SET balance = balance + 20 WHERE id = 1;
ROLLBACK;
-- session A
COMMIT;
-- claim: one transfer happened, the other was sacrificed
SELECT array_agg(balance ORDER BY id) = '{90,110}' FROM account;
