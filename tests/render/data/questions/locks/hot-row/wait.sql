-- setup
CREATE TABLE counter (id int PRIMARY KEY, n int);
-- session A
BEGIN;
UPDATE counter SET n = n + 1 WHERE id = 1 AND 'a' < 'b';
-- claim: nobody waits
SELECT true;
-- no control: nothing in it could wait
