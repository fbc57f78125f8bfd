-- Two relays share the work: each takes the oldest event that the other has not locked, publishes it and commits.
-- The table published is the broker: n is the order in which it got the events.
-- setup
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id int, event text);
CREATE TABLE published (n int GENERATED ALWAYS AS IDENTITY, event text);
INSERT INTO outbox (order_id, event) VALUES (71, 'placed'), (71, 'paid');
-- session A
BEGIN;
-- takes its event, and is slow to publish it:
SELECT event FROM outbox ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
-- session B
WITH taken AS (
  DELETE FROM outbox WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING event)
INSERT INTO published (event) SELECT event FROM taken RETURNING event;
-- without SKIP LOCKED:
-- WITH taken AS (
--   DELETE FROM outbox WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE) RETURNING event)
-- INSERT INTO published (event) SELECT event FROM taken RETURNING event;
-- session A
WITH taken AS (DELETE FROM outbox WHERE id = 1 RETURNING event)
INSERT INTO published (event) SELECT event FROM taken RETURNING event;
COMMIT;
-- session B
SELECT string_agg(event, ' ' ORDER BY n) AS published FROM published;
-- expect: paid placed, not placed paid
-- claim: both events were published, and "paid" overtook "placed"
SELECT array_agg(event ORDER BY n) = '{paid,placed}' FROM published;
-- without the overlap: serial
