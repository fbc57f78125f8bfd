-- Repeatable Read refuses the second write instead of losing the first. app.balance stands for each application's memory.
-- B starts over only after the error, so at Read Committed it has no reason to.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
INSERT INTO account VALUES (1, 100);
-- session A
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT set_config('app.balance', balance::text, false) AS balance FROM account WHERE id = 1;
-- session B
BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without Repeatable Read in B: BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT set_config('app.balance', balance::text, false) AS balance FROM account WHERE id = 1;
-- session A
UPDATE account SET balance = current_setting('app.balance')::int + 10 WHERE id = 1;
COMMIT;
-- session B
UPDATE account SET balance = current_setting('app.balance')::int + 25 WHERE id = 1;
-- after an error, COMMIT can only roll back
COMMIT;
-- the retry, from the first read
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT set_config('app.balance', balance::text, false) AS balance FROM account WHERE id = 1;
-- without Repeatable Read in B: nothing
-- without the second read: nothing
UPDATE account SET balance = current_setting('app.balance')::int + 25 WHERE id = 1;
-- without Repeatable Read in B: nothing
-- without the second read: UPDATE account SET balance = 100 + 25 WHERE id = 1;
COMMIT;
SELECT balance FROM account WHERE id = 1;
-- expect: 135, not 125
-- claim: both deposits are in the balance, because B's first write was refused and its retry read again
SELECT balance = 100 + 10 + 25 FROM account WHERE id = 1;
