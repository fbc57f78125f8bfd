-- Mondays at nine in Berlin. The job that inserts them runs again after one was canceled and one moved.
-- setup
CREATE EXTENSION btree_gist;
CREATE TABLE booking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room_id int NOT NULL, during tstzrange NOT NULL, canceled_at timestamptz,
  series_id int, series_date date,
  EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (canceled_at IS NULL)
);
ALTER TABLE booking ADD UNIQUE (series_id, series_date);
-- without a key on the series and its date (breaks 1): nothing
-- session A
PREPARE job AS
INSERT INTO booking (room_id, during, series_id, series_date)
SELECT 1, tstzrange(start, start + interval '1 hour'), 7, day
FROM generate_series(timestamp '2026-03-16', '2026-04-06', '7 days') day,
     LATERAL (SELECT (day + time '09:00') AT TIME ZONE 'Europe/Berlin') nine (start)
ON CONFLICT DO NOTHING;
-- without the zone's name (breaks 2): PREPARE job AS
--   INSERT INTO booking (room_id, during, series_id, series_date)
--   SELECT 1, tstzrange(start, start + interval '1 hour'), 7, day
--   FROM generate_series(timestamp '2026-03-16', '2026-04-06', '7 days') day,
--        LATERAL (SELECT (day + time '09:00') AT TIME ZONE interval '1 hour') nine (start)
--   ON CONFLICT DO NOTHING;
EXECUTE job;
UPDATE booking SET canceled_at = now() WHERE series_date = '2026-03-23';
UPDATE booking SET during = '[2026-03-30 13:00Z, 2026-03-30 14:00Z)' WHERE series_date = '2026-03-30';
-- both slots are free now, and the job runs again
EXECUTE job;
SELECT series_date, lower(during) AT TIME ZONE 'UTC' AS utc, canceled_at IS NOT NULL AS canceled FROM booking ORDER BY id;
-- claim: the second run brings back neither the canceled meeting nor the moved one
SELECT count(*) = 4 AND count(canceled_at) = 1 AND bool_or(during = '[2026-03-30 13:00Z, 2026-03-30 14:00Z)') FROM booking;
-- claim: nine in Berlin is 08:00 UTC on March 16 and 07:00 UTC on April 6
SELECT array_agg((lower(during) AT TIME ZONE 'UTC')::time ORDER BY series_date) = '{08:00, 07:00}'
FROM booking WHERE series_date IN ('2026-03-16', '2026-04-06');
