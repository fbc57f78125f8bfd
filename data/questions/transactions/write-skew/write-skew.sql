-- Rule: at least one engineer is on call. Each UPDATE checks it, and together they break it.
-- setup
CREATE TABLE on_call (engineer text PRIMARY KEY, active boolean NOT NULL);
INSERT INTO on_call VALUES ('ana', true), ('ben', true);
-- session A
BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without a level below Serializable: BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT count(*) FROM on_call WHERE active;
-- session B
BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without a level below Serializable: BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT count(*) FROM on_call WHERE active;
-- session A
UPDATE on_call SET active = false
WHERE engineer = 'ana' AND (SELECT count(*) FROM on_call WHERE active) > 1;
-- expect: UPDATE 1
COMMIT;
-- session B
UPDATE on_call SET active = false
WHERE engineer = 'ben' AND (SELECT count(*) FROM on_call WHERE active) > 1;
COMMIT;
SELECT count(*) AS on_call FROM on_call WHERE active;
-- expect: 0, not 1
-- claim: both transactions committed, and nobody is on call
SELECT count(*) = 2 AND NOT bool_or(active) FROM on_call;
-- without the overlap: serial
