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
UPDATE seat SET taken_by = 'A' WHERE id = 1 RETURNING *;
COMMIT;
-- session B
-- nothing left to take
COMMIT;
-- session C
COMMIT;
-- claim: the first to lock the seat has it
SELECT taken_by = 'A' FROM seat;
