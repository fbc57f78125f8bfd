-- The application may append events through one function, and change none. This program can't create roles, so
-- pg_database_owner, which owns nothing here, plays the application; the program's own role owns the tables.
-- setup
CREATE SCHEMA audit;
CREATE TABLE audit.event (
  id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL,
  actor text NOT NULL, action text NOT NULL, subject text NOT NULL, version int NOT NULL,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE audit.event_recent PARTITION OF audit.event DEFAULT;
-- now() is when the transaction began:
ALTER TABLE audit.event ALTER at SET DEFAULT clock_timestamp();
-- without clock_timestamp() (breaks 3): ALTER TABLE audit.event ALTER at SET DEFAULT now();
-- Who has access now. It stays when old partitions move to the archive, and can be computed again from all events.
CREATE TABLE audit.access (subject text PRIMARY KEY, action text NOT NULL, version int NOT NULL);
CREATE FUNCTION audit.append(who text, what text, about text, seen int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH changed AS (
    INSERT INTO audit.access AS a VALUES (about, what, 1)
    ON CONFLICT (subject) DO UPDATE SET action = what, version = a.version + 1 WHERE a.version = seen
    RETURNING version)
  INSERT INTO audit.event (actor, action, subject, version) SELECT who, what, about, version FROM changed
  RETURNING version $$;
-- without the check of the version (breaks 1):
--   CREATE FUNCTION audit.append(who text, what text, about text, seen int) RETURNS int
--   LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
--     WITH changed AS (
--       INSERT INTO audit.access AS a VALUES (about, what, 1)
--       ON CONFLICT (subject) DO UPDATE SET action = what, version = a.version + 1
--       RETURNING version)
--     INSERT INTO audit.event (actor, action, subject, version) SELECT who, what, about, version FROM changed
--     RETURNING version $$;
REVOKE EXECUTE ON FUNCTION audit.append FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO pg_database_owner;
GRANT EXECUTE ON FUNCTION audit.append TO pg_database_owner;
GRANT SELECT ON ALL TABLES IN SCHEMA audit TO pg_database_owner;
-- without the limit to SELECT (breaks 2): GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA audit TO pg_database_owner;
-- session A
SET ROLE pg_database_owner;
SELECT audit.append('ana', 'granted', 'max', 0) AS version;
BEGIN;
-- session B
SET ROLE pg_database_owner;
SELECT audit.append('ana', 'granted', 'eva', 0) AS version;
-- session A
SELECT audit.append('ben', 'revoked', 'max', 1) AS version;
-- session B
-- kim has seen version 1 as well:
SELECT audit.append('kim', 'granted', 'max', 1) AS version;
-- session A
COMMIT;
-- session B
SELECT action FROM audit.access WHERE subject = 'max';
-- expect: revoked, not granted
-- session A
INSERT INTO audit.event (at, actor, action, subject, version) VALUES ('2020-01-01', 'ana', 'granted', 'joe', 1);
UPDATE audit.event SET actor = 'kim' WHERE subject = 'eva';
DELETE FROM audit.event WHERE subject = 'max' AND version = 1;
UPDATE audit.access SET action = 'revoked' WHERE subject = 'eva';
DROP TABLE audit.event;
SELECT string_agg(concat_ws(' ', actor, action, subject, CASE WHEN at < '2021-01-01' THEN 'in 2020' END), ', ' ORDER BY id)
  AS events FROM audit.event;
-- expect: ana granted max, ana granted eva, ben revoked max
-- The owner can change what it likes:
RESET ROLE;
-- without the owner's rights (breaks 4): nothing
UPDATE audit.event SET actor = 'nobody' WHERE subject = 'max' AND version = 2;
SELECT actor FROM audit.event WHERE subject = 'max' AND version = 2;
-- expect: nobody, not ben
-- claim: of two decisions on version 1, the log took one, and the late one is neither in the log nor in the state
SELECT count(*) = 1 AND (SELECT version = 2 AND action = 'revoked' FROM audit.access WHERE subject = 'max')
FROM audit.event WHERE subject = 'max' AND version > 1;
-- claim: the application could neither edit nor delete an event, nor backdate one, nor change the state past the log
SELECT count(*) FILTER (WHERE actor = 'ana') = 2 AND min(at) > now() - interval '1 hour'
  AND (SELECT action = 'granted' FROM audit.access WHERE subject = 'eva')
FROM audit.event;
-- claim: an event carries the time at which it was written, also in a transaction that began before another event
SELECT (SELECT at FROM audit.event WHERE subject = 'max' AND version = 2) > (SELECT at FROM audit.event WHERE subject = 'eva');
-- claim: the tables' owner rewrote an event, and no error stopped it
SELECT actor = 'nobody' FROM audit.event WHERE subject = 'max' AND version = 2;
