-- Mondays at nine in Berlin. The job that inserts them runs again after one was canceled and one moved.
-- setup
CREATE EXTENSION btree_gist;
CREATE TABLE booking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room_id int NOT NULL, during tstzrange NOT NULL, canceled_at timestamptz,
  series_id int, series_date date,
  EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (canceled_at IS NULL)
);
CREATE TABLE again (series_date date);
-- session A
PREPARE job AS
INSERT INTO booking (room_id, during, series_id, series_date)
SELECT 1, tstzrange(start, start + interval '1 hour'), 7, day
FROM generate_series(timestamp '2026-03-16', '2026-04-06', '7 days') day,
     LATERAL (SELECT (day + time '09:00') AT TIME ZONE 'Europe/Berlin') nine (start)
ON CONFLICT DO NOTHING;
EXECUTE job;
UPDATE booking SET canceled_at = now() WHERE series_date = '2026-03-23';
UPDATE booking SET during = '[2026-03-30 13:00Z, 2026-03-30 14:00Z)' WHERE series_date = '2026-03-30';
-- Both slots are free now, and the job takes them again:
EXECUTE job;
INSERT INTO again SELECT series_date FROM booking WHERE id > 4;
-- With a key on the date that was meant, it does not:
DELETE FROM booking WHERE id > 4;
ALTER TABLE booking ADD UNIQUE (series_id, series_date);
EXECUTE job;
-- claim: the overlap rule alone brings back the canceled meeting, and doubles the moved one
SELECT array_agg(series_date ORDER BY series_date) = '{2026-03-23, 2026-03-30}' FROM again;
-- claim: with the key, running the job again inserts nothing
SELECT count(*) = 4 FROM booking;
-- claim: nine in Berlin is 08:00 UTC in winter and 07:00 in summer
SELECT array_agg((lower(during) AT TIME ZONE 'UTC')::time ORDER BY series_date) = '{08:00, 07:00}'
FROM booking WHERE series_date IN ('2026-03-16', '2026-04-06');
