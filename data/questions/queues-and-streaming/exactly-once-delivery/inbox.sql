-- The broker delivers each message to two consumers that overlap; A commits m-1, and dies between m-2's id and its booking.
-- Each consumer notes the id and books the payment in one transaction, at Read Committed.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100);
CREATE TABLE inbox (message_id text PRIMARY KEY);
-- without the primary key: CREATE TABLE inbox (message_id text);
-- session A
BEGIN;
WITH fresh AS (INSERT INTO inbox VALUES ('m-1') ON CONFLICT DO NOTHING RETURNING message_id)
UPDATE account SET balance = balance + 10 FROM fresh WHERE account.id = 1;
-- session B
WITH fresh AS (INSERT INTO inbox VALUES ('m-1') ON CONFLICT DO NOTHING RETURNING message_id)
UPDATE account SET balance = balance + 10 FROM fresh WHERE account.id = 1;
-- session A
COMMIT;
BEGIN;
-- without one transaction for both: nothing
INSERT INTO inbox VALUES ('m-2') ON CONFLICT DO NOTHING;
-- session B
WITH fresh AS (INSERT INTO inbox VALUES ('m-2') ON CONFLICT DO NOTHING RETURNING message_id)
UPDATE account SET balance = balance + 25 FROM fresh WHERE account.id = 1;
-- session A
-- dies before it has booked m-2
ROLLBACK;
-- session B
SELECT balance FROM account WHERE id = 1;
-- expect: 135, not 145
-- claim: two messages, each delivered twice, are booked once each
SELECT balance = 100 + 10 + 25 AND (SELECT count(*) FROM inbox) = 2 FROM account WHERE id = 1;
