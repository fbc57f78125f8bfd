-- Insert the key first: two requests with one key, then a retry, then the key with another amount.
-- The first request charges and dies before it has saved the answer; a job finishes it. All at Read Committed.
-- setup
-- charge is the card provider's book: it counts a key once
CREATE TABLE charge (key uuid PRIMARY KEY, cents int);
CREATE TABLE payment (id uuid PRIMARY KEY, order_id int, cents int, state text);
CREATE TABLE idempotency_key (
  account_id int, key text, request text, payment_id uuid, response text, PRIMARY KEY (account_id, key));
-- without the unique key (breaks 1): CREATE TABLE idempotency_key (
--   account_id int, key text, request text, payment_id uuid, response text);
-- what B was told
CREATE TABLE answered (n int GENERATED ALWAYS AS IDENTITY, request text, response text);
CREATE FUNCTION claim(amount int) RETURNS SETOF text LANGUAGE sql AS $$
  WITH mine AS (
    INSERT INTO idempotency_key VALUES (1, 'k-81', 'order=5001 cents=' || amount, uuidv7())
    ON CONFLICT DO NOTHING RETURNING payment_id)
  INSERT INTO payment SELECT payment_id, 5001, amount, 'pending' FROM mine RETURNING state $$;
CREATE FUNCTION answer(amount int) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN request <> 'order=5001 cents=' || amount THEN '422 key used for another request'
              ELSE coalesce(response, '409 still working on it') END
  FROM idempotency_key WHERE account_id = 1 AND key = 'k-81' $$;
-- without the comparison (breaks 3): CREATE FUNCTION answer(amount int) RETURNS text LANGUAGE sql AS $$
--   SELECT coalesce(response, '409 still working on it')
--   FROM idempotency_key WHERE account_id = 1 AND key = 'k-81' $$;
-- session A
BEGIN;
SELECT claim(4900) AS payment;
-- session B
SELECT claim(4900) AS payment;
-- session A
COMMIT;
-- session B
INSERT INTO answered (request, response) SELECT 'at once', answer(4900) RETURNING response;
-- session A
-- charges, with the payment's id as the key, and dies:
INSERT INTO charge SELECT id, cents FROM payment WHERE state = 'pending';
-- session C
-- a job finds the key without an answer and charges its payment again, with the same id:
INSERT INTO charge SELECT id, cents FROM payment JOIN idempotency_key ON id = payment_id
WHERE account_id = 1 AND key = 'k-81' AND response IS NULL ON CONFLICT DO NOTHING;
-- without the payment's id as the key (breaks 1): INSERT INTO charge
--   SELECT uuidv7(), cents FROM payment JOIN idempotency_key ON id = payment_id
--   WHERE account_id = 1 AND key = 'k-81' AND response IS NULL;
BEGIN;
UPDATE payment SET state = 'paid' FROM idempotency_key
WHERE id = payment_id AND account_id = 1 AND key = 'k-81' AND state = 'pending';
UPDATE idempotency_key SET response = '201 paid' WHERE account_id = 1 AND key = 'k-81' AND response IS NULL;
-- without the saved answer (breaks 2): nothing
COMMIT;
-- session B
SELECT claim(4900) AS payment;
INSERT INTO answered (request, response) SELECT 'retry', answer(4900) RETURNING response;
SELECT claim(9900) AS payment;
INSERT INTO answered (request, response) SELECT 'other amount', answer(9900) RETURNING response;
SELECT count(*) AS charges FROM charge;
-- expect: 1, not 2
-- claim: four requests with one key and a repeated charge made one payment and one charge
SELECT array_agg(cents) = '{4900}' AND (SELECT array_agg(cents || ' ' || state) FROM payment) = '{4900 paid}' FROM charge;
-- claim: the second request got 409 while the first was working, and its retry got the saved answer
SELECT array_agg(left(response, 3) ORDER BY n) = '{409,201}' FROM answered WHERE request <> 'other amount';
-- claim: the same key with another amount got 422, not the saved answer
SELECT response LIKE '422%' FROM answered WHERE request = 'other amount';
