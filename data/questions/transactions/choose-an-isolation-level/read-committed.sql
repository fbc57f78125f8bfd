-- A reports in two statements. Between them B moves 50 from account 1 to account 2 and opens account 3.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100), (2, 100);
CREATE TABLE report (of_account int PRIMARY KEY, balance int NOT NULL, accounts int NOT NULL);
-- session A
BEGIN ISOLATION LEVEL READ COMMITTED;
-- without a new snapshot for each statement: BEGIN ISOLATION LEVEL REPEATABLE READ;
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
-- expect: 250, not 200
-- claim: the report adds up to 250, although the accounts hold 200
SELECT (SELECT sum(balance) FROM report) = 250 AND (SELECT sum(balance) FROM account) = 200;
-- claim: the second statement counts one more account than the first: a phantom
SELECT array_agg(accounts ORDER BY of_account) = '{2,3}' FROM report;
-- without the overlap: serial
