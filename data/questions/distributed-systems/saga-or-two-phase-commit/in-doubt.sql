-- Two-phase commit as one participant sees it: it has voted yes, and then its session and the coordinator are gone.
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
INSERT INTO account VALUES (1, 100);
CREATE TABLE seen (what text);
-- session A
BEGIN;
UPDATE account SET balance = balance - 30 WHERE id = 1;
PREPARE TRANSACTION 'transfer-7';
-- without PREPARE: nothing
-- session B
-- A's connection ends:
SELECT pg_terminate_backend(pid, 5000) AS ended FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
-- expect: t
INSERT INTO seen SELECT 'other sessions: ' || count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
SELECT gid FROM pg_prepared_xacts WHERE database = current_database();
SELECT balance FROM account WHERE id = 1;
-- expect: 100, not 70
DO $$
BEGIN
  PERFORM 1 FROM account WHERE id = 1 FOR UPDATE NOWAIT;
EXCEPTION WHEN lock_not_available THEN
  INSERT INTO seen VALUES ('the row is locked');
END $$;
SELECT what FROM seen;
COMMIT PREPARED 'transfer-7';
-- without PREPARE: nothing
-- without the decision to commit (breaks 2): ROLLBACK PREPARED 'transfer-7';
SELECT balance FROM account WHERE id = 1;
-- expect: 70, not 100
-- claim: a prepared transaction keeps its row lock after its session has ended
SELECT array_agg(what) = '{other sessions: 0,the row is locked}' FROM seen;
-- claim: another session of the same user can commit a prepared transaction, and then the change is there
SELECT balance = 70 FROM account WHERE id = 1;
