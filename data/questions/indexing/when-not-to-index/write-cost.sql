-- WAL records per row inserted and per row updated, as one index after the other is added.
-- Each update sets only updated_at. The pages have room for new versions.
-- setup
CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL, updated_at timestamptz NOT NULL)
  WITH (fillfactor = 60);
-- without room on the pages (breaks 2): CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL,
--   updated_at timestamptz NOT NULL);
INSERT INTO orders SELECT n, hashint4(n) & 1023, 'new', '2026-01-01' FROM generate_series(1, 100000) AS n;
CREATE TABLE result (step int, added text, per_insert numeric, per_update numeric);
CREATE FUNCTION records(statement text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, WAL, FORMAT JSON) ' || statement INTO run;
  RETURN round((run #>> '{0,Plan,WAL Records}')::numeric / 10000, 1);
END $$;
CREATE PROCEDURE measure(step int, added text) LANGUAGE sql AS $$
  INSERT INTO result SELECT step, added,
    records(format('INSERT INTO orders SELECT n, hashint4(n) & 1023, ''new'', ''2026-01-01''
      FROM generate_series(100001 + 10000 * %1$s, 110000 + 10000 * %1$s) AS n', step)),
    records(format('UPDATE orders SET updated_at = ''2026-11-21'' WHERE id <= 100000 AND id %% 10 = %s', step))
$$;
-- session A
CALL measure(0, 'primary key');
CREATE INDEX ON orders (customer_id);
CALL measure(1, '+ customer_id');
CREATE INDEX ON orders (status);
-- without an entry for each row: CREATE INDEX ON orders (status) WHERE status = 'failed';
CALL measure(2, '+ status');
CREATE INDEX ON orders (updated_at);
-- without a B-tree on updated_at: CREATE INDEX ON orders USING brin (updated_at);
CALL measure(3, '+ updated_at');
SELECT added, per_insert, per_update FROM result ORDER BY step;
-- claim: each of these indexes adds a record to each insert
SELECT array_agg(round(per_insert) ORDER BY step) = '{2,3,4,5}' FROM result;
-- claim: an update of updated_at writes one record with three indexes as with one, and one per index more once updated_at is indexed
SELECT array_agg(round(per_update) ORDER BY step) = '{1,1,1,5}' FROM result;
