-- 50 customers with 4,000 orders each: how many orders each form reads through the same index, and how many pages it visits
-- setup
CREATE TABLE customer (id int PRIMARY KEY);
INSERT INTO customer SELECT generate_series(1, 50);
-- without large groups (breaks 1, 2): INSERT INTO customer SELECT generate_series(1, 100000);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, placed_at timestamptz NOT NULL, total int NOT NULL);
INSERT INTO orders
SELECT n, 1 + n % 50, timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', n % 100
FROM generate_series(1, 200000) AS n;
-- without large groups (breaks 1, 2): INSERT INTO orders
-- SELECT n, 1 + n % 100000, timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', n % 100
-- FROM generate_series(1, 200000) AS n;
CREATE INDEX orders_latest ON orders (customer_id, placed_at DESC, id DESC);
-- without the date in the index (breaks 1, 2): CREATE INDEX orders_latest ON orders (customer_id);
ANALYZE customer;
ANALYZE orders;
CREATE VIEW distinct_on AS
  SELECT DISTINCT ON (customer_id) customer_id, id, total
  FROM orders
  ORDER BY customer_id, placed_at DESC, id DESC;
CREATE VIEW window_function AS
  SELECT customer_id, id, total
  FROM (SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY placed_at DESC, id DESC) AS place
        FROM orders) AS ranked
  WHERE place = 1;
CREATE VIEW lateral_join AS
  SELECT customer.id AS customer_id, latest.id, latest.total
  FROM customer
  CROSS JOIN LATERAL (
    SELECT id, total FROM orders
    WHERE customer_id = customer.id
    ORDER BY placed_at DESC, id DESC
    LIMIT 1
  ) AS latest;
-- without LIMIT:
-- CREATE VIEW lateral_join AS
--   SELECT customer.id AS customer_id, latest.id, latest.total
--   FROM customer
--   CROSS JOIN LATERAL (
--     SELECT id, total FROM orders
--     WHERE customer_id = customer.id
--     ORDER BY placed_at DESC, id DESC
--   ) AS latest;
CREATE FUNCTION reads(form text, OUT orders_read int, OUT page_visits int)
LANGUAGE plpgsql SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  run jsonb;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) TABLE ' || form INTO run;
  page_visits := (run #>> '{0,Plan,Shared Hit Blocks}')::int + (run #>> '{0,Plan,Shared Read Blocks}')::int;
  SELECT sum((node ->> 'Actual Rows')::numeric * (node ->> 'Actual Loops')::int) INTO orders_read
  FROM jsonb_path_query(run, 'strict $.** ? (@."Relation Name" == "orders")') AS node;
END $$;
-- session A
SET max_parallel_workers_per_gather = 0;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) TABLE distinct_on;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) TABLE lateral_join;
CREATE TABLE result AS
SELECT * FROM unnest(ARRAY['distinct_on', 'window_function', 'lateral_join']) AS form, reads(form);
TABLE result;
SELECT pg_relation_size('orders') / 8192 AS table_pages;
SELECT page_visits FROM result WHERE form = 'lateral_join';
-- expect: 201
-- claim: LATERAL with LIMIT 1 reads one order of each of 50 customers; DISTINCT ON and row_number() read all 200,000
SELECT array_agg(orders_read ORDER BY form) = '{200000,50,200000}' FROM result;
-- claim: through the same index, LATERAL visits pages less than 1% as often as each of the other two
SELECT 100 * max(page_visits) FILTER (WHERE form = 'lateral_join') < min(page_visits) FILTER (WHERE form <> 'lateral_join') FROM result;
-- claim: DISTINCT ON, row_number() and LATERAL return the same rows
SELECT count(*) = (SELECT count(*) FROM customer) AND bool_and(coalesce(d = w AND d = l, false))
FROM distinct_on d FULL JOIN window_function w USING (customer_id) FULL JOIN lateral_join l USING (customer_id);
