-- The report and B's transfer, both at Serializable: both commit, since what they read and wrote fits the order A, then B.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100), (2, 100);
CREATE TABLE report (of_account int PRIMARY KEY, balance int NOT NULL, accounts int NOT NULL);
-- session A
BEGIN ISOLATION LEVEL SERIALIZABLE;
-- without one snapshot for A's transaction (breaks 1): BEGIN ISOLATION LEVEL READ COMMITTED;
INSERT INTO report SELECT 1, sum(balance) FILTER (WHERE id = 1), count(*) FROM account RETURNING *;
-- session B
BEGIN ISOLATION LEVEL SERIALIZABLE;
UPDATE account SET balance = balance - 50 WHERE id = 1;
UPDATE account SET balance = balance + 50 WHERE id = 2;
INSERT INTO account VALUES (3, 0);
-- without an order that fits (breaks 1, 2 with 40001): INSERT INTO account SELECT 3, count(*) FROM report;
COMMIT;
-- session A
INSERT INTO report SELECT 2, sum(balance) FILTER (WHERE id = 2), count(*) FROM account RETURNING *;
COMMIT;
SELECT sum(balance) AS total FROM report;
-- expect: 200, not 250
-- claim: the report adds up to 200, and both its statements count two accounts
SELECT sum(balance) = 200 AND array_agg(accounts ORDER BY of_account) = '{2,2}' FROM report;
-- claim: neither transaction was refused: A's report has two lines, and B's transfer and account 3 are stored
SELECT array_agg(balance ORDER BY id) = '{50,150,0}' AND (SELECT count(*) FROM report) = 2 FROM account;
