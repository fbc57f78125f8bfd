-- The same statements at Serializable: B is refused, runs again from its first read, and stays on call
-- setup
CREATE TABLE on_call (engineer text PRIMARY KEY, active boolean NOT NULL);
INSERT INTO on_call VALUES ('ana', true), ('ben', true);
-- session A
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT count(*) FROM on_call WHERE active;
-- session B
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT count(*) FROM on_call WHERE active;
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
UPDATE on_call SET active = false
WHERE engineer = 'ben' AND (SELECT count(*) FROM on_call WHERE active) > 1;
COMMIT;
-- claim: Ana is off and Ben is still on call
SELECT string_agg(engineer, ',') = 'ben' FROM on_call WHERE active;
