-- A reads the open tasks three at a time, by offset and by key, while B adds one and closes one.
-- The table seen keeps what A was given, so that the claims can count it.
-- setup
CREATE TABLE task (id int PRIMARY KEY, due_on date NOT NULL, open boolean NOT NULL DEFAULT true);
CREATE TABLE seen (method text, page int, ids int[]);
INSERT INTO task (id, due_on) VALUES
  (1, '2026-12-01'), (2, '2026-12-02'), (3, '2026-12-02'),
  (4, '2026-12-02'), (5, '2026-12-03'), (6, '2026-12-04'), (7, '2026-12-05'), (8, '2026-12-06');
-- session A
INSERT INTO seen SELECT method, 1, array(SELECT id FROM task WHERE open ORDER BY due_on, id LIMIT 3)
FROM (VALUES ('offset'), ('key')) AS v (method) RETURNING method, ids;
-- session B
INSERT INTO task (id, due_on) VALUES (9, '2026-11-30');
-- without the new task (breaks 1): nothing
-- session A
INSERT INTO seen SELECT 'offset', 2, array(
  SELECT id FROM task WHERE open ORDER BY due_on, id LIMIT 3 OFFSET 3) RETURNING method, ids;
INSERT INTO seen SELECT 'key', 2, array(
  SELECT id FROM task WHERE open AND (due_on, id) > ('2026-12-02', 3)
  ORDER BY due_on, id LIMIT 3) RETURNING method, ids;
-- without the id in the key (breaks 3): INSERT INTO seen SELECT 'key', 2, array(
--   SELECT id FROM task WHERE open AND due_on > '2026-12-02'
--   ORDER BY due_on, id LIMIT 3) RETURNING method, ids;
-- session B
UPDATE task SET open = false WHERE id = 1;
-- expect: UPDATE 1
-- without the closed task (breaks 2): nothing
-- session A
INSERT INTO seen SELECT 'offset', 3, array(
  SELECT id FROM task WHERE open ORDER BY due_on, id LIMIT 3 OFFSET 6) RETURNING method, ids;
INSERT INTO seen SELECT 'key', 3, array(
  SELECT id FROM task WHERE open AND (due_on, id) > ('2026-12-04', 6)
  ORDER BY due_on, id LIMIT 3) RETURNING method, ids;
-- without the id in the key (breaks 3): INSERT INTO seen SELECT 'key', 3, array(
--   SELECT id FROM task WHERE open AND due_on > '2026-12-05'
--   ORDER BY due_on, id LIMIT 3) RETURNING method, ids;
-- claim: by offset, adding a task on a page already read made task 3 come twice
SELECT count(*) = 2 FROM seen, unnest(ids) AS id WHERE method = 'offset' AND id = 3;
-- without the overlap (breaks 1, 2): serial
-- claim: by offset, closing a task on a page already read left out one of the tasks that nobody touched
SELECT count(*) = 1 FROM task WHERE id BETWEEN 2 AND 8
  AND NOT EXISTS (SELECT FROM seen WHERE method = 'offset' AND id = ANY (ids));
-- claim: by key, each of the eight tasks came once, though B added and closed one before the cursor
SELECT array_agg(id ORDER BY page, id) = '{1,2,3,4,5,6,7,8}' FROM seen, unnest(ids) AS id WHERE method = 'key';
