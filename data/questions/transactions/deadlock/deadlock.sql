-- Two transfers in opposite directions, each in its natural order: debit, then credit.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100), (2, 100);
-- session A
BEGIN;
UPDATE account SET balance = balance - 10 WHERE id = 1;
-- session B
BEGIN;
-- without B's transaction: nothing
UPDATE account SET balance = balance - 20 WHERE id = 2;
-- without the opposite order: nothing
-- session A
UPDATE account SET balance = balance + 10 WHERE id = 2;
-- session B
UPDATE account SET balance = balance + 20 WHERE id = 1;
-- without the opposite order: DO $$ BEGIN UPDATE account SET balance = balance + 20 WHERE id = 1; UPDATE account
--   SET balance = balance - 20 WHERE id = 2; END $$;
-- session A
COMMIT;
-- session B
COMMIT;
SELECT array_agg(balance ORDER BY id) AS balances FROM account;
-- expect: {90,110}, not {110,90}
-- claim: A's transfer is booked, B's debit was rolled back too, and the sum is still 200
SELECT array_agg(balance ORDER BY id) = '{90,110}' FROM account;
-- without the overlap: serial
