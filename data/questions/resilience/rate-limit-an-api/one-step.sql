-- Two servers, one token in each bucket: take it by reading and writing back, then in one step, at Read Committed.
-- The table passed keeps which requests were let through.
-- setup
CREATE TABLE bucket (key text PRIMARY KEY, level int NOT NULL);
CREATE TABLE passed (bucket text, server text);
INSERT INTO bucket VALUES ('two steps', 1), ('one step', 1);
-- session A
INSERT INTO passed SELECT key, 'A' FROM bucket WHERE key = 'two steps' AND level >= 1 RETURNING *;
-- session B
INSERT INTO passed SELECT key, 'B' FROM bucket WHERE key = 'two steps' AND level >= 1 RETURNING *;
-- session A
UPDATE bucket SET level = 0 WHERE key = 'two steps';
-- session B
UPDATE bucket SET level = 0 WHERE key = 'two steps';
-- session A
BEGIN;
WITH taken AS (UPDATE bucket SET level = level - 1 WHERE key = 'one step' AND level >= 1 RETURNING key)
INSERT INTO passed SELECT key, 'A' FROM taken RETURNING *;
-- session B
WITH taken AS (UPDATE bucket SET level = level - 1 WHERE key = 'one step' AND level >= 1 RETURNING key)
INSERT INTO passed SELECT key, 'B' FROM taken RETURNING *;
-- without the check in the UPDATE (breaks 2):
--   WITH checked AS (SELECT key AS full_key FROM bucket WHERE key = 'one step' AND level >= 1),
--   taken AS (UPDATE bucket SET level = level - 1 FROM checked WHERE key = full_key RETURNING key)
--   INSERT INTO passed SELECT key, 'B' FROM taken RETURNING *;
-- session A
COMMIT;
SELECT count(*) FROM passed WHERE bucket = 'two steps';
-- expect: 2, not 1
SELECT count(*) FROM passed WHERE bucket = 'one step';
-- expect: 1, not 2
-- claim: where a server reads the level and then writes it back, one token let two requests through
SELECT count(*) = 2 FROM passed WHERE bucket = 'two steps';
-- without the overlap (breaks 1): serial
-- claim: where one UPDATE checks and takes, one token let one request through
SELECT array_agg(server) = '{A}' FROM passed WHERE bucket = 'one step';
