-- One customer's total, from a plain and from a covering index, and what an update does to the second
-- setup
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, amount int NOT NULL, note text NOT NULL);
INSERT INTO orders SELECT n, hashint4(n) & 1023, n % 997, repeat('x', 60) FROM generate_series(1, 200000) AS n;
VACUUM (ANALYZE) orders;
CREATE TABLE result (step text, node text, heap_fetches int, pages int);
CREATE PROCEDURE try(step text) LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  FOR n IN 1..2 LOOP -- the first run also reads the catalog
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT sum(amount) FROM orders WHERE customer_id = 42' INTO run;
  END LOOP;
  INSERT INTO result VALUES (step, run #>> '{0,Plan,Plans,0,Node Type}', (run #>> '{0,Plan,Plans,0,Heap Fetches}')::int,
    (run #>> '{0,Plan,Shared Hit Blocks}')::int + (run #>> '{0,Plan,Shared Read Blocks}')::int);
END $$;
-- session A
CREATE INDEX orders_customer ON orders (customer_id);
CALL try('1 plain index');
DROP INDEX orders_customer;
CREATE INDEX orders_covering ON orders (customer_id) INCLUDE (amount);
-- without INCLUDE: CREATE INDEX orders_covering ON orders (customer_id);
CALL try('2 covering index');
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT sum(amount) FROM orders WHERE customer_id = 42;
UPDATE orders SET note = 'changed' WHERE id % 20 = 0;
-- without the update (breaks 2): nothing
CALL try('3 after changing one order in twenty');
VACUUM orders;
-- without VACUUM (breaks 2): nothing
CALL try('4 after vacuum');
SELECT * FROM result ORDER BY step;
-- claim: the covering index answers without the table, from at most a twentieth of the pages
SELECT covering.heap_fetches = 0 AND covering.pages * 20 < plain.pages
FROM result plain, result covering WHERE plain.step LIKE '1%' AND covering.step LIKE '2%';
-- claim: after an update of another column in one order in twenty, the index-only scan reads the table for each row, until VACUUM has run
SELECT changed.node = 'Index Only Scan' AND changed.heap_fetches >= (SELECT count(*) FROM orders WHERE customer_id = 42) AND vacuumed.heap_fetches = 0
FROM result changed, result vacuumed WHERE changed.step LIKE '3%' AND vacuumed.step LIKE '4%';
