-- The same page of 50, far down a list of 100,000 open tasks, by offset and by key
-- setup
CREATE TABLE task (id int PRIMARY KEY, list_id int NOT NULL, due_on date NOT NULL, open boolean NOT NULL, title text);
INSERT INTO task SELECT n, 1, date '2026-01-01' + n / 300, true, 'Task ' || n FROM generate_series(1, 100000) AS n;
INSERT INTO task VALUES (0, 2, '2026-01-01', true, 'A task of another list');
CREATE INDEX task_open ON task (list_id, due_on, id) WHERE open;
-- without the index (breaks 1, 2): nothing
ANALYZE task;
-- what a query returned, and how many rows its scan of the table read: those it passed on and those its filter removed
CREATE TABLE page (method text, ids int[], rows_read int);
CREATE FUNCTION run(method text, query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  ids int[];
  plan jsonb;
  options text := 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF';
BEGIN
  EXECUTE 'SELECT array_agg(id) FROM (' || query || ') AS q' INTO ids;
  EXECUTE options || ', FORMAT JSON) ' || query INTO plan;
  plan := jsonb_path_query_first(plan, 'strict $.** ? (exists(@."Relation Name"))');
  INSERT INTO page SELECT method, ids,
    (plan ->> 'Actual Rows')::numeric + coalesce((plan ->> 'Rows Removed by Filter')::numeric, 0);
  RETURN QUERY EXECUTE options || ') ' || query;
END $$;
-- session A
SELECT run('offset', $$
  SELECT id, title FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 50 OFFSET 50000 $$) AS plan;
-- without the depth (breaks 1, 3): SELECT run('offset', $$
--   SELECT id, title FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 50 OFFSET 0 $$) AS plan;
SELECT rows_read FROM page WHERE method = 'offset';
-- expect: 50050, not 50
-- the task before that page, which the client saw last:
SELECT (due_on, id) AS key FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 1 OFFSET 49999;
-- expect: (2026-06-16,50000)
SELECT run('key', $$
  SELECT id, title FROM task WHERE list_id = 1 AND open AND (due_on, id) > ('2026-06-16', 50000)
  ORDER BY due_on, id LIMIT 50 $$) AS plan;
-- without the row comparison (breaks 2): SELECT run('key', $$
--   SELECT id, title FROM task WHERE list_id = 1 AND open
--   AND due_on >= '2026-06-16' AND (due_on > '2026-06-16' OR id > 50000)
--   ORDER BY due_on, id LIMIT 50 $$) AS plan;
-- without the id in the key (breaks 3): SELECT run('key', $$
--   SELECT id, title FROM task WHERE list_id = 1 AND open AND due_on > '2026-06-16'
--   ORDER BY due_on, id LIMIT 50 $$) AS plan;
SELECT rows_read FROM page WHERE method = 'key';
-- expect: 50
-- claim: by offset the scan reads 50,050 rows, to return 50
SELECT rows_read = 50050 AND cardinality(ids) = 50 FROM page WHERE method = 'offset';
-- claim: by key it reads only the 50 rows that it returns
SELECT rows_read = 50 AND cardinality(ids) = 50 FROM page WHERE method = 'key';
-- claim: by offset and by key the page holds the same tasks in the same order
SELECT count(*) = 2 AND count(DISTINCT ids) = 1 FROM page;
