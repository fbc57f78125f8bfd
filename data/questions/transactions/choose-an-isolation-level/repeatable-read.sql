-- The same report at Repeatable Read: both statements see what had been committed when the first one ran.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100), (2, 100);
CREATE TABLE report (of_account int PRIMARY KEY, balance int NOT NULL, accounts int NOT NULL);
-- session A
BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without Repeatable Read: BEGIN ISOLATION LEVEL READ COMMITTED;
INSERT INTO report SELECT 1, sum(balance) FILTER (WHERE id = 1), count(*) FROM account RETURNING *;
-- session B
BEGIN;
UPDATE account SET balance = balance - 50 WHERE id = 1;
UPDATE account SET balance = balance + 50 WHERE id = 2;
INSERT INTO account VALUES (3, 0);
COMMIT;
-- session A
INSERT INTO report SELECT 2, sum(balance) FILTER (WHERE id = 2), count(*) FROM account RETURNING *;
COMMIT;
SELECT sum(balance) AS total FROM report;
-- expect: 200, not 250
-- claim: the report adds up to 200, which is what the accounts hold
SELECT sum(balance) = 200 AND sum(balance) = (SELECT sum(balance) FROM account) FROM report;
-- claim: both statements count two accounts, although a third was committed between them: no phantom
SELECT array_agg(accounts ORDER BY of_account) = '{2,2}' AND (SELECT count(*) FROM account) = 3 FROM report;
