-- One moment, written as 09:00 UTC and as 04:00 in New York
-- setup
CREATE TABLE event (id int PRIMARY KEY, at timestamptz NOT NULL);
-- without the time zone in the type (breaks 1): CREATE TABLE event (id int PRIMARY KEY, at timestamp NOT NULL);
-- session A
SET timezone = 'America/New_York';
INSERT INTO event VALUES (1, '2026-11-20 09:00+00'), (2, '2026-11-20 04:00');
SET timezone = 'Europe/Berlin';
SELECT * FROM event ORDER BY id;
-- a meeting at nine in Berlin, on the day before summer time begins and on the day it begins
CREATE TABLE meeting AS
SELECT local, local AT TIME ZONE 'Europe/Berlin' AS moment
FROM unnest('{2027-03-27 09:00, 2027-03-28 09:00}'::timestamp[]) AS local;
-- without the zone's name (breaks 2): CREATE TABLE meeting AS
--   SELECT local, local AT TIME ZONE interval '1 hour' AS moment
--   FROM unnest('{2027-03-27 09:00, 2027-03-28 09:00}'::timestamp[]) AS local;
SET timezone = 'UTC';
TABLE meeting ORDER BY local;
-- claim: in a timestamptz column, both are the same moment
SELECT count(DISTINCT at) = 1 FROM event;
-- claim: nine o'clock in Berlin a day later is 23 hours later
SELECT max(moment) - min(moment) = interval '23 hours' FROM meeting;
