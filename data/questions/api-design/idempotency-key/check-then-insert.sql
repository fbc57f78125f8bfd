-- Look the key up, charge if it isn't there, write the key down: two requests with one key at the same time.
-- app.found stands for what each request's code has read.
-- setup
-- charge is the card provider's book
CREATE TABLE charge (id int GENERATED ALWAYS AS IDENTITY, order_id int, cents int);
CREATE TABLE idempotency_key (account_id int, key text, response text, PRIMARY KEY (account_id, key));
-- without the unique key (breaks 2): CREATE TABLE idempotency_key (account_id int, key text, response text);
-- session A
SELECT set_config('app.found', count(*)::text, false) AS found FROM idempotency_key WHERE account_id = 1 AND key = 'k-81';
-- session B
SELECT set_config('app.found', count(*)::text, false) AS found FROM idempotency_key WHERE account_id = 1 AND key = 'k-81';
-- session A
INSERT INTO charge (order_id, cents) SELECT 5001, 4900 WHERE current_setting('app.found') = '0';
-- session B
INSERT INTO charge (order_id, cents) SELECT 5001, 4900 WHERE current_setting('app.found') = '0';
-- session A
INSERT INTO idempotency_key SELECT 1, 'k-81', '201 paid' WHERE current_setting('app.found') = '0';
-- session B
INSERT INTO idempotency_key SELECT 1, 'k-81', '201 paid' WHERE current_setting('app.found') = '0';
SELECT count(*) AS charges FROM charge;
-- expect: 2, not 1
-- claim: both requests found no key, so the customer was charged twice
SELECT count(*) = 2 FROM charge;
-- without the overlap: serial
-- claim: the unique constraint refused the second key, but only after the second charge
SELECT count(*) = 1 AND (SELECT count(*) FROM charge) = 2 FROM idempotency_key;
