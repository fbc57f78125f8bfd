-- PostgreSQL 18: a column that is computed when it is read. Our list sorts by it, so it needs an index.
-- setup
CREATE TABLE price (sku text PRIMARY KEY, cents int NOT NULL,
  net int GENERATED ALWAYS AS (cents * 100 / 119) VIRTUAL);
INSERT INTO price SELECT 'item ' || n, n FROM generate_series(1, 5000) AS n;
CREATE TABLE seen (step text, node text);
CREATE PROCEDURE look(step text) LANGUAGE plpgsql AS $$
DECLARE plan jsonb;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) SELECT sku FROM price ORDER BY net LIMIT 20' INTO plan;
  INSERT INTO seen VALUES (step, plan #>> '{0,Plan,Plans,0,Node Type}');
END $$;

CREATE INDEX price_net ON price (net);
CREATE INDEX price_net_expression ON price ((cents * 100 / 119));
ANALYZE price;
EXPLAIN (COSTS OFF) SELECT sku FROM price ORDER BY net LIMIT 20;
CALL look('1 one formula');

ALTER TABLE price ALTER COLUMN net SET EXPRESSION AS (cents * 100 / 107);
CALL look('2 changed in the column only');
SELECT * FROM seen ORDER BY step;

-- claim: an index on the virtual column is refused
SELECT to_regclass('price_net') IS NULL;
-- claim: an index on its expression serves a query that names only the column
SELECT node = 'Index Scan' FROM seen WHERE step LIKE '1%';
-- claim: once the formulas differ the same query sorts instead, without an error
SELECT node = 'Sort' FROM seen WHERE step LIKE '2%';
