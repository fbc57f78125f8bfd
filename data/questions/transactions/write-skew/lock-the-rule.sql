-- Read Committed, and one row that stands for the rule: whoever wants to leave locks it first.
-- setup
CREATE TABLE rota (id int PRIMARY KEY);
CREATE TABLE on_call (engineer text PRIMARY KEY, active boolean NOT NULL);
INSERT INTO rota VALUES (1);
-- without a row to lock: nothing
INSERT INTO on_call VALUES ('ana', true), ('ben', true);
CREATE FUNCTION lock_rule() RETURNS void LANGUAGE sql AS $$ SELECT FROM rota WHERE id = 1 FOR UPDATE $$;
-- without FOR UPDATE: CREATE FUNCTION lock_rule() RETURNS void LANGUAGE sql AS $$ SELECT FROM rota WHERE id = 1 $$;
CREATE FUNCTION leave(who text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_rule();
  IF (SELECT count(*) FROM on_call WHERE active) < 2 THEN
    RETURN who || ' stays';
  END IF;
  UPDATE on_call SET active = false WHERE engineer = who;
  RETURN who || ' leaves';
END $$;
-- without the count in a later statement: CREATE FUNCTION leave(who text) RETURNS text LANGUAGE plpgsql AS $$
-- BEGIN
--   IF (SELECT (SELECT count(*) FROM on_call WHERE active) FROM rota WHERE id = 1 FOR UPDATE) < 2 THEN
--     RETURN who || ' stays';
--   END IF;
--   UPDATE on_call SET active = false WHERE engineer = who;
--   RETURN who || ' leaves';
-- END $$;
-- session A
BEGIN;
SELECT leave('ana');
-- session B
BEGIN;
-- without Read Committed in B: BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT leave('ben');
-- session A
COMMIT;
-- session B
COMMIT;
SELECT count(*) AS on_call FROM on_call WHERE active;
-- expect: 1, not 0
-- claim: B counted after its wait, so Ben is still on call
SELECT string_agg(engineer, ',') = 'ben' FROM on_call WHERE active;
