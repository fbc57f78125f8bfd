-- A range on one column and a sort on another: which one comes first? Pages read for the ten newest orders above a total
-- setup
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, created_at timestamptz NOT NULL, total int NOT NULL);
INSERT INTO orders
SELECT n, n % 20, timestamptz '2026-01-01' + n * interval '1 minute', n * 7919 % 100000 FROM generate_series(0, 199999) AS n;
VACUUM (ANALYZE) orders;
SET demo.most = '10';
-- without the LIMIT (breaks 1): SET demo.most = 'ALL';
SET demo.rare = '99990';
-- without a rare match (breaks 2): SET demo.rare = '50000';
CREATE FUNCTION try_index(columns text, total int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  EXECUTE 'CREATE INDEX tried ON orders (' || columns || ')';
  FOR n IN 1..2 LOOP -- the first run also reads the catalog
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT id FROM orders WHERE customer_id = 5 AND total > ' || total
      || ' ORDER BY created_at DESC LIMIT ' || current_setting('demo.most') INTO run;
  END LOOP;
  DROP INDEX tried;
  RETURN (run #>> '{0,Plan,Shared Hit Blocks}')::int + (run #>> '{0,Plan,Shared Read Blocks}')::int;
END $$;
CREATE TABLE result AS
SELECT matching, try_index('customer_id, created_at, total', total) AS sort_first, try_index('customer_id, total, created_at', total) AS range_first
FROM (VALUES ('half of the orders', 50000), ('hardly any', current_setting('demo.rare')::int)) AS query (matching, total);
-- session A
SELECT * FROM result ORDER BY matching;
SELECT string_agg(sort_first || ' against ' || range_first, ' and ' ORDER BY matching) AS pages FROM result;
-- expect: 6 against 1296 and 54 against 5
-- claim: if half of the customer's orders match, the index with the sort column first reads less than a hundredth of the pages
SELECT sort_first * 100 < range_first FROM result WHERE matching = 'half of the orders';
-- claim: if hardly any match, the index with the range column first reads less than a tenth of the pages
SELECT range_first * 10 < sort_first FROM result WHERE matching = 'hardly any';
