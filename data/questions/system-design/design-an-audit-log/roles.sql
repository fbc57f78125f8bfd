-- The application may add events and change none. This demo can create no roles, so pg_database_owner,
-- which owns nothing in the schema audit, plays the application; the demo's own role owns the table.
-- setup
CREATE SCHEMA audit;
CREATE TABLE audit.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  action text NOT NULL CHECK (action IN ('granted', 'revoked')),
  subject text NOT NULL,
  version int NOT NULL
);
ALTER TABLE audit.event ADD UNIQUE (subject, version);
-- without UNIQUE (breaks 2, 3): nothing
-- Event-sourced: what holds now is computed from the events and stored nowhere.
CREATE VIEW audit.access AS
SELECT subject, actor AS by FROM (
  SELECT DISTINCT ON (subject) * FROM audit.event ORDER BY subject, id DESC) last
WHERE action = 'granted';
GRANT USAGE ON SCHEMA audit TO pg_database_owner;
GRANT SELECT, INSERT (actor, action, subject, version) ON audit.event TO pg_database_owner;
-- without the list of columns (breaks 3): GRANT SELECT, INSERT ON audit.event TO pg_database_owner;
-- without the limit to SELECT and INSERT: GRANT ALL ON audit.event TO pg_database_owner;
GRANT SELECT ON audit.access TO pg_database_owner;
-- session A
SET ROLE pg_database_owner;
INSERT INTO audit.event (actor, action, subject, version) VALUES
  ('ana', 'granted', 'eva', 1), ('ana', 'granted', 'max', 1), ('ben', 'revoked', 'max', 2);
-- kim decided on version 1 as well, and comes too late
INSERT INTO audit.event (actor, action, subject, version) VALUES ('kim', 'granted', 'max', 2);
UPDATE audit.event SET actor = 'eva' WHERE id = 1;
DELETE FROM audit.event;
TRUNCATE audit.event;
DROP TABLE audit.event CASCADE;
-- not even a date of its own choosing
INSERT INTO audit.event (at, actor, action, subject, version) VALUES ('2020-01-01', 'ana', 'granted', 'joe', 1);
SELECT * FROM audit.access;
SELECT string_agg(actor, ' and ' ORDER BY id) AS decided_version_2 FROM audit.event WHERE version = 2;
-- expect: ben
-- The owner is not held by this:
RESET ROLE;
-- without the owner (breaks 4): nothing
UPDATE audit.event SET actor = 'nobody' WHERE id = 3;
-- claim: the application's role could add and read, and nothing else
SELECT has_any_column_privilege('pg_database_owner', 'audit.event', 'INSERT')
   AND has_table_privilege('pg_database_owner', 'audit.event', 'SELECT')
   AND NOT has_any_column_privilege('pg_database_owner', 'audit.event', 'UPDATE')
   AND NOT has_table_privilege('pg_database_owner', 'audit.event', 'DELETE, TRUNCATE, TRIGGER, REFERENCES, MAINTAIN');
-- claim: two decisions on the same version made one event
SELECT count(*) = 1 FROM audit.event WHERE (subject, version) = ('max', 2);
-- claim: the first two events are as they were written, dated today, and the state follows from them
SELECT array_agg(actor ORDER BY id) FILTER (WHERE id < 3) = '{ana,ana}' AND min(at) > now() - interval '1 hour'
   AND (SELECT array_agg(subject) = '{eva}' FROM audit.access) FROM audit.event;
-- claim: the owner rewrote history, and no error stopped it
SELECT actor = 'nobody' FROM audit.event WHERE id = 3;
