-- Look the key up, charge, write the key down: two requests with one key at the same time
-- setup
-- charge is the card provider's book
CREATE TABLE charge (id int GENERATED ALWAYS AS IDENTITY, order_id int, cents int);
CREATE TABLE idempotency_key (account_id int, key text, response text, PRIMARY KEY (account_id, key));
-- session A
SELECT response FROM idempotency_key WHERE account_id = 1 AND key = 'k-81';
-- session B
SELECT response FROM idempotency_key WHERE account_id = 1 AND key = 'k-81';
-- session A
INSERT INTO charge (order_id, cents) VALUES (5001, 4900);
-- session B
INSERT INTO charge (order_id, cents) VALUES (5001, 4900);
-- session A
INSERT INTO idempotency_key VALUES (1, 'k-81', '201 paid');
-- session B
INSERT INTO idempotency_key VALUES (1, 'k-81', '201 paid');
-- claim: the unique key is there once, and the customer was charged twice
SELECT (SELECT count(*) FROM idempotency_key) = 1 AND (SELECT count(*) FROM charge) = 2;
