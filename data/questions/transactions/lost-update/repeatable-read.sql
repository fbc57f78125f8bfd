-- Repeatable Read refuses the second write instead of losing the first
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100);
-- session A
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT balance FROM account WHERE id = 1;
-- session B
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT balance FROM account WHERE id = 1;
-- session A
UPDATE account SET balance = 100 + 10 WHERE id = 1;
COMMIT;
-- session B
UPDATE account SET balance = 100 + 25 WHERE id = 1;
-- the transaction has failed, so COMMIT can only roll it back
COMMIT;
-- claim: the first deposit survives and the second has to be retried
SELECT balance = 110 FROM account WHERE id = 1;
