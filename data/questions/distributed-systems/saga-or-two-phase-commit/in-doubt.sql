-- Two-phase commit as one participant sees it: it has voted yes, and its coordinator is gone.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100);
CREATE TABLE seen (what text);
-- session A
BEGIN;
UPDATE account SET balance = balance - 30 WHERE id = 1;
PREPARE TRANSACTION 'transfer-7';
-- without PREPARE: ROLLBACK;
-- session B
SELECT gid FROM pg_prepared_xacts WHERE database = current_database();
SELECT balance FROM account WHERE id = 1;
-- expect: 100, not 70
DO $$
BEGIN
  PERFORM 1 FROM account WHERE id = 1 FOR UPDATE NOWAIT;
EXCEPTION WHEN lock_not_available THEN
  INSERT INTO seen VALUES ('the row is locked');
END $$;
-- session A
INSERT INTO seen SELECT 'locks of session A: ' || count(*) FROM pg_locks
WHERE pid = pg_backend_pid() AND relation = 'account'::regclass;
SELECT what FROM seen;
-- session B
COMMIT PREPARED 'transfer-7';
-- without PREPARE: nothing
-- without the decision to commit (breaks 2): ROLLBACK PREPARED 'transfer-7';
SELECT balance FROM account WHERE id = 1;
-- expect: 70, not 100
-- claim: a prepared transaction keeps its row lock after its session has left it
SELECT array_agg(what) @> '{the row is locked, locks of session A: 0}' FROM seen;
-- claim: another session can decide it, and then the change is there
SELECT balance = 70 FROM account WHERE id = 1;
