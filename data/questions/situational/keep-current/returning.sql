-- PostgreSQL 18: RETURNING gives the row as it was and as it is, so one statement changes and logs.
-- setup
CREATE TABLE price (sku text PRIMARY KEY, cents int NOT NULL);
CREATE TABLE price_log (sku text, before int, after int);
INSERT INTO price VALUES ('soap', 250);

WITH changed AS (
  INSERT INTO price VALUES ('soap', 275), ('towel', 900)
  ON CONFLICT (sku) DO UPDATE SET cents = excluded.cents
  RETURNING sku, old.cents AS before, new.cents AS after
)
INSERT INTO price_log SELECT sku, before, after FROM changed;
SELECT * FROM price_log ORDER BY sku;

-- claim: the log has the old price of the changed row, and none for the new row
SELECT array_agg(format('%s %s>%s', sku, coalesce(before::text, 'none'), after) ORDER BY sku)
  = '{"soap 250>275","towel none>900"}' FROM price_log;
