-- Currency follows from country, which the planner does not know: it expects one payment, gets 200, and joins for one
-- setup
CREATE TABLE payment (id int PRIMARY KEY, reference int NOT NULL, country text NOT NULL, currency text NOT NULL);
INSERT INTO payment SELECT n, n, 'country ' || n % 200, 'currency ' || n % 200 FROM generate_series(1, 40000) AS n;
CREATE TABLE bank_line (id int PRIMARY KEY, reference int NOT NULL, country text NOT NULL, currency text NOT NULL);
INSERT INTO bank_line SELECT n, n, 'country ' || n % 200, 'currency ' || n % 200 FROM generate_series(1, 10000) AS n;
VACUUM (ANALYZE) payment, bank_line;
CREATE VIEW settled AS
SELECT count(*) FROM payment p JOIN bank_line b ON b.reference = p.reference
WHERE p.country = 'country 7' AND p.currency = 'currency 7' AND b.country = 'country 7' AND b.currency = 'currency 7';
CREATE TABLE measured (statistics text PRIMARY KEY, estimated int NOT NULL, came int NOT NULL, pages int NOT NULL);
CREATE PROCEDURE measure(label text) LANGUAGE plpgsql AS $$
DECLARE
  plan jsonb;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) SELECT * FROM settled' INTO plan;
  INSERT INTO measured
  SELECT label, (scan ->> 'Plan Rows')::int, (scan ->> 'Actual Rows')::float,
    (plan #>> '{0,Plan,Shared Hit Blocks}')::int + (plan #>> '{0,Plan,Shared Read Blocks}')::int
  FROM jsonb_path_query(plan, '$.** ? (@."Relation Name" == "payment")') AS scan LIMIT 1;
END $$;
-- session A
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT * FROM settled;
CALL measure('each column alone');
CREATE INDEX bank_line_reference ON bank_line (reference);
CALL measure('each column alone, with an index');
DROP INDEX bank_line_reference;
CREATE STATISTICS payment_place (dependencies) ON country, currency FROM payment;
CREATE STATISTICS bank_line_place (dependencies) ON country, currency FROM bank_line;
ANALYZE payment, bank_line;
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT * FROM settled;
CALL measure('with their dependency');
SELECT * FROM measured ORDER BY pages DESC;
-- claim: the first plan expected one payment and got 200
SELECT estimated = 1 AND came = 200 FROM measured WHERE statistics = 'each column alone';
-- claim: an index on the join column makes the same wrong estimate cost a twentieth of the pages
SELECT after.estimated = 1 AND after.pages * 20 < before.pages FROM measured before, measured after
WHERE before.statistics = 'each column alone' AND after.statistics = 'each column alone, with an index';
-- claim: with the dependency known the estimate is right, and the query touches less than a thirtieth of the pages
SELECT after.estimated = after.came AND after.pages * 30 < before.pages FROM measured before, measured after
WHERE before.statistics = 'each column alone' AND after.statistics = 'with their dependency';
