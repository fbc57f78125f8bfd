-- Under the name Read Uncommitted B gets Read Committed: nothing uncommitted, and each statement a new snapshot
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100);
CREATE TABLE seen (at int PRIMARY KEY, balance int NOT NULL);
-- session A
BEGIN;
UPDATE account SET balance = 0 WHERE id = 1;
-- session B
BEGIN ISOLATION LEVEL READ UNCOMMITTED;
INSERT INTO seen SELECT 1, balance FROM account WHERE id = 1 RETURNING *;
-- session A
COMMIT;
-- session B
INSERT INTO seen SELECT 2, balance FROM account WHERE id = 1 RETURNING *;
COMMIT;
-- claim: while A's change was not committed, B read the old 100
SELECT balance = 100 FROM seen WHERE at = 1;
-- claim: once it was, B's next statement read the 0
SELECT balance = 0 FROM seen WHERE at = 2;
