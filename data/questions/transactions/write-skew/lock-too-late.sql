-- The same functions at Repeatable Read: B waits for the lock, then counts in a snapshot from before the wait.
-- setup
CREATE TABLE rota (id int PRIMARY KEY, version int DEFAULT 1);
CREATE TABLE on_call (engineer text PRIMARY KEY, active boolean NOT NULL);
INSERT INTO rota VALUES (1);
INSERT INTO on_call VALUES ('ana', true), ('ben', true);
CREATE FUNCTION lock_rule() RETURNS void LANGUAGE sql AS $$ SELECT FROM rota WHERE id = 1 FOR UPDATE $$;
-- without leaving the locked row unchanged: CREATE FUNCTION lock_rule() RETURNS void LANGUAGE sql AS $$
--   UPDATE rota SET version = version + 1 WHERE id = 1 $$;
CREATE FUNCTION leave(who text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_rule();
  IF (SELECT count(*) FROM on_call WHERE active) < 2 THEN
    RETURN who || ' stays';
  END IF;
  UPDATE on_call SET active = false WHERE engineer = who;
  RETURN who || ' leaves';
END $$;
-- session A
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT leave('ana');
-- session B
BEGIN ISOLATION LEVEL REPEATABLE READ;
-- without Repeatable Read in B: BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT leave('ben');
-- session A
COMMIT;
-- session B
COMMIT;
SELECT count(*) AS on_call FROM on_call WHERE active;
-- expect: 0, not 1
-- claim: although both locked the row before they counted, nobody is on call
SELECT count(*) = 2 AND NOT bool_or(active) FROM on_call;
