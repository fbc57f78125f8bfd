-- No condition on the first column: PostgreSQL 18 skips between its values if they are few
-- setup
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL);
INSERT INTO orders
SELECT n, n % 20000, CASE n % 1000 WHEN 0 THEN 'refunded' WHEN 1 THEN 'open' ELSE 'paid' END FROM generate_series(1, 200000) AS n;
VACUUM (ANALYZE) orders;
CREATE TABLE measured (index_on text PRIMARY KEY, pages int NOT NULL, size int NOT NULL);
CREATE PROCEDURE measure(columns text, query text) LANGUAGE plpgsql AS $$
DECLARE
  ran json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO ran;
  INSERT INTO measured
  SELECT columns, (ran #>> '{0,Plan,Shared Hit Blocks}')::int + (ran #>> '{0,Plan,Shared Read Blocks}')::int,
    pg_relation_size('tried') / 8192;
END $$;
-- session A
CREATE INDEX tried ON orders (status, customer_id);
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT count(*) FROM orders WHERE customer_id = 42;
CALL measure('status, customer_id', 'SELECT count(*) FROM orders WHERE customer_id = 42');
DROP INDEX tried;
CREATE INDEX tried ON orders (customer_id, status);
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT count(*) FROM orders WHERE status = 'open';
CALL measure('customer_id, status', 'SELECT count(*) FROM orders WHERE status = ''open''');
SELECT * FROM measured ORDER BY pages;
-- claim: with three statuses in front, the scan for one customer reads at most a tenth of the index
SELECT pages <= size / 10 FROM measured WHERE index_on = 'status, customer_id';
-- claim: with 20,000 customers in front, the scan for one status reads nearly all of it
SELECT pages > size * 0.95 FROM measured WHERE index_on = 'customer_id, status';
