-- Insert the key first: two requests with one key, then a retry, then the key with another amount.
-- The table answered keeps what B was told, so that the claims can read it.
-- setup
CREATE TABLE payment (id int GENERATED ALWAYS AS IDENTITY, order_id int, cents int, state text);
CREATE TABLE idempotency_key (account_id int, key text, request text, response text, PRIMARY KEY (account_id, key));
CREATE TABLE answered (n int GENERATED ALWAYS AS IDENTITY, request text, response text);
CREATE FUNCTION claim(amount int) RETURNS SETOF int LANGUAGE sql AS $$
  WITH mine AS (
    INSERT INTO idempotency_key VALUES (1, 'k-81', 'order=5001 cents=' || amount) ON CONFLICT DO NOTHING RETURNING key)
  INSERT INTO payment (order_id, cents, state) SELECT 5001, amount, 'pending' FROM mine RETURNING id $$;
CREATE FUNCTION answer(amount int) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN request <> 'order=5001 cents=' || amount THEN '422 key used for another request'
              ELSE coalesce(response, '409 still working on it') END
  FROM idempotency_key WHERE account_id = 1 AND key = 'k-81' $$;
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
-- the provider has charged; payment 1 was the key sent to it
BEGIN;
UPDATE payment SET state = 'paid' WHERE id = 1;
UPDATE idempotency_key SET response = '201 payment 1 paid' WHERE account_id = 1 AND key = 'k-81';
COMMIT;
-- session B
SELECT claim(4900) AS payment;
INSERT INTO answered (request, response) SELECT 'retry', answer(4900) RETURNING response;
SELECT claim(9900) AS payment;
INSERT INTO answered (request, response) SELECT 'other amount', answer(9900) RETURNING response;
-- claim: four requests with one key made one payment
SELECT array_agg(cents) = '{4900}' FROM payment;
-- claim: the second request got 409 while the first was working, and the first one's answer afterward
SELECT array_agg(left(response, 3) ORDER BY n) = '{409,201}' FROM answered WHERE request <> 'other amount';
-- claim: the key with another amount got 422, not somebody's answer
SELECT response LIKE '422%' FROM answered WHERE request = 'other amount';
