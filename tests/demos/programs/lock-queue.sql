-- A reader waits behind a migration that itself waits, and the migration gives up
-- setup
CREATE TABLE item (id int PRIMARY KEY);
INSERT INTO item VALUES (1);
-- session A
BEGIN;
SELECT * FROM item;
-- session B
SET lock_timeout = '50ms';
ALTER TABLE item ADD COLUMN price int;
SET lock_timeout = '5s';
ALTER TABLE item ADD COLUMN price int;
-- session C
SELECT * FROM item;
-- session A
COMMIT;
-- claim: the column is there
SELECT count(*) = 1 FROM information_schema.columns WHERE table_name = 'item' AND column_name = 'price';
