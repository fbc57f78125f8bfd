-- The same two messages, with numbers from the conversation's row, which stays locked until the commit.
-- setup
CREATE TABLE conversation (id int PRIMARY KEY, last_seq bigint NOT NULL);
CREATE TABLE message (conversation_id int, seq bigint, client_id text, body text,
                      PRIMARY KEY (conversation_id, seq), UNIQUE (conversation_id, client_id));
INSERT INTO conversation VALUES (1, 0);
CREATE TABLE seen_by_b (seq bigint, body text);
CREATE FUNCTION send(key text, words text) RETURNS bigint LANGUAGE sql AS $$
  WITH next AS (UPDATE conversation SET last_seq = last_seq + 1 WHERE id = 1 RETURNING last_seq)
  INSERT INTO message SELECT 1, last_seq, key, words FROM next RETURNING seq $$;
-- session A
BEGIN;
SELECT send('a-1', 'Shall we cancel?');
-- session B
SELECT send('b-1', 'Yes');
-- session A
COMMIT;
-- session B
INSERT INTO seen_by_b SELECT seq, body FROM message WHERE seq > 0 ORDER BY seq RETURNING *;
-- B missed its acknowledgement and sends again, then sends something new:
SELECT send('b-1', 'Yes');
SELECT send('b-2', 'I will tell them');
-- claim: B saw both messages, the question first
SELECT array_agg(body ORDER BY seq) = '{Shall we cancel?,Yes}' FROM seen_by_b;
-- claim: the repeated message was stored once and left no gap in the numbers
SELECT array_agg(seq ORDER BY seq) = '{1,2,3}' FROM message;
