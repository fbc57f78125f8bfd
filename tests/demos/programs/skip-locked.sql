-- Two workers take jobs without waiting for each other
-- setup
CREATE TABLE job (id int PRIMARY KEY, done_by text);
INSERT INTO job SELECT generate_series(1, 3);
-- session A
BEGIN;
SELECT id FROM job WHERE done_by IS NULL ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1;
-- session B
BEGIN;
SELECT id FROM job WHERE done_by IS NULL ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1;
UPDATE job SET done_by = 'B' WHERE id = 2;
-- session A
UPDATE job SET done_by = 'A' WHERE id = 1;
COMMIT;
-- session B
COMMIT;
-- claim: each worker did a job of its own
SELECT string_agg(done_by, '' ORDER BY id) = 'AB' FROM job;
