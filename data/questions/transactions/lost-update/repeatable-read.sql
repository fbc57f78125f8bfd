-- Repeatable Read refuses the second write instead of losing the first. app.balance stands for each application's memory.
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
SELECT balance FROM account WHERE id = 1;
-- expect: 110, not 125
-- claim: the first deposit is booked, and the second was refused, so it has to be retried
SELECT balance = 110 FROM account WHERE id = 1;
-- without the overlap: serial
