-- SERIALIZABLE: of two doctors who both see two on call, only one may leave
-- setup
CREATE TABLE doctor (name text PRIMARY KEY, on_call boolean);
INSERT INTO doctor VALUES ('Ada', true), ('Ben', true);
-- session A
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT count(*) FROM doctor WHERE on_call;
-- session B
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT count(*) FROM doctor WHERE on_call;
-- session A
UPDATE doctor SET on_call = false WHERE name = 'Ada';
-- session B
UPDATE doctor SET on_call = false WHERE name = 'Ben';
-- session A
COMMIT;
-- session B
COMMIT;
-- claim: somebody is on call
SELECT count(*) = 1 FROM doctor WHERE on_call;
