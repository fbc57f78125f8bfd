-- Currency follows from country, which the planner does not know: it expects one payment, gets 200, and joins for one
-- setup
CREATE TABLE payment (id int PRIMARY KEY, reference int NOT NULL, country text NOT NULL, currency text NOT NULL);
INSERT INTO payment SELECT n, n, 'country ' || n % 200, 'currency ' || n % 200 FROM generate_series(1, 40000) AS n;
CREATE TABLE bank_line (id int PRIMARY KEY, reference int NOT NULL, country text NOT NULL, currency text NOT NULL);
INSERT INTO bank_line SELECT * FROM payment WHERE id <= 10000;
VACUUM (ANALYZE) payment, bank_line;
CREATE VIEW settled AS
SELECT count(*) FROM payment p JOIN bank_line b ON b.reference = p.reference
WHERE p.country = 'country 7' AND p.currency = 'currency 7' AND b.country = 'country 7' AND b.currency = 'currency 7';
CREATE TABLE measured (known text, estimated int, came int, pages int);
CREATE PROCEDURE measure(known text) LANGUAGE plpgsql AS $$
DECLARE
  run jsonb;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM settled' INTO run;
  INSERT INTO measured
  SELECT known, (scan ->> 'Plan Rows')::int, (scan ->> 'Actual Rows')::float,
    (run #>> '{0,Plan,Shared Hit Blocks}')::int + (run #>> '{0,Plan,Shared Read Blocks}')::int
  FROM jsonb_path_query_first(run, '$.** ? (@."Relation Name" == "payment")') AS scan;
END $$;
-- session A
CALL measure('each column alone');
CREATE INDEX bank_line_reference ON bank_line (reference);
CALL measure('each column alone, with an index');
DROP INDEX bank_line_reference;
CREATE STATISTICS payment_place (dependencies) ON country, currency FROM payment;
CREATE STATISTICS bank_line_place (dependencies) ON country, currency FROM bank_line;
ANALYZE payment, bank_line;
CALL measure('with their dependency');
SELECT * FROM measured ORDER BY pages DESC;
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT * FROM settled;
-- claim: the first plan expected one payment and got 200
SELECT estimated = 1 AND came = 200 FROM measured WHERE known = 'each column alone';
-- claim: an index on the join column makes the same wrong estimate cost less than a twentieth of the pages
SELECT after.estimated = 1 AND after.pages * 20 < before.pages FROM measured before, measured after
WHERE before.known = 'each column alone' AND after.known = 'each column alone, with an index';
-- claim: with the dependency known the estimate is right, and the query touches less than a thirtieth of the pages
SELECT after.estimated = after.came AND after.pages * 30 < before.pages FROM measured before, measured after
WHERE before.known = 'each column alone' AND after.known = 'with their dependency';
