-- What a message with 100 bytes of text takes on disk: 50,000 messages over 1,000 chats, in order of arrival.
-- Then what it takes to note, message by message, when each of three recipients has read it.
-- setup
CREATE TABLE message (
    chat_id    bigint NOT NULL,
    message_id bigint NOT NULL,
    sender_id  bigint NOT NULL,
    sent_at    timestamptz NOT NULL,
    body       text NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
-- without the key (breaks 1): CREATE TABLE message (chat_id bigint, message_id bigint, sender_id bigint,
--   sent_at timestamptz, body text);
CREATE TABLE receipt (chat_id bigint, message_id bigint, user_id bigint, read_at timestamptz,
                      PRIMARY KEY (chat_id, message_id, user_id));
INSERT INTO message
SELECT n % 1000, n, n % 77, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second', repeat('x', 100)
FROM generate_series(1, 50000) AS n;
-- without 100 bytes of text (breaks 1): INSERT INTO message
--   SELECT n % 1000, n, n % 77, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second', repeat('x', 10)
--   FROM generate_series(1, 50000) AS n;
INSERT INTO receipt
SELECT chat_id, message_id, user_id, sent_at + interval '1 minute'
FROM message, generate_series(1, 3) AS user_id ORDER BY message_id;
-- without a receipt for each message (breaks 2): INSERT INTO receipt
--   SELECT chat_id, max(message_id), user_id, max(sent_at) FROM message, generate_series(1, 3) AS user_id
--   GROUP BY chat_id, user_id;
-- session A
SELECT pg_relation_size('message') / count(*) AS row_bytes, pg_indexes_size('message') / count(*) AS key_bytes FROM message;
SELECT pg_relation_size('receipt') / count(*) AS receipts_row_bytes, pg_indexes_size('receipt') / count(*) AS receipts_key_bytes
FROM message;
-- claim: a message with 100 bytes of text takes about 200 bytes, its row and its key together
SELECT (pg_relation_size('message') + pg_indexes_size('message')) / count(*) BETWEEN 190 AND 210 FROM message;
-- claim: receipts from three recipients take more disk than the message that they're about
SELECT pg_relation_size('receipt') + pg_indexes_size('receipt') > pg_relation_size('message') + pg_indexes_size('message');
