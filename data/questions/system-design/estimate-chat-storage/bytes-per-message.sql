-- What one message with 100 bytes of text takes on disk: 200,000 messages over 1,000 chats, in order of arrival.
-- setup
CREATE TABLE message (
    chat_id    bigint NOT NULL,
    message_id bigint NOT NULL,
    sender_id  bigint NOT NULL,
    sent_at    timestamptz NOT NULL,
    body       text NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
INSERT INTO message
SELECT n % 1000, n, n % 77, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second', repeat('x', 100)
FROM generate_series(1, 200000) AS n;
-- session A
SELECT pg_relation_size('message') / count(*) AS table_bytes,
       pg_relation_size('message_pkey') / count(*) AS key_bytes,
       (pg_relation_size('message') + pg_relation_size('message_pkey')) / count(*) AS bytes_per_message
FROM message;
REINDEX INDEX message_pkey;
SELECT pg_relation_size('message_pkey') / count(*) AS key_bytes_when_rebuilt FROM message;
-- claim: 100 bytes of text cost about 200 bytes on disk, so the row and its key add about 100
SELECT (pg_relation_size('message') + pg_relation_size('message_pkey')) / count(*) BETWEEN 190 AND 210 FROM message;
