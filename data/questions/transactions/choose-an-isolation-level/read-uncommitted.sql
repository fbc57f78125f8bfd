-- B asks for Read Uncommitted and gets Read Committed: no uncommitted data, and a new snapshot for each statement.
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
-- without a new snapshot for each statement (breaks 2): BEGIN ISOLATION LEVEL REPEATABLE READ;
INSERT INTO seen SELECT 1, sum(balance) FILTER (WHERE id = 1), count(*) FROM account RETURNING *;
-- session A
COMMIT;
-- without A's COMMIT (breaks 2): ROLLBACK;
-- session B
INSERT INTO seen SELECT 2, sum(balance) FILTER (WHERE id = 1), count(*) FROM account RETURNING *;
COMMIT;
SELECT string_agg(balance::text, ' then ' ORDER BY at) AS b_read FROM seen;
-- expect: 100 then 0, not 0 then 0
-- claim: before A's commit, B read none of its changes: balance 100, one account
SELECT balance = 100 AND accounts = 1 FROM seen WHERE at = 1;
-- claim: after A's commit, B's next statement read both of its changes: balance 0, two accounts
SELECT balance = 0 AND accounts = 2 FROM seen WHERE at = 2;
