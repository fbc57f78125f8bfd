-- No condition on the first column: PostgreSQL 18 skips between its values if they are few
-- setup
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL);
INSERT INTO orders
SELECT n, n % 20000, CASE n % 1000 WHEN 0 THEN 'refunded' WHEN 1 THEN 'open' ELSE 'paid' END FROM generate_series(1, 200000) AS n;
-- without few statuses (breaks 1):
-- INSERT INTO orders
-- SELECT n, n % 20000, CASE n % 1000 WHEN 1 THEN 'open' ELSE 'paid ' || n % 100 END FROM generate_series(1, 200000) AS n;
-- without many customers (breaks 1, 2):
-- INSERT INTO orders
-- SELECT n, 14999 + n % 3, CASE n % 1000 WHEN 0 THEN 'refunded' WHEN 1 THEN 'open' ELSE 'paid' END FROM generate_series(1, 200000) AS n;
VACUUM (ANALYZE) orders;
CREATE FUNCTION try_index(columns text, condition text, OUT node text, OUT searches int, OUT pages int, OUT index_pages int)
LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  EXECUTE 'CREATE INDEX tried ON orders (' || columns || ')';
  FOR n IN 1..2 LOOP -- the first run also reads the catalog
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT customer_id, status FROM orders WHERE ' || condition INTO run;
  END LOOP;
  index_pages := pg_relation_size('tried') / 8192;
  DROP INDEX tried;
  SELECT "Node Type", "Index Searches", "Shared Hit Blocks" + "Shared Read Blocks" INTO node, searches, pages
  FROM jsonb_to_record(run #> '{0,Plan}') AS top ("Node Type" text, "Index Searches" int, "Shared Hit Blocks" int, "Shared Read Blocks" int);
END $$;
CREATE TABLE result AS
SELECT * FROM (VALUES ('status, customer_id', 'customer_id = 15000'), ('customer_id, status', 'status = ''open''')) AS query (index_on, condition),
  try_index(index_on, condition);
-- session A
SELECT * FROM result ORDER BY pages;
SELECT array_agg(searches ORDER BY condition) AS searches FROM result;
-- expect: {3,1}
-- claim: with three statuses in front, the scan for one customer makes three searches, and touches at most a tenth of the index
SELECT node = 'Index Only Scan' AND searches = 3 AND pages <= index_pages / 10 FROM result WHERE condition = 'customer_id = 15000';
-- claim: with 20,000 customers in front, the scan for one status does not skip, and touches nine tenths of the index or more
SELECT node = 'Index Only Scan' AND searches = 1 AND pages >= 0.9 * index_pages FROM result WHERE condition = 'status = ''open''';
