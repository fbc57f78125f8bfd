-- Step 5: M ends the copying from old to new. N's code writes the new column only; S is a script that everybody forgot.
-- setup
CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL, total_new bigint NOT NULL);
CREATE FUNCTION copy_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.total_new := NEW.total; RETURN NEW; END $$;
CREATE TRIGGER copy_total BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION copy_total();
INSERT INTO orders (id, total) VALUES (1, 100), (2, 200);
-- session M
SET lock_timeout = '100ms';
DROP TRIGGER copy_total ON orders;
-- without DROP TRIGGER (breaks 1, 3): nothing
ALTER TABLE orders ALTER COLUMN total DROP NOT NULL;
-- without DROP NOT NULL (breaks 2 with 23502): nothing
-- session N
UPDATE orders SET total_new = 3000000000 WHERE id = 1;
SELECT total_new FROM orders WHERE id = 1;
-- expect: 3000000000, not 100
INSERT INTO orders (id, total_new) VALUES (3, 300);
-- without DROP TRIGGER (breaks 1, 3): INSERT INTO orders (id, total, total_new) VALUES (3, 300, 300);
-- session S
UPDATE orders SET total = 999 WHERE id = 2;
SELECT total_new FROM orders WHERE id = 2;
-- expect: 200, not 999
-- claim: an update that writes only the new column keeps its value, which no int can hold
SELECT total_new = 3000000000 FROM orders WHERE id = 1;
-- claim: an insert that leaves out the old column is accepted
SELECT total_new = 300 FROM orders WHERE id = 3;
-- claim: a script that still writes the old column leaves the new one behind, without an error
SELECT total = 999 AND total_new = 200 FROM orders WHERE id = 2;
