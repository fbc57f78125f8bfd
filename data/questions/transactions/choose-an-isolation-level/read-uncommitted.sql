-- Under the name Read Uncommitted B gets Read Committed: nothing uncommitted, and each statement a new snapshot
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100);
CREATE TABLE seen (at int PRIMARY KEY, balance int NOT NULL, accounts int NOT NULL);
-- session A
BEGIN;
-- without A's open transaction (breaks 1): nothing
UPDATE account SET balance = 0 WHERE id = 1;
INSERT INTO account VALUES (2, 100);
-- session B
BEGIN ISOLATION LEVEL READ UNCOMMITTED;
-- without Read Uncommitted (breaks 2): BEGIN ISOLATION LEVEL REPEATABLE READ;
INSERT INTO seen SELECT 1, sum(balance) FILTER (WHERE id = 1), count(*) FROM account RETURNING *;
-- session A
COMMIT;
-- without A's COMMIT (breaks 2): ROLLBACK;
-- session B
INSERT INTO seen SELECT 2, sum(balance) FILTER (WHERE id = 1), count(*) FROM account RETURNING *;
COMMIT;
-- claim: while A's changes were not committed, B read the old 100 and one account
SELECT balance = 100 AND accounts = 1 FROM seen WHERE at = 1;
-- claim: once they were, B's next statement read the 0, and found a second account
SELECT balance = 0 AND accounts = 2 FROM seen WHERE at = 2;
