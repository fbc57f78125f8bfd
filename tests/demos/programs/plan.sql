-- One session: a plan whose times and costs vary, an error, a notice and several lines in a value
CREATE TABLE customer (id int PRIMARY KEY, email text UNIQUE);
INSERT INTO customer SELECT n, 'user' || n FROM generate_series(1, 50000) AS n;
ANALYZE customer;
EXPLAIN ANALYZE SELECT id FROM customer WHERE email = 'user7';
EXPLAIN (FORMAT JSON) SELECT id FROM customer WHERE id = 7;
-- the same e-mail address twice
INSERT INTO customer VALUES (50001, 'user7');
DO $$ BEGIN RAISE NOTICE 'one; -- session A'; END $$;
SELECT 1 AS n, E'a\nb' AS lines, NULL AS nothing;
SELECT now() IS NOT NULL AS clock, now() AS at, gen_random_uuid() AS id, pg_backend_pid(), xmin FROM customer WHERE id < 3;
LISTEN news;
NOTIFY news, 'hello';
-- claim: the address is there once
SELECT count(*) = 1 FROM customer WHERE email = 'user7';
-- claim: and no other customer
-- came in with it
SELECT count(*) = 50000 FROM customer;
