-- PostgreSQL accepts the name Read Uncommitted and still shows B nothing that is not committed
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100);
CREATE TABLE seen (balance int NOT NULL);
-- session A
BEGIN;
UPDATE account SET balance = 0 WHERE id = 1;
-- session B
BEGIN ISOLATION LEVEL READ UNCOMMITTED;
SHOW transaction_isolation;
INSERT INTO seen SELECT balance FROM account WHERE id = 1 RETURNING *;
COMMIT;
-- session A
ROLLBACK;
-- claim: B read the committed 100 and not the 0 that was rolled back
SELECT balance = 100 FROM seen;
