-- The same function at Repeatable Read: B waits for the lock, then counts in a snapshot from before the wait
-- setup
CREATE TABLE rota (id int PRIMARY KEY);
CREATE TABLE on_call (engineer text PRIMARY KEY, active boolean NOT NULL);
INSERT INTO rota VALUES (1);
INSERT INTO on_call VALUES ('ana', true), ('ben', true);
CREATE FUNCTION leave(who text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM rota WHERE id = 1 FOR UPDATE;
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
SELECT leave('ben');
-- session A
COMMIT;
-- session B
COMMIT;
-- claim: both took the lock, and nobody is on call
SELECT count(*) = 2 AND NOT bool_or(active) FROM on_call;
