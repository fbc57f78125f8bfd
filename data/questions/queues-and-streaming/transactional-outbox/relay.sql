-- Two relays share the work: each takes a row that the other has not locked.
-- setup
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id int, event text);
INSERT INTO outbox (order_id, event) VALUES (71, 'placed'), (71, 'paid');
-- session A
BEGIN;
DELETE FROM outbox WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING event;
-- session B
-- B publishes its event, has the broker's confirmation and commits, before A has done the same:
DELETE FROM outbox WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING event;
-- without SKIP LOCKED: DELETE FROM outbox WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE) RETURNING event;
-- session A
-- the relay dies
ROLLBACK;
-- without the crash: COMMIT;
SELECT coalesce(string_agg(event, ' '), 'nothing') AS still_here FROM outbox;
-- expect: placed, not paid
-- claim: "paid" has left before "placed", which is still here for the next relay
SELECT array_agg(event) = '{placed}' FROM outbox;
-- without the overlap: serial
