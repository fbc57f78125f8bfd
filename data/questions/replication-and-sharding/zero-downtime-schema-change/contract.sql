-- Steps 5 and 6 between writes: W's version of the code writes both columns, N's the new one only
-- setup
CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL, total_new bigint NOT NULL);
CREATE FUNCTION copy_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.total_new := NEW.total; RETURN NEW; END $$;
CREATE TRIGGER copy_total BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION copy_total();
INSERT INTO orders (id, total) VALUES (1, 100);
-- session W
BEGIN;
INSERT INTO orders (id, total, total_new) VALUES (2, 200, 200);
-- session M
SET lock_timeout = '100ms';
ALTER TABLE orders ALTER COLUMN total DROP NOT NULL;
-- session W
COMMIT;
-- session M
-- again, and with the trigger in one transaction: it would overwrite what N writes with NULL
BEGIN;
DROP TRIGGER copy_total ON orders;
ALTER TABLE orders ALTER COLUMN total DROP NOT NULL;
COMMIT;
-- session W
INSERT INTO orders (id, total, total_new) VALUES (3, 300, 300);
-- session N
INSERT INTO orders (id, total_new) VALUES (4, 3000000000);
PREPARE star AS SELECT * FROM orders WHERE id = 4;
PREPARE named AS SELECT id, total_new FROM orders WHERE id = 4;
EXECUTE star;
-- session M
-- a release later, when nothing runs that names the old column
ALTER TABLE orders DROP COLUMN total;
-- session N
EXECUTE named;
EXECUTE star;
-- claim: both versions wrote between the steps, one of them a total that no int can hold
SELECT array_agg(total_new ORDER BY id) = '{100,200,300,3000000000}' FROM orders;
-- claim: the old column is gone
SELECT NOT to_jsonb(orders) ? 'total' FROM orders WHERE id = 4;
