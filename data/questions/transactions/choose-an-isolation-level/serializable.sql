-- The same report at Serializable, and B's transfer too: both commit, for A's before B's is an order that fits
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100), (2, 100);
CREATE TABLE report (of_account int PRIMARY KEY, balance int NOT NULL, accounts int NOT NULL);
-- session A
BEGIN ISOLATION LEVEL SERIALIZABLE;
-- without Serializable (breaks 1): BEGIN ISOLATION LEVEL READ COMMITTED;
INSERT INTO report SELECT 1, sum(balance) FILTER (WHERE id = 1), count(*) FROM account RETURNING *;
-- session B
BEGIN ISOLATION LEVEL SERIALIZABLE;
UPDATE account SET balance = balance - 50 WHERE id = 1;
UPDATE account SET balance = balance + 50 WHERE id = 2;
INSERT INTO account VALUES (3, 0);
-- without an order that fits: INSERT INTO account SELECT 3, count(*) FROM report;
COMMIT;
-- session A
INSERT INTO report SELECT 2, sum(balance) FILTER (WHERE id = 2), count(*) FROM account RETURNING *;
COMMIT;
-- claim: the report adds up to 200 and both counts say two
SELECT sum(balance) = 200 AND array_agg(accounts ORDER BY of_account) = '{2,2}' FROM report;
-- claim: nobody was refused: A's report has both lines, and B's transfer and account 3 are there
SELECT array_agg(balance ORDER BY id) = '{50,150,0}' AND (SELECT count(*) FROM report) = 2 FROM account;
