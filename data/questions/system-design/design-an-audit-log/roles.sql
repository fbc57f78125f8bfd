-- The application may add events and change none. This program can't create roles, so pg_database_owner,
-- which owns nothing in the schema audit, plays the application; the program's own role owns the table.
-- setup
CREATE SCHEMA audit;
CREATE TABLE audit.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(), -- now() is when the transaction began
  actor text NOT NULL,
  action text NOT NULL CHECK (action IN ('granted', 'revoked')),
  subject text NOT NULL,
  version int NOT NULL
);
ALTER TABLE audit.event ADD UNIQUE (subject, version);
-- without UNIQUE (breaks 2): nothing
-- Event-sourced: who has access now is computed from the events and stored nowhere.
CREATE VIEW audit.access AS
SELECT subject, actor AS by FROM (
  SELECT DISTINCT ON (subject) * FROM audit.event ORDER BY subject, id DESC) last
WHERE action = 'granted';
GRANT USAGE ON SCHEMA audit TO pg_database_owner;
GRANT SELECT, INSERT (actor, action, subject, version) ON audit.event TO pg_database_owner;
-- without the list of columns (breaks 3): GRANT SELECT, INSERT ON audit.event TO pg_database_owner;
-- without the limit to SELECT and INSERT (breaks 1, 3):
--   GRANT SELECT, INSERT (actor, action, subject, version), UPDATE, DELETE ON audit.event TO pg_database_owner;
GRANT SELECT ON audit.access TO pg_database_owner;
-- session A
SET ROLE pg_database_owner;
INSERT INTO audit.event (actor, action, subject, version) VALUES
  ('ana', 'granted', 'eva', 1), ('ana', 'granted', 'max', 1), ('ben', 'revoked', 'max', 2);
-- kim saw version 1 as well, decides on version 2, and comes too late
INSERT INTO audit.event (actor, action, subject, version) VALUES ('kim', 'granted', 'max', 2);
UPDATE audit.event SET actor = 'kim' WHERE id = 1;
DELETE FROM audit.event WHERE id = 2;
TRUNCATE audit.event;
DROP TABLE audit.event CASCADE;
-- The application tries to choose an event's time:
INSERT INTO audit.event (at, actor, action, subject, version) VALUES ('2020-01-01', 'ana', 'granted', 'joe', 1);
SELECT * FROM audit.access;
SELECT string_agg(concat_ws(' ', actor, action, subject, CASE WHEN at < '2021-01-01' THEN 'in 2020' END), ', ' ORDER BY id)
  AS events FROM audit.event;
-- expect: ana granted eva, ana granted max, ben revoked max
-- The owner can change what it likes:
RESET ROLE;
-- without the owner's rights (breaks 4): nothing
UPDATE audit.event SET actor = 'nobody' WHERE id = 3;
SELECT actor FROM audit.event WHERE id = 3;
-- expect: nobody, not ben
-- claim: the application's role may add and read events, and has no privilege to change, delete or truncate them
SELECT has_any_column_privilege('pg_database_owner', 'audit.event', 'INSERT')
   AND has_table_privilege('pg_database_owner', 'audit.event', 'SELECT')
   AND NOT has_any_column_privilege('pg_database_owner', 'audit.event', 'UPDATE')
   AND NOT has_table_privilege('pg_database_owner', 'audit.event', 'DELETE, TRUNCATE, TRIGGER, REFERENCES');
-- claim: of two decisions on the same version the log took one, and the late one gave max no access
SELECT count(*) = 1 AND NOT EXISTS (SELECT FROM audit.access WHERE subject = 'max')
FROM audit.event WHERE (subject, version) = ('max', 2);
-- claim: the application could not edit or delete its events, nor backdate one
SELECT array_agg(actor ORDER BY id) FILTER (WHERE id < 3) = '{ana,ana}' AND min(at) > now() - interval '1 hour'
FROM audit.event;
-- claim: the table's owner rewrote an event, and no error stopped it
SELECT actor = 'nobody' FROM audit.event WHERE id = 3;
