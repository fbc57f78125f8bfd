-- Two queries on 300,000 payments: the pages each reads with no index, and with one index at a time
-- setup
CREATE TABLE payment (id int PRIMARY KEY, provider text NOT NULL, status text NOT NULL, amount int NOT NULL,
  created_at timestamptz NOT NULL, note text NOT NULL);
CREATE FUNCTION quarter(n int) RETURNS int RETURN hashint4(n) & 3;
-- without card payments on every page (breaks 1): CREATE FUNCTION quarter(n int) RETURNS int RETURN (n - 1) / 75000;
CREATE FUNCTION failed(n int) RETURNS boolean RETURN n % 100 = 0;
-- without a rare status (breaks 2): CREATE FUNCTION failed(n int) RETURNS boolean RETURN n % 2 = 0;
INSERT INTO payment
SELECT n, (ARRAY['card', 'bank', 'wallet', 'voucher'])[1 + quarter(n)], CASE WHEN failed(n) THEN 'failed' ELSE 'settled' END,
  n % 997, timestamptz '2026-01-01' + n * interval '1 minute', repeat('x', 40)
FROM generate_series(1, 300000) AS n;
VACUUM (ANALYZE) payment;
CREATE FUNCTION try_index(columns text, query text, OUT plan text, OUT pages int, OUT index_pages int) LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  IF columns <> 'no index' THEN EXECUTE 'CREATE INDEX tried ON payment ' || columns; END IF;
  FOR n IN 1..2 LOOP -- the first run also reads the catalog
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ' || query INTO run;
  END LOOP;
  index_pages := pg_relation_size(to_regclass('tried')) / 8192;
  DROP INDEX IF EXISTS tried;
  pages := (run #>> '{0,Plan,Shared Hit Blocks}')::int + (run #>> '{0,Plan,Shared Read Blocks}')::int;
  SELECT string_agg(node ->> 'Node Type', ' < ') INTO plan
  FROM jsonb_path_query(run, 'strict $.** ? (exists (@."Node Type"))') AS node;
END $$;
SET client_min_messages = error; -- not a notice for each index that is not there
CREATE TABLE result AS
WITH query (name, text) AS (VALUES
  ('total by card', $$SELECT sum(amount) FROM payment WHERE provider = 'card'$$),
  ('oldest failed', $$SELECT id FROM payment WHERE status = 'failed' ORDER BY created_at LIMIT 20$$)),
candidate (name, index_on) AS (VALUES ('total by card', 'no index'), ('total by card', '(provider)'),
  ('total by card', '(provider) INCLUDE (amount)'), ('oldest failed', 'no index'), ('oldest failed', '(status)'),
  ('oldest failed', '(status, created_at)'), ('oldest failed', $$(created_at) WHERE status = 'failed'$$))
SELECT name, index_on, tried.* FROM candidate JOIN query USING (name), try_index(index_on, text) AS tried;
-- session A
SELECT * FROM result ORDER BY name DESC, pages DESC;
-- claim: the planner takes the index on provider, and the query still reads every page of the table, plus some of the index
SELECT indexed.plan LIKE '%Bitmap Index Scan' AND plain.pages = pg_relation_size('payment') / 8192 AND indexed.pages > plain.pages
FROM result indexed, result plain WHERE indexed.index_on = '(provider)' AND plain.index_on = 'no index' AND plain.name = indexed.name;
-- claim: for the oldest failed payments, the partial index reads no more pages than the full one, at less than a hundredth of its size
SELECT partial.pages <= whole.pages AND whole.pages < 30 AND partial.index_pages * 100 < whole.index_pages
FROM result partial, result whole WHERE partial.index_on LIKE '%WHERE%' AND whole.index_on = '(status, created_at)';
