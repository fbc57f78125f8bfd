-- 50 customers with 4,000 orders each: how often each form visits a page, through the same index
-- setup
CREATE TABLE customer (id int PRIMARY KEY);
INSERT INTO customer SELECT generate_series(1, 50);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, placed_at timestamptz NOT NULL, total int NOT NULL);
INSERT INTO orders
SELECT n, 1 + n % 50, timestamptz '2026-01-01 00:00Z' + n * interval '1 minute', n % 100
FROM generate_series(1, 200000) AS n;
CREATE INDEX orders_latest ON orders (customer_id, placed_at DESC, id DESC);
-- without the date in the index (breaks 1): CREATE INDEX orders_latest ON orders (customer_id);
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
-- without LIMIT (breaks 1, 2):
-- CREATE VIEW lateral_join AS
--   SELECT customer.id AS customer_id, latest.id, latest.total
--   FROM customer
--   CROSS JOIN LATERAL (
--     SELECT id, total FROM orders
--     WHERE customer_id = customer.id
--     ORDER BY placed_at DESC, id DESC
--   ) AS latest;
CREATE FUNCTION page_visits(query text) RETURNS int
LANGUAGE plpgsql SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  RETURN (plan #>> '{0,Plan,Shared Hit Blocks}')::int + (plan #>> '{0,Plan,Shared Read Blocks}')::int;
END $$;
-- session A
SET max_parallel_workers_per_gather = 0;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) TABLE distinct_on;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) TABLE lateral_join;
CREATE TABLE visits AS
SELECT page_visits('TABLE distinct_on') AS distinct_on, page_visits('TABLE window_function') AS window_function,
       page_visits('TABLE lateral_join') AS lateral_join, pg_relation_size('orders') / 8192 AS table_pages;
TABLE visits;
SELECT lateral_join FROM visits;
-- expect: 201
-- claim: LATERAL visits pages less than 1% as often as either of the others, and less often than the table has pages
SELECT 100 * lateral_join < least(distinct_on, window_function) AND lateral_join < table_pages FROM visits;
-- claim: all three return the same rows
SELECT count(*) = 50 AND bool_and(d = w AND d = l)
FROM distinct_on d FULL JOIN window_function w USING (customer_id) FULL JOIN lateral_join l USING (customer_id);
