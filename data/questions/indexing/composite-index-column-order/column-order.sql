-- The ten newest refunds of one customer, with one index at a time: the pages it reads, and its plan
-- setup
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL, created_at timestamptz NOT NULL);
INSERT INTO orders
SELECT n, n % 20, CASE n / 20 % 500 WHEN 0 THEN 'refunded' ELSE 'paid' END, timestamptz '2026-01-01' + n * interval '1 minute'
FROM generate_series(0, 199999) AS n;
-- without rare refunds (breaks 1, 2):
-- INSERT INTO orders
-- SELECT n, n % 20, CASE n / 20 % 2 WHEN 0 THEN 'refunded' ELSE 'paid' END, timestamptz '2026-01-01' + n * interval '1 minute'
-- FROM generate_series(0, 199999) AS n;
VACUUM (ANALYZE) orders;
SET demo.query = 'SELECT id FROM orders WHERE customer_id = 5 AND status = ''refunded'' ORDER BY created_at DESC LIMIT 10';
-- without the status: SET demo.query = 'SELECT id FROM orders WHERE customer_id = 5 ORDER BY created_at DESC LIMIT 10';
CREATE FUNCTION try_index(columns text, OUT pages int, OUT plan text, OUT index_cond text) LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  EXECUTE 'CREATE INDEX tried ON orders (' || columns || ')';
  FOR n IN 1..2 LOOP -- the first run also reads the catalog
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ' || current_setting('demo.query') INTO run;
  END LOOP;
  DROP INDEX tried;
  pages := (run #>> '{0,Plan,Shared Hit Blocks}')::int + (run #>> '{0,Plan,Shared Read Blocks}')::int;
  SELECT string_agg(node ->> 'Node Type', ' < '), max(node ->> 'Index Cond') INTO plan, index_cond
  FROM jsonb_path_query(run, 'strict $.** ? (exists (@."Node Type"))') AS node;
END $$;
CREATE TABLE result AS
SELECT * FROM unnest(ARRAY['created_at, customer_id, status', 'customer_id, created_at, status',
  'customer_id, status', 'customer_id, status, created_at', 'status, customer_id, created_at']) AS index_on, try_index(index_on);
-- without the equalities first: CREATE TABLE result AS
-- SELECT * FROM unnest(ARRAY['created_at, customer_id, status', 'customer_id, created_at, status',
--   'customer_id, status', 'customer_id, status, created_at', 'status, customer_id, created_at']) AS index_on,
--   try_index('created_at, ' || index_on);
-- session A
SELECT * FROM result ORDER BY pages DESC, index_on;
SELECT pages FROM result WHERE index_on = 'customer_id, status, created_at';
-- expect: 13
SELECT pages FROM result WHERE index_on = 'created_at, customer_id, status';
-- expect: 506, not 13
-- claim: with both equalities first, in either order, the ten newest of 20 refunds cost 13 pages
SELECT array_agg(pages) = '{13,13}' FROM result WHERE index_on IN ('customer_id, status, created_at', 'status, customer_id, created_at');
-- claim: with the date first, the same plan with the same Index Cond touches more than thirty times the pages
SELECT worst.pages > 30 * best.pages AND (worst.plan, worst.index_cond) = (best.plan, best.index_cond) FROM result worst, result best
WHERE worst.index_on = 'created_at, customer_id, status' AND best.index_on = 'customer_id, status, created_at';
-- claim: only the index without the date needs a sort
SELECT array_agg(index_on) = '{"customer_id, status"}' FROM result WHERE plan LIKE '%Sort%';
