-- M, the migration, gives orders a bigint total while W, the old application, keeps writing the int
-- setup
CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL);
INSERT INTO orders SELECT n, n FROM generate_series(1, 9) AS n;
CREATE FUNCTION copy_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.total_new := NEW.total; RETURN NEW; END $$;
-- session M
SET lock_timeout = '100ms';
ALTER TABLE orders ADD COLUMN total_new bigint;
CREATE TRIGGER copy_total BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION copy_total();
-- without the trigger (breaks 1, 2 with 23502): nothing
ALTER TABLE orders ADD CONSTRAINT total_new_set NOT NULL total_new NOT VALID;
RESET lock_timeout;
UPDATE orders SET total_new = total WHERE id BETWEEN 1 AND 5 AND total_new IS DISTINCT FROM total;
-- expect: UPDATE 5
-- session W
UPDATE orders SET total = 200 WHERE id = 2;
BEGIN;
UPDATE orders SET total = 700 WHERE id = 7;
-- session M
UPDATE orders SET total_new = total WHERE id BETWEEN 6 AND 10 AND total_new IS DISTINCT FROM total;
-- expect: UPDATE 3, not UPDATE 4
-- without the backfill (breaks 1, 2 with 23502): nothing
-- session W
COMMIT;
BEGIN;
INSERT INTO orders (id, total) VALUES (10, 1000);
-- session M
SET lock_timeout = '100ms';
-- W has an open write, and this does not wait for it
ALTER TABLE orders VALIDATE CONSTRAINT total_new_set;
-- without VALIDATE (breaks 2 with 55P03): ALTER TABLE orders ALTER COLUMN total_new SET NOT NULL;
-- session W
COMMIT;
-- session M
SELECT id, total, total_new FROM orders WHERE total > 100 ORDER BY id;
-- claim: both columns agree in every row, W's three writes included
SELECT count(*) = 10 AND bool_and(total_new IS NOT DISTINCT FROM total)
  AND sum(total_new) FILTER (WHERE id IN (2, 7, 10)) = 200 + 700 + 1000 FROM orders;
-- claim: VALIDATE checked the old rows while W's insert was open, and both went through
SELECT convalidated AND EXISTS (SELECT FROM orders WHERE id = 10) FROM pg_constraint WHERE conname = 'total_new_set';
