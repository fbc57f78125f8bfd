-- Two sessions wait for the same row, and get it in turn
-- setup
CREATE TABLE seat (id int PRIMARY KEY, taken_by text);
INSERT INTO seat VALUES (1, NULL);
-- session A
BEGIN;
SELECT * FROM seat WHERE id = 1 FOR UPDATE;
-- session B
BEGIN;
SELECT * FROM seat WHERE id = 1 FOR UPDATE;
-- session C
BEGIN;
SELECT * FROM seat WHERE id = 1 FOR UPDATE;
-- session A
-- changes its mind
ROLLBACK;
-- session B
UPDATE seat SET taken_by = 'B' WHERE id = 1 RETURNING *;
COMMIT;
-- session C
-- nothing left to take
COMMIT;
-- claim: the next in the queue has it
SELECT taken_by = 'B' FROM seat;
