-- Worker A stalled and its lease ran out; worker B takes export 7 over, and A wakes up late. Later still the user cancels
-- both exports, 7 and one that still runs; then the worker of export 8 is done.
-- setup
CREATE TABLE export (id int PRIMARY KEY, state text, attempt int, lease_until timestamptz, file text);
INSERT INTO export VALUES (7, 'running', 1, now() - interval '1 second', NULL),
                          (8, 'running', 1, now() + interval '1 minute', NULL);
-- session B
UPDATE export SET attempt = attempt + 1, lease_until = now() + interval '1 minute'
WHERE state = 'running' AND lease_until < now() RETURNING id, attempt;
-- without the lease in the WHERE (breaks 2): UPDATE export SET attempt = attempt + 1,
--   lease_until = now() + interval '1 minute' WHERE state = 'running' RETURNING id, attempt;
-- session A
UPDATE export SET state = 'succeeded', file = 'attempt-1.csv'
WHERE id = 7 AND state = 'running' AND attempt = 1;
-- without the attempt in the WHERE (breaks 1): UPDATE export SET state = 'succeeded', file = 'attempt-1.csv'
--   WHERE id = 7 AND state = 'running';
-- session B
UPDATE export SET state = 'succeeded', file = 'attempt-2.csv'
WHERE id = 7 AND state = 'running' AND attempt = 2;
-- session A
-- POST /exports/7/cancel arrives, and POST /exports/8/cancel
UPDATE export SET state = 'canceled' WHERE id IN (7, 8) AND state IN ('queued', 'running');
-- without the state in the cancel (breaks 3): UPDATE export SET state = 'canceled' WHERE id IN (7, 8);
-- session C
-- the worker of export 8 hasn't seen the cancel yet:
UPDATE export SET state = 'succeeded', file = 'attempt-1.csv'
WHERE id = 8 AND state = 'running' AND attempt = 1;
-- without the state in the worker's write (breaks 3): UPDATE export SET state = 'succeeded', file = 'attempt-1.csv'
--   WHERE id = 8 AND attempt = 1;
SELECT file FROM export WHERE id = 7;
-- expect: attempt-2.csv, not attempt-1.csv
SELECT id, state, attempt FROM export ORDER BY id;
-- claim: the file is the second attempt's, though the late worker reported first
SELECT file = 'attempt-2.csv' FROM export WHERE id = 7;
-- claim: only the export whose lease ran out is taken over
SELECT array_agg(attempt ORDER BY id) = '{2,1}' FROM export;
-- claim: a cancel ends the running export, though its worker reports later, and leaves the finished one as it is
SELECT array_agg(state ORDER BY id) = '{succeeded,canceled}' FROM export;
