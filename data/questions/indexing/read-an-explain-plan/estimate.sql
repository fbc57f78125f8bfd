-- Currency follows from country, and the planner doesn't know: it expects one payment, gets 200, and joins for one.
-- setup
-- ANALYZE reads all rows, so that every run has the same statistics
SET default_statistics_target = 200;
CREATE TABLE payment (id int PRIMARY KEY, reference int NOT NULL, country text NOT NULL, currency text NOT NULL);
INSERT INTO payment SELECT n, n, 'country ' || n % 200, 'currency ' || n % 200 FROM generate_series(1, 40000) AS n;
-- without the dependence:
--   INSERT INTO payment
--   SELECT n, n, 'country ' || n % 200, 'currency ' || n / 200 % 200 FROM generate_series(1, 40000) AS n;
CREATE TABLE bank_line (id int PRIMARY KEY, reference int NOT NULL, country text NOT NULL, currency text NOT NULL);
INSERT INTO bank_line SELECT * FROM payment WHERE id <= 10000;
VACUUM (ANALYZE) payment, bank_line;
CREATE VIEW settled AS
SELECT count(*) FROM payment p JOIN bank_line b ON b.reference = p.reference
WHERE p.country = 'country 7' AND p.currency = 'currency 7' AND b.country = 'country 7' AND b.currency = 'currency 7';
CREATE TABLE measured (step serial, known text, estimated int, came int, pages int);
CREATE PROCEDURE measure(known text) LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM settled' INTO run;
  INSERT INTO measured (known, estimated, came, pages)
  SELECT known, (scan ->> 'Plan Rows')::int, (scan ->> 'Actual Rows')::float,
    (run #>> '{0,Plan,Shared Hit Blocks}')::int + (run #>> '{0,Plan,Shared Read Blocks}')::int
  FROM jsonb_path_query_first(run, '$.** ? (@."Relation Name" == "payment")') AS scan;
END $$;
-- session A
SET default_statistics_target = 200;
CALL measure('each column alone');
CREATE INDEX bank_line_reference ON bank_line (reference);
-- without the index (breaks 2): nothing
CALL measure('each column alone, with an index');
DROP INDEX IF EXISTS bank_line_reference;
CREATE STATISTICS payment_place (dependencies) ON country, currency FROM payment;
-- without the statistics on payment (breaks 3): nothing
CREATE STATISTICS bank_line_place (dependencies) ON country, currency FROM bank_line;
-- without the statistics on bank_line (breaks 3): nothing
ANALYZE payment, bank_line;
-- without ANALYZE after it (breaks 3): nothing
CALL measure('with their dependency');
SELECT known, estimated, came, pages FROM measured ORDER BY step;
SELECT string_agg(pages::text, ', ' ORDER BY step) AS pages FROM measured;
-- expect: 16115, 765, 394
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT * FROM settled;
-- claim: the first plan expected one payment and got 200
SELECT estimated = 1 AND came = 200 FROM measured WHERE known = 'each column alone';
-- claim: an index on the join column makes the same wrong estimate cost less than a twentieth of the pages
SELECT after.estimated = 1 AND after.pages * 20 < before.pages FROM measured before, measured after
WHERE before.known = 'each column alone' AND after.known = 'each column alone, with an index';
-- claim: with the dependency known in both tables the estimate is right, and the query touches less than a thirtieth of the pages
SELECT after.estimated = after.came AND after.pages * 30 < before.pages FROM measured before, measured after
WHERE before.known = 'each column alone' AND after.known = 'with their dependency';
