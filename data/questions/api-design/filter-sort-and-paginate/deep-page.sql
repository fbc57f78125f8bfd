-- The same page of 50, far down a list of 100,000 open tasks, by offset and by key
-- setup
CREATE TABLE task (id int PRIMARY KEY, list_id int NOT NULL, due_on date NOT NULL, open boolean NOT NULL, title text);
INSERT INTO task SELECT n, 1, date '2026-01-01' + n / 300, true, 'Task ' || n FROM generate_series(1, 100000) AS n;
CREATE INDEX task_open ON task (list_id, due_on, id) WHERE open;
ANALYZE task;
CREATE FUNCTION rows_read(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  plan json;
  scan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  scan := plan #> '{0,Plan,Plans,0}';
  IF scan ->> 'Node Type' = 'Index Scan' THEN  -- rows given up and rows that a filter threw away
    RETURN (scan ->> 'Actual Rows')::numeric + coalesce((scan ->> 'Rows Removed by Filter')::numeric, 0);
  END IF;
END $$;
-- session A
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id, title FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 50 OFFSET 50000;
SELECT due_on, id FROM task WHERE list_id = 1 AND open ORDER BY due_on, id LIMIT 1 OFFSET 49999;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id, title FROM task WHERE list_id = 1 AND open AND (due_on, id) > ('2026-06-16', 50000)
ORDER BY due_on, id LIMIT 50;
-- claim: by offset the index scan reads 50,050 rows, to return 50
SELECT rows_read($$SELECT id, title FROM task WHERE list_id = 1 AND open
  ORDER BY due_on, id LIMIT 50 OFFSET 50000$$) = 50050;
-- claim: by key it reads 50, and throws none away
SELECT rows_read($$SELECT id, title FROM task WHERE list_id = 1 AND open AND (due_on, id) > ('2026-06-16', 50000)
  ORDER BY due_on, id LIMIT 50$$) = 50;
-- claim: both are the same page
SELECT (SELECT array_agg(id) FROM (SELECT id FROM task WHERE list_id = 1 AND open
          ORDER BY due_on, id LIMIT 50 OFFSET 50000) AS by_offset)
     = (SELECT array_agg(id) FROM (SELECT id FROM task WHERE list_id = 1 AND open
          AND (due_on, id) > ('2026-06-16', 50000) ORDER BY due_on, id LIMIT 50) AS by_key);
