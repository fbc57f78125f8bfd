-- At Read Committed, a write changes the row only if it still has the version that was read. app.* stands for B's memory.
-- B writes again only after UPDATE 0, so where the version isn't checked, it has no reason to.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL, version int NOT NULL);
INSERT INTO account VALUES (1, 100, 7);
-- session A
BEGIN;
UPDATE account SET balance = 100 + 10, version = 8 WHERE id = 1 AND version = 7;
-- session B
SELECT set_config('app.balance', balance::text, false) AS balance, set_config('app.version', version::text, false) AS version
FROM account WHERE id = 1;
UPDATE account SET balance = current_setting('app.balance')::int + 25, version = version + 1
WHERE id = 1 AND version = current_setting('app.version')::int;
-- without the version in the WHERE: UPDATE account SET balance = current_setting('app.balance')::int + 25, version = version + 1
--   WHERE id = 1;
-- session A
COMMIT;
-- session B
-- after UPDATE 0: read again, decide again
SELECT set_config('app.balance', balance::text, false) AS balance, set_config('app.version', version::text, false) AS version
FROM account WHERE id = 1;
-- without the retry: nothing
-- without the version in the WHERE: nothing
UPDATE account SET balance = current_setting('app.balance')::int + 25, version = version + 1
WHERE id = 1 AND version = current_setting('app.version')::int;
-- without the retry: nothing
-- without the version in the WHERE: nothing
SELECT balance FROM account WHERE id = 1;
-- expect: 135, not 125
-- claim: both deposits are in the balance, and of B's two writes only the second changed the row
SELECT balance = 100 + 10 + 25 AND version = 7 + 2 FROM account WHERE id = 1;
