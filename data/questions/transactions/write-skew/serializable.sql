-- The same rule at Serializable: B is refused, runs again from its first read, and stays on call.
-- The table attempt keeps what an attempt has read, if it commits.
-- setup
CREATE TABLE on_call (engineer text PRIMARY KEY, active boolean NOT NULL);
INSERT INTO on_call VALUES ('ana', true), ('ben', true);
CREATE TABLE attempt (engineer text, seen int);
-- session A
BEGIN ISOLATION LEVEL SERIALIZABLE;
-- without Serializable: BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without Serializable in A: BEGIN ISOLATION LEVEL REPEATABLE READ;
INSERT INTO attempt SELECT 'ana', count(*) FROM on_call WHERE active RETURNING seen;
-- session B
BEGIN ISOLATION LEVEL SERIALIZABLE;
-- without Serializable: BEGIN ISOLATION LEVEL REPEATABLE READ;
INSERT INTO attempt SELECT 'ben', count(*) FROM on_call WHERE active RETURNING seen;
-- session A
UPDATE on_call SET active = false
WHERE engineer = 'ana' AND (SELECT count(*) FROM on_call WHERE active) > 1;
COMMIT;
-- session B
UPDATE on_call SET active = false
WHERE engineer = 'ben' AND (SELECT count(*) FROM on_call WHERE active) > 1;
COMMIT;
-- the retry
BEGIN ISOLATION LEVEL SERIALIZABLE;
-- without Serializable: BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without the retry (breaks 2): nothing
INSERT INTO attempt SELECT 'ben', count(*) FROM on_call WHERE active RETURNING seen;
-- without the retry: nothing
UPDATE on_call SET active = false
WHERE engineer = 'ben' AND (SELECT count(*) FROM on_call WHERE active) > 1;
-- without the retry: nothing
COMMIT;
-- without the retry: nothing
SELECT count(*) AS on_call FROM on_call WHERE active;
-- expect: 1, not 0
SELECT coalesce(string_agg(seen::text, ' and '), 'no attempt stored') AS ben_counted FROM attempt WHERE engineer = 'ben';
-- expect: 1, not 2
-- claim: Ana is off and Ben is still on call
SELECT string_agg(engineer, ',') = 'ben' FROM on_call WHERE active;
-- claim: nothing is left of Ben's refused attempt, and his retry counted one engineer on call
SELECT array_agg(seen) = '{1}' FROM attempt WHERE engineer = 'ben';
