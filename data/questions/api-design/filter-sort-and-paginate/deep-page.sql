-- The same page of 50, far down a list of 100,000 open tasks, by offset and by key
-- setup
CREATE TABLE task (id int PRIMARY KEY, list_id int NOT NULL, due_on date NOT NULL, open boolean NOT NULL, title text);
INSERT INTO task SELECT n, 1, date '2026-01-01' + n / 300, true, 'Task ' || n FROM generate_series(1, 100000) AS n;
CREATE INDEX task_open ON task (list_id, due_on, id) WHERE open;
ANALYZE task;
-- what a query returned, and how many rows its scan read: those it passed on and those its filter removed
CREATE TABLE page (method text, ids int[], rows_read int);
CREATE FUNCTION run(method text, query text) RETURNS page LANGUAGE plpgsql AS $$
DECLARE
  ids int[];
  plan json;
BEGIN
  EXECUTE 'SELECT array_agg(id) FROM (' || query || ') AS q' INTO ids;
  EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  plan := plan #> '{0,Plan,Plans,0}';
  RETURN (method, ids,
    ((plan ->> 'Actual Rows')::numeric + coalesce((plan ->> 'Rows Removed by Filter')::numeric, 0))::int);
END $$;
-- session A
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id, title FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 50 OFFSET 50000;
INSERT INTO page SELECT * FROM run('offset', $$
  SELECT id, title FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 50 OFFSET 50000 $$) RETURNING rows_read;
-- expect: 50050, not 50
-- without the depth (breaks 1, 3): INSERT INTO page SELECT * FROM run('offset', $$
--   SELECT id, title FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 50 OFFSET 0 $$) RETURNING rows_read;
SELECT due_on, id FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 1 OFFSET 49999;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id, title FROM task WHERE list_id = 1 AND open AND (due_on, id) > ('2026-06-16', 50000)
ORDER BY due_on, id LIMIT 50;
INSERT INTO page SELECT * FROM run('key', $$
  SELECT id, title FROM task WHERE list_id = 1 AND open AND (due_on, id) > ('2026-06-16', 50000)
  ORDER BY due_on, id LIMIT 50 $$) RETURNING rows_read;
-- expect: 50
-- without the row comparison (breaks 2): INSERT INTO page SELECT * FROM run('key', $$
--   SELECT id, title FROM task WHERE list_id = 1 AND open
--   AND due_on >= '2026-06-16' AND (due_on > '2026-06-16' OR id > 50000)
--   ORDER BY due_on, id LIMIT 50 $$) RETURNING rows_read;
-- without the id in the key (breaks 3): INSERT INTO page SELECT * FROM run('key', $$
--   SELECT id, title FROM task WHERE list_id = 1 AND open AND due_on > '2026-06-16'
--   ORDER BY due_on, id LIMIT 50 $$) RETURNING rows_read;
-- claim: by offset the index scan reads 50,050 rows, to return 50
SELECT rows_read = 50050 AND cardinality(ids) = 50 FROM page WHERE method = 'offset';
-- claim: by key it reads only the 50 rows that it returns
SELECT rows_read = 50 AND cardinality(ids) = 50 FROM page WHERE method = 'key';
-- claim: by offset and by key the page holds the same tasks in the same order
SELECT count(*) = 2 AND count(DISTINCT ids) = 1 FROM page;
