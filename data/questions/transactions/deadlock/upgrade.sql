-- One row, so one order, and still a deadlock: both share the lock, then each wants it alone.
-- setup
CREATE TABLE seat_count (show int PRIMARY KEY, free int);
INSERT INTO seat_count VALUES (7, 50);
CREATE TABLE booking (show int, who text);
-- session A
BEGIN;
INSERT INTO booking VALUES (7, 'A');
SELECT free FROM seat_count WHERE show = 7 FOR SHARE;
-- without FOR SHARE: SELECT free FROM seat_count WHERE show = 7;
-- without an upgrade: SELECT free FROM seat_count WHERE show = 7 FOR NO KEY UPDATE;
-- session B
BEGIN;
INSERT INTO booking VALUES (7, 'B');
SELECT free FROM seat_count WHERE show = 7 FOR SHARE;
-- without FOR SHARE: SELECT free FROM seat_count WHERE show = 7;
-- without an upgrade: nothing
-- session A
UPDATE seat_count SET free = free - 1 WHERE show = 7;
-- session B
UPDATE seat_count SET free = free - 1 WHERE show = 7;
-- without an upgrade: DO $$ DECLARE n int; BEGIN SELECT free INTO n FROM seat_count WHERE show = 7 FOR NO KEY UPDATE;
--   UPDATE seat_count SET free = n - 1 WHERE show = 7; END $$;
-- session A
COMMIT;
-- session B
COMMIT;
SELECT free FROM seat_count;
-- expect: 49, not 48
-- claim: A's booking is counted, and B's was rolled back by the deadlock
SELECT free = 49 AND (SELECT array_agg(who) FROM booking) = '{A}' FROM seat_count;
-- without the overlap: serial
