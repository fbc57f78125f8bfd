-- The same two messages, with numbers from the conversation's row, which stays locked until the commit.
-- C follows by the highest number it has seen, and looks before and after A's commit.
-- setup
CREATE TABLE conversation (id int PRIMARY KEY, last_seq bigint NOT NULL);
CREATE TABLE message (conversation_id int, seq bigint, body text, PRIMARY KEY (conversation_id, seq));
-- without the number from the conversation's row (breaks 1, 3): CREATE TABLE message (conversation_id int,
--   seq bigint GENERATED ALWAYS AS IDENTITY, body text, PRIMARY KEY (conversation_id, seq));
CREATE TABLE sent (conversation_id int, sender text, client_id int, seq bigint,
                   PRIMARY KEY (conversation_id, sender, client_id));
-- without the unique client_id (breaks 2): CREATE TABLE sent (conversation_id int, sender text, client_id int, seq bigint);
-- without the sender in the key (breaks 1, 2): CREATE TABLE sent (conversation_id int, sender text, client_id int, seq bigint,
--   PRIMARY KEY (conversation_id, client_id));
INSERT INTO conversation VALUES (1, 0);
CREATE TABLE seen_by_c (seq bigint, body text);
CREATE FUNCTION send(who text, key int, words text) RETURNS bigint LANGUAGE sql AS $$
  WITH next AS (UPDATE conversation SET last_seq = last_seq + 1 WHERE id = 1 RETURNING last_seq),
       once AS (INSERT INTO sent SELECT 1, who, key, last_seq FROM next RETURNING seq)
  INSERT INTO message SELECT 1, seq, words FROM once RETURNING seq $$;
-- without the number from the conversation's row: CREATE FUNCTION send(who text, key int, words text) RETURNS bigint
--   LANGUAGE sql AS $$ WITH next AS (INSERT INTO message (conversation_id, body) VALUES (1, words) RETURNING seq)
--   INSERT INTO sent SELECT 1, who, key, seq FROM next RETURNING seq $$;
-- without the error on a repeated client_id (breaks 3): CREATE FUNCTION send(who text, key int, words text) RETURNS bigint
--   LANGUAGE sql AS $$ WITH next AS (UPDATE conversation SET last_seq = last_seq + 1 WHERE id = 1 RETURNING last_seq),
--   once AS (INSERT INTO sent SELECT 1, who, key, last_seq FROM next ON CONFLICT DO NOTHING RETURNING seq)
--   INSERT INTO message SELECT 1, seq, words FROM once RETURNING seq $$;
-- session A
BEGIN;
SELECT send('a', 1, 'Shall we cancel?');
-- session B
SELECT send('b', 1, 'I will be late');
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
-- B missed its acknowledgement and sends again. The server looks up the number for its answer, and B sends another one.
SELECT send('b', 1, 'I will be late');
SELECT string_agg(seq::text, ' and ') AS number FROM sent WHERE sender = 'b' AND client_id = 1;
-- expect: 2, not 2 and 3
SELECT send('b', 2, 'Start without me');
-- claim: C, who follows by the highest number, has both messages in order
SELECT array_agg(body ORDER BY seq) = '{Shall we cancel?,I will be late}' FROM seen_by_c;
-- claim: a message that was sent twice is stored once
SELECT count(*) = 1 FROM message WHERE body = 'I will be late';
-- claim: a refused message leaves no gap in the numbers
SELECT array_agg(seq ORDER BY seq) = array_agg(position ORDER BY position)
FROM (SELECT seq, row_number() OVER (ORDER BY seq) AS position FROM message) AS numbered;
