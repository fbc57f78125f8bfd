-- A and B write at the same time, and A is slow to commit. B follows the conversation by the highest id it has seen.
-- setup
CREATE TABLE message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text);
CREATE TABLE seen_by_b (id bigint, body text);
-- session A
BEGIN;
INSERT INTO message (body) VALUES ('Shall we cancel?') RETURNING id;
-- session B
INSERT INTO message (body) VALUES ('I will be late') RETURNING id;
INSERT INTO seen_by_b SELECT * FROM message WHERE id > 0 RETURNING *;
-- session A
COMMIT;
-- session B
INSERT INTO seen_by_b SELECT * FROM message WHERE id > (SELECT max(id) FROM seen_by_b) RETURNING *;
-- without following by the highest id: INSERT INTO seen_by_b SELECT * FROM message
--   WHERE id NOT IN (SELECT id FROM seen_by_b) RETURNING *;
SELECT count(*) AS seen FROM seen_by_b;
-- expect: 1, not 2
-- claim: both messages are stored, but B has only the second, and its position is past the first
SELECT (SELECT array_agg(id ORDER BY id) FROM message) = '{1,2}' AND array_agg(id) = '{2}' FROM seen_by_b;
-- without the overlap: serial
