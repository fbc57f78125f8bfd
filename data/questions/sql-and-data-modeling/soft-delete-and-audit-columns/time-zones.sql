-- One moment, written as 09:00 UTC and as 04:00 New York time into both types, and read in Berlin
-- setup
CREATE TABLE event (id int PRIMARY KEY, with_zone timestamptz NOT NULL, without_zone timestamp NOT NULL);
-- session A
SET timezone = 'America/New_York';
INSERT INTO event VALUES (1, '2026-11-20 09:00+00', '2026-11-20 09:00+00');
INSERT INTO event VALUES (2, '2026-11-20 04:00', '2026-11-20 04:00');
SET timezone = 'Europe/Berlin';
SELECT * FROM event ORDER BY id;
-- 09:00 in Berlin on two days, in UTC: summer time has begun in between
SET timezone = 'UTC';
SELECT timestamp '2027-03-27 09:00' AT TIME ZONE 'Europe/Berlin' AS saturday,
       timestamp '2027-03-28 09:00' AT TIME ZONE 'Europe/Berlin' AS sunday;
-- claim: timestamptz holds one moment twice, timestamp two readings five hours apart
SELECT max(with_zone) = min(with_zone) AND max(without_zone) - min(without_zone) = interval '5 hours' FROM event;
-- claim: the same wall clock a day later is 23 hours later
SELECT timestamp '2027-03-28 09:00' AT TIME ZONE 'Europe/Berlin'
     - timestamp '2027-03-27 09:00' AT TIME ZONE 'Europe/Berlin' = interval '23 hours';
