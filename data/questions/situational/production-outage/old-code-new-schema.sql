-- A release added a required column. Can the version before it still write?
-- B is a connection that the release leaked: it has only read, and its transaction is still open.
-- setup
CREATE TABLE parcel (id int PRIMARY KEY, address text NOT NULL);
INSERT INTO parcel (id, address) VALUES (1, 'Elm Street 4');
ALTER TABLE parcel ADD COLUMN size_class text;
UPDATE parcel SET size_class = 'unknown';
ALTER TABLE parcel ALTER COLUMN size_class SET NOT NULL;
-- without the required column (breaks 1, 2): nothing
-- session A
-- the new version fills the column
INSERT INTO parcel (id, address, size_class) VALUES (2, 'Oak Lane 9', 'S');
-- the old version, if we roll back the code alone
INSERT INTO parcel (id, address) VALUES (3, 'Mill Road 7');
-- session B
BEGIN;
-- without the leaked transaction (breaks 2): nothing
SELECT address FROM parcel WHERE id = 2;
-- session A
-- give the column a default, but give up if the lock doesn't come in time (in production, use 2 s)
SET lock_timeout = '100ms';
ALTER TABLE parcel ALTER COLUMN size_class SET DEFAULT 'unknown';
-- the leaked transaction is still open
INSERT INTO parcel (id, address) VALUES (4, 'High Street 1');
-- session B
-- its connection is ended
ROLLBACK;
-- session A
ALTER TABLE parcel ALTER COLUMN size_class SET DEFAULT 'unknown';
-- without the default (breaks 3): nothing
-- the old version, and the new one
INSERT INTO parcel (id, address) VALUES (5, 'Hill Road 3');
INSERT INTO parcel (id, address, size_class) VALUES (6, 'Park Row 2', 'L');
SELECT string_agg(id || ' ' || coalesce(size_class, 'null'), ', ' ORDER BY id) AS stored FROM parcel;
-- expect: 1 unknown, 2 S, 5 unknown, 6 L
-- claim: against the new schema, the old version's parcel is refused
SELECT NOT EXISTS (SELECT FROM parcel WHERE id = 3);
-- claim: a leaked transaction that has only read keeps ALTER TABLE out, so the old version is still refused
SELECT NOT EXISTS (SELECT FROM parcel WHERE id = 4);
-- claim: with a default both versions can write
SELECT array_agg(size_class ORDER BY id) = '{unknown,L}' FROM parcel WHERE id > 4;
