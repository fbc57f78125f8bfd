-- The same 100,000 rows, inserted into a table without an index and into one with three.
-- Each insert goes into the write-ahead log, which is flushed to disk and sent to replicas.
-- setup
CREATE TABLE bare (a int, b int, c int);
CREATE TABLE indexed (a int, b int, c int);
CREATE INDEX ON indexed (a);
-- without the indexes: nothing
CREATE INDEX ON indexed (b);
-- without the indexes: nothing
CREATE INDEX ON indexed (c);
-- without the indexes: nothing
CREATE FUNCTION log_kb(query text) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, WAL, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  RETURN (plan #>> '{0,Plan,WAL Bytes}')::bigint / 1000;
END $$;
CREATE TABLE measured (name text, kb int);
-- session A
INSERT INTO measured SELECT 'bare', log_kb('
  INSERT INTO bare SELECT n * 7919 % 100003, n * 6247 % 100003, n * 4441 % 100003 FROM generate_series(1, 100000) AS n');
INSERT INTO measured SELECT 'indexed', log_kb('
  INSERT INTO indexed SELECT n * 7919 % 100003, n * 6247 % 100003, n * 4441 % 100003 FROM generate_series(1, 100000) AS n');
SELECT round(i.kb / b.kb::numeric) AS times FROM measured i, measured b WHERE i.name = 'indexed' AND b.name = 'bare';
-- expect: 4
-- claim: with three indexes the same rows write more than three times the log
SELECT i.kb > 3 * b.kb FROM measured i, measured b WHERE i.name = 'indexed' AND b.name = 'bare';
