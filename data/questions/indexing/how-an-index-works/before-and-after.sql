-- One lookup before and after an index, then two queries that the index cannot or will not serve
-- setup
CREATE TABLE customer (id int PRIMARY KEY, email text NOT NULL, active boolean NOT NULL);
INSERT INTO customer
SELECT n, 'user' || n || '@example.com', n % 1000 <> 0 FROM generate_series(1, 200000) AS n;
-- without the rare value (breaks 3):
--   INSERT INTO customer
--   SELECT n, 'user' || n || '@example.com', n % 2 <> 0 FROM generate_series(1, 200000) AS n;
ANALYZE customer;
CREATE FUNCTION pages_read(query text) RETURNS int
LANGUAGE plpgsql SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  RETURN (plan #>> '{0,Plan,Shared Hit Blocks}')::int + (plan #>> '{0,Plan,Shared Read Blocks}')::int;
END $$;
-- session A
SET max_parallel_workers_per_gather = 0;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id FROM customer WHERE email = 'user142857@example.com';
SELECT pages_read($$SELECT id FROM customer WHERE email = 'user142857@example.com'$$);
CREATE INDEX customer_email ON customer (email);
-- without the index on email (breaks 1): nothing
-- without an index on the bare column (breaks 1, 2): CREATE INDEX customer_email ON customer (lower(email));
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id FROM customer WHERE email = 'user142857@example.com';
SELECT pages_read($$SELECT id FROM customer WHERE email = 'user142857@example.com'$$);
-- expect: 4, not 1471
EXPLAIN (COSTS OFF) SELECT id FROM customer WHERE lower(email) = 'user142857@example.com';
CREATE INDEX customer_active ON customer (active);
-- without the index on active (breaks 3): nothing
EXPLAIN (COSTS OFF) SELECT id FROM customer WHERE NOT active;
EXPLAIN (COSTS OFF) SELECT id FROM customer WHERE active;
SELECT pg_relation_size('customer') / 8192 AS table_pages,
       pg_relation_size(to_regclass('customer_email')) / 8192 AS index_pages;
-- claim: with the index the lookup reads 4 pages, of a table of more than 1,400
SELECT pages_read($$SELECT id FROM customer WHERE email = 'user142857@example.com'$$) = 4
   AND pg_relation_size('customer') / 8192 > 1400;
-- claim: a condition on lower(email) still reads every page of the table
SELECT pages_read($$SELECT id FROM customer WHERE lower(email) = 'user142857@example.com'$$)
     = pg_relation_size('customer') / 8192;
-- claim: the index on a boolean serves its rare value, and its common value reads the whole table
SELECT pages_read('SELECT id FROM customer WHERE NOT active') < 300
   AND pages_read('SELECT id FROM customer WHERE active') = pg_relation_size('customer') / 8192;
