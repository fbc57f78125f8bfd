-- 40 rooms with 8 meetings a day on 50 days. Which rooms with eight seats are free on March 1 at half past nine?
-- setup
CREATE EXTENSION btree_gist;
CREATE TABLE room (id int PRIMARY KEY, seats int NOT NULL);
CREATE TABLE booking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room_id int NOT NULL REFERENCES room,
  during tstzrange NOT NULL,
  canceled_at timestamptz,
  CONSTRAINT one_at_a_time EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (canceled_at IS NULL)
);
INSERT INTO room SELECT n, 4 + n % 10 FROM generate_series(1, 40) n;
INSERT INTO booking (room_id, during)
SELECT room.id, tstzrange(at, at + interval '55 minutes')
FROM room, generate_series(0, 49) day, generate_series(0, 7) n,
     LATERAL (SELECT timestamptz '2026-02-01 09:00Z' + day * interval '1 day' + n * interval '1 hour') slot (at);
CREATE VIEW free_room AS
SELECT id, seats FROM room WHERE seats >= 8 AND NOT EXISTS (
  SELECT FROM booking WHERE room_id = room.id AND canceled_at IS NULL
                        AND during && '[2026-03-01 09:30Z, 2026-03-01 10:00Z)');
-- without the seats: CREATE VIEW free_room AS
--   SELECT id, seats FROM room WHERE NOT EXISTS (
--     SELECT FROM booking WHERE room_id = room.id AND canceled_at IS NULL
--                           AND during && '[2026-03-01 09:30Z, 2026-03-01 10:00Z)');
-- without canceled_at IS NULL: CREATE VIEW free_room AS
--   SELECT id, seats FROM room WHERE seats >= 8 AND NOT EXISTS (
--     SELECT FROM booking WHERE room_id = room.id
--                           AND during && '[2026-03-01 09:30Z, 2026-03-01 10:00Z)');
-- session A
UPDATE booking SET canceled_at = now() WHERE room_id IN (5, 10) AND during @> timestamptz '2026-03-01 09:30Z';
ANALYZE room, booking;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT * FROM free_room;
-- claim: the one free room is number 5, which has nine seats and whose meeting was canceled
SELECT array_agg(id) = '{5}' FROM free_room;
