-- PostgreSQL 18: periods as keys. A room may be booked only while it is open, and no two periods overlap.
CREATE EXTENSION btree_gist;
CREATE TABLE room_open (
  room_id int, during tstzrange,
  PRIMARY KEY (room_id, during WITHOUT OVERLAPS)
);
CREATE TABLE booking (
  room_id int, during tstzrange, who text NOT NULL,
  PRIMARY KEY (room_id, during WITHOUT OVERLAPS),
  FOREIGN KEY (room_id, PERIOD during) REFERENCES room_open (room_id, PERIOD during)
);
-- without WITHOUT OVERLAPS (breaks 1): CREATE TABLE booking (
--   room_id int, during tstzrange, who text NOT NULL,
--   PRIMARY KEY (room_id, during),
--   FOREIGN KEY (room_id, PERIOD during) REFERENCES room_open (room_id, PERIOD during)
-- );
-- without the foreign key: CREATE TABLE booking (
--   room_id int, during tstzrange, who text NOT NULL,
--   PRIMARY KEY (room_id, during WITHOUT OVERLAPS)
-- );
-- open until painting begins on the fifth of December, and again from the seventh
INSERT INTO room_open VALUES (1, '[2026-01-01, 2026-12-01)'), (1, '[2026-12-01, 2026-12-05)'),
                             (1, '[2026-12-07, 2027-01-01)');
INSERT INTO booking VALUES (1, '[2026-12-02 09:00Z, 2026-12-02 10:00Z)', 'ana');
INSERT INTO booking VALUES (1, '[2026-12-02 09:30Z, 2026-12-02 10:30Z)', 'ben');
-- a whole night over two adjoining periods is covered; a day of painting is not
INSERT INTO booking VALUES (1, '[2026-11-30 22:00Z, 2026-12-01 02:00Z)', 'eva');
INSERT INTO booking VALUES (1, '[2026-12-06 09:00Z, 2026-12-06 10:00Z)', 'ben');
-- painting three days earlier would close the room under Ana
UPDATE room_open SET during = '[2026-12-01, 2026-12-02)' WHERE during = '[2026-12-01, 2026-12-05)';
-- and an empty range, which overlaps nothing, is refused as a key
INSERT INTO booking VALUES (1, 'empty', 'ben');
-- claim: the key took Ana's and Eva's bookings, and none of Ben's three
SELECT array_agg(who ORDER BY who) = '{ana,eva}' FROM booking;
-- claim: the open period could not be cut short under Ana's booking
SELECT during = '[2026-12-01, 2026-12-05)' FROM room_open WHERE during @> '2026-12-02 09:00Z'::timestamptz;
