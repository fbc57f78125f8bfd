-- The same two messages, with numbers from the conversation's row, which stays locked until the commit.
-- C follows by the highest number so far, and looks before and after the commit.
-- setup
CREATE TABLE conversation (id int PRIMARY KEY, last_seq bigint NOT NULL);
CREATE TABLE message (conversation_id int, seq bigint, client_id text, body text,
                      PRIMARY KEY (conversation_id, seq), UNIQUE (conversation_id, client_id));
-- without the unique client_id (breaks 2): CREATE TABLE message (conversation_id int, seq bigint, client_id text, body text);
-- without the conversation's row: CREATE TABLE message (conversation_id int, seq bigint GENERATED ALWAYS AS IDENTITY,
--   client_id text, body text, UNIQUE (conversation_id, client_id));
INSERT INTO conversation VALUES (1, 0);
CREATE TABLE seen_by_c (seq bigint, body text);
CREATE FUNCTION send(key text, words text) RETURNS bigint LANGUAGE sql AS $$
  WITH next AS (UPDATE conversation SET last_seq = last_seq + 1 WHERE id = 1 RETURNING last_seq)
  INSERT INTO message SELECT 1, last_seq, key, words FROM next RETURNING seq $$;
-- without the conversation's row: CREATE FUNCTION send(key text, words text) RETURNS bigint LANGUAGE sql AS $$
--   INSERT INTO message (conversation_id, client_id, body) VALUES (1, key, words) RETURNING seq $$;
-- session A
BEGIN;
SELECT send('a-1', 'Shall we cancel?');
-- session B
SELECT send('b-1', 'Yes');
-- session C
INSERT INTO seen_by_c SELECT seq, body FROM message WHERE seq > 0 ORDER BY seq RETURNING *;
-- session A
COMMIT;
-- session C
INSERT INTO seen_by_c SELECT seq, body FROM message
WHERE seq > (SELECT coalesce(max(seq), 0) FROM seen_by_c) ORDER BY seq RETURNING *;
SELECT count(*) AS seen FROM seen_by_c;
-- expect: 2, not 1
-- session B
-- B missed its acknowledgement and sends again, then sends something new:
SELECT send('b-1', 'Yes');
SELECT send('b-2', 'I will tell them');
-- claim: C saw both messages, the question first
SELECT array_agg(body ORDER BY seq) = '{Shall we cancel?,Yes}' FROM seen_by_c;
-- claim: the repeated message was stored once and left no gap in the numbers
SELECT array_agg(seq ORDER BY seq) = '{1,2,3}' FROM message;
