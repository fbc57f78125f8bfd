-- Worker A stalled and its lease ran out; worker B takes the export over, A wakes up late, the user cancels later still
-- setup
CREATE TABLE export (id int PRIMARY KEY, state text, attempt int, lease_until timestamptz, file text);
INSERT INTO export VALUES (7, 'running', 1, now() - interval '1 second', NULL);
-- session B
UPDATE export SET attempt = attempt + 1, lease_until = now() + interval '1 minute'
WHERE id = 7 AND state = 'running' AND lease_until < now() RETURNING attempt;
-- session A
UPDATE export SET state = 'succeeded', file = 'attempt-1.csv'
WHERE id = 7 AND state = 'running' AND attempt = 1;
-- session B
UPDATE export SET state = 'succeeded', file = 'attempt-2.csv'
WHERE id = 7 AND state = 'running' AND attempt = 2;
-- session A
-- DELETE /exports/7 arrives
UPDATE export SET state = 'canceled' WHERE id = 7 AND state IN ('queued', 'running');
SELECT state, attempt, file FROM export WHERE id = 7;
-- claim: the late worker changed nothing; the file is the second attempt's
SELECT file = 'attempt-2.csv' FROM export WHERE id = 7;
-- claim: a finished export cannot be canceled
SELECT state = 'succeeded' FROM export WHERE id = 7;
