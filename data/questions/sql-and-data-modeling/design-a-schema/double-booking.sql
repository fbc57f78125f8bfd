-- Room 1 at nine, wanted by two people: first with a check in the code, then with a constraint.
-- app.taken stands for what each request's code has read.
-- setup
CREATE EXTENSION btree_gist;
CREATE TABLE booking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room_id int NOT NULL,
  who text NOT NULL,
  during tstzrange NOT NULL
    CHECK (lower_inc(during) AND NOT upper_inc(during) AND NOT upper_inf(during)
           AND isfinite(lower(during)) AND isfinite(upper(during))),
  canceled_at timestamptz
);
-- session A
BEGIN;
SELECT set_config('app.taken', count(*)::text, false) AS taken FROM booking
WHERE room_id = 1 AND during && '[2026-12-01 09:00Z, 2026-12-01 10:00Z)';
-- session B
SELECT set_config('app.taken', count(*)::text, false) AS taken FROM booking
WHERE room_id = 1 AND during && '[2026-12-01 09:30Z, 2026-12-01 10:30Z)';
INSERT INTO booking (room_id, who, during)
SELECT 1, 'ben', '[2026-12-01 09:30Z, 2026-12-01 10:30Z)' WHERE current_setting('app.taken') = '0';
-- session A
INSERT INTO booking (room_id, who, during)
SELECT 1, 'ana', '[2026-12-01 09:00Z, 2026-12-01 10:00Z)' WHERE current_setting('app.taken') = '0';
COMMIT;
-- The rule, too late: the two bookings are already there. Cancel one, then it can be added.
ALTER TABLE booking ADD EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (canceled_at IS NULL);
UPDATE booking SET canceled_at = now() WHERE who = 'ben';
ALTER TABLE booking ADD EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE (canceled_at IS NULL);
-- without the constraint (breaks 1, 2): nothing
-- without the room in the constraint (breaks 3):
--   ALTER TABLE booking ADD EXCLUDE USING gist (during WITH &&) WHERE (canceled_at IS NULL);
-- without half-open ranges (breaks 3): ALTER TABLE booking ADD EXCLUDE
--   USING gist (room_id WITH =, tstzrange(lower(during), upper(during), '[]') WITH &&) WHERE (canceled_at IS NULL);
-- The race once more, for the second of December, with no check in the code:
BEGIN;
INSERT INTO booking (room_id, who, during) VALUES (1, 'ana', '[2026-12-02 09:00Z, 2026-12-02 10:00Z)');
-- session B
INSERT INTO booking (room_id, who, during) VALUES (1, 'ben', '[2026-12-02 09:30Z, 2026-12-02 10:30Z)');
-- session A
COMMIT;
-- session B
-- Right after Ana is no overlap, and another room is another room:
INSERT INTO booking (room_id, who, during) VALUES (1, 'ben', '[2026-12-02 10:00Z, 2026-12-02 11:00Z)'),
                                                  (2, 'ben', '[2026-12-02 09:30Z, 2026-12-02 10:30Z)');
SELECT string_agg(who, ' ') AS quarter_to_ten FROM booking WHERE room_id = 1 AND during @> '2026-12-02 09:45Z'::timestamptz;
-- expect: ana, not ana ben
-- claim: the check in the code let both book room 1 on December 1, and the constraint could be added only after one was canceled
SELECT array_agg(who ORDER BY who) FILTER (WHERE canceled_at IS NULL) = '{ana}'
   AND array_agg(who ORDER BY who) FILTER (WHERE canceled_at IS NOT NULL) = '{ben}'
   AND (SELECT count(*) = 1 FROM pg_constraint WHERE conrelid = 'booking'::regclass AND contype = 'x')
FROM booking WHERE room_id = 1 AND during && '[2026-12-01, 2026-12-02)';
-- without the overlap (breaks 1): serial
-- claim: with the constraint only Ana has room 1 at a quarter to ten on December 2
SELECT string_agg(who, ' ') = 'ana' FROM booking WHERE room_id = 1 AND during @> '2026-12-02 09:45Z'::timestamptz;
-- claim: the constraint accepts a booking that begins when another ends, and one for the same time in another room
SELECT count(*) = 2 FROM booking WHERE who = 'ben'
   AND (room_id, lower(during)) IN ((1, '2026-12-02 10:00Z'), (2, '2026-12-02 09:30Z'));
