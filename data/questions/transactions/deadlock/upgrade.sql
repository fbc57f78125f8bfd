-- One row, one order, and a deadlock all the same: both share the lock, then both want it alone
-- setup
CREATE TABLE seat_count (show int PRIMARY KEY, free int);
INSERT INTO seat_count VALUES (7, 50);
-- session A
BEGIN;
SELECT free FROM seat_count WHERE show = 7 FOR SHARE;
-- session B
BEGIN;
SELECT free FROM seat_count WHERE show = 7 FOR SHARE;
-- session A
UPDATE seat_count SET free = free - 1 WHERE show = 7;
-- session B
UPDATE seat_count SET free = free - 1 WHERE show = 7;
COMMIT;
-- session A
COMMIT;
-- claim: one of two bookings was canceled
SELECT free = 49 FROM seat_count;
