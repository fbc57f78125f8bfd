-- A release added a required column. Can the version before it still write?
-- setup
CREATE TABLE parcel (id int PRIMARY KEY, address text NOT NULL);
INSERT INTO parcel (id, address) VALUES (1, 'Elm Street 4');
ALTER TABLE parcel ADD COLUMN size_class text;
UPDATE parcel SET size_class = 'unknown';
ALTER TABLE parcel ALTER COLUMN size_class SET NOT NULL;

-- the new version fills the column
INSERT INTO parcel (id, address, size_class) VALUES (2, 'Oak Lane 9', 'S');
-- the old version, had we rolled back the code alone
INSERT INTO parcel (id, address) VALUES (3, 'Mill Road 7');

-- before rolling back: loosen the column, but give up if the lock does not come in time
SET lock_timeout = '2s';
ALTER TABLE parcel ALTER COLUMN size_class DROP NOT NULL;
-- the old version again, and the new one
INSERT INTO parcel (id, address) VALUES (4, 'High Street 1');
INSERT INTO parcel (id, address, size_class) VALUES (5, 'Park Row 2', 'L');
SELECT id, size_class FROM parcel ORDER BY id;

-- claim: against the new schema the old version's parcel was refused
SELECT NOT EXISTS (SELECT FROM parcel WHERE id = 3);
-- claim: without the constraint both versions write; the old one leaves a row to backfill
SELECT array_agg(id ORDER BY id) = '{4,5}'
   AND array_agg(id ORDER BY id) FILTER (WHERE size_class IS NULL) = '{4}'
FROM parcel WHERE id > 3;
