-- PostgreSQL 18: RETURNING gives the row as it was and as it is, so one statement changes and logs.
-- setup
CREATE TABLE price (sku text PRIMARY KEY, cents int NOT NULL);
CREATE DOMAIN actor AS text CHECK (VALUE <> '');
-- without the CHECK (breaks 2, 3): CREATE DOMAIN actor AS text;
CREATE TABLE price_log (sku text, before int, after int, who actor DEFAULT current_setting('app.actor'), at timestamptz DEFAULT now());
INSERT INTO price VALUES ('soap', 250), ('brush', 400);

BEGIN;
SET LOCAL app.actor = 'ana';
-- without LOCAL (breaks 2, 3): SET app.actor = 'ana';
WITH changed AS (
  INSERT INTO price VALUES ('soap', 275), ('brush', 400), ('towel', 900)
  ON CONFLICT (sku) DO UPDATE SET cents = excluded.cents
  RETURNING sku, old.cents AS before, new.cents AS after
)
INSERT INTO price_log SELECT sku, before, after FROM changed WHERE before IS DISTINCT FROM after;
-- without old (breaks 1):
-- WITH changed AS (
--   INSERT INTO price VALUES ('soap', 275), ('brush', 400), ('towel', 900)
--   ON CONFLICT (sku) DO UPDATE SET cents = excluded.cents
--   RETURNING sku, cents AS before, new.cents AS after
-- )
-- INSERT INTO price_log SELECT sku, before, after FROM changed WHERE before IS DISTINCT FROM after;
-- without IS DISTINCT FROM (breaks 2):
-- WITH changed AS (
--   INSERT INTO price VALUES ('soap', 275), ('brush', 400), ('towel', 900)
--   ON CONFLICT (sku) DO UPDATE SET cents = excluded.cents
--   RETURNING sku, old.cents AS before, new.cents AS after
-- )
-- INSERT INTO price_log SELECT sku, before, after FROM changed;
COMMIT;
SELECT sku, before, after, who FROM price_log ORDER BY sku;
SELECT string_agg(before::text, ' and ' ORDER BY before) AS logged_before FROM price_log;
-- expect: 250

WITH changed AS (
  UPDATE price SET cents = 425 WHERE sku = 'brush'
  RETURNING sku, old.cents AS before, new.cents AS after
)
INSERT INTO price_log SELECT sku, before, after FROM changed;

-- claim: the log has the old and the new price of the changed row, and no old price for the new row
SELECT array_agg(format('%s %s>%s by %s', sku, coalesce(before::text, 'none'), after, who) ORDER BY sku)
  = '{"soap 250>275 by ana","towel none>900 by ana"}' FROM price_log WHERE sku <> 'brush';
-- claim: an upsert that leaves the price as it was isn't logged
SELECT count(*) = 0 FROM price_log WHERE sku = 'brush';
-- claim: on the same connection, a change that sets no name is refused
SELECT cents = 400 FROM price WHERE sku = 'brush';
