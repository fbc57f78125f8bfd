-- The ten newest refunds of one customer, with one index at a time: its plan, and the pages it reads
-- setup
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL, created_at timestamptz NOT NULL);
INSERT INTO orders
SELECT n, n % 20, CASE n / 20 % 500 WHEN 0 THEN 'refunded' ELSE 'paid' END, timestamptz '2026-01-01' + n * interval '1 minute'
FROM generate_series(0, 199999) AS n;
VACUUM (ANALYZE) orders;
CREATE FUNCTION try_index(columns text, OUT plan text, OUT pages int) LANGUAGE plpgsql AS $$
DECLARE
  query text := 'SELECT id FROM orders WHERE customer_id = 7 AND status = ''refunded'' ORDER BY created_at DESC LIMIT 10';
  line text;
  ran json;
BEGIN
  EXECUTE 'CREATE INDEX tried ON orders (' || columns || ')';
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
    plan := concat_ws(E'\n', plan, line);
  END LOOP;
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO ran;
  pages := (ran #>> '{0,Plan,Shared Hit Blocks}')::int + (ran #>> '{0,Plan,Shared Read Blocks}')::int;
  DROP INDEX tried;
END $$;
CREATE TABLE result AS
SELECT index_on, plan, pages FROM unnest(ARRAY['created_at, customer_id, status', 'customer_id, created_at, status',
  'customer_id, status', 'customer_id, status, created_at', 'status, customer_id, created_at']) AS index_on, try_index(index_on);
-- session A
SELECT index_on, pages FROM result ORDER BY pages DESC, index_on;
SELECT plan FROM result WHERE index_on = 'customer_id, status, created_at';
SELECT plan FROM result WHERE index_on = 'customer_id, status';
-- claim: with both equalities first, either way around, ten rows cost at most fifteen pages
SELECT max(pages) <= 15 FROM result WHERE index_on IN ('customer_id, status, created_at', 'status, customer_id, created_at');
-- claim: with the date first the same query reads more than thirty times the pages, and its plan is the same text
SELECT worst.pages > 30 * best.pages AND worst.plan = best.plan FROM result worst, result best
WHERE worst.index_on = 'created_at, customer_id, status' AND best.index_on = 'customer_id, status, created_at';
-- claim: without the date in the index all matches are fetched and sorted
SELECT plan LIKE '%Sort Key%' FROM result WHERE index_on = 'customer_id, status';
