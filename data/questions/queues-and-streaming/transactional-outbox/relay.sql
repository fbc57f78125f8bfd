-- Two relays share the work: each takes rows that the other has not locked.
-- setup
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id int, event text);
INSERT INTO outbox (order_id, event) VALUES (71, 'placed'), (71, 'paid');
-- session A
BEGIN;
DELETE FROM outbox WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, order_id, event;
-- session B
BEGIN;
DELETE FROM outbox WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, order_id, event;
-- published by B and acknowledged by the broker, before A has done the same
COMMIT;
-- session A
-- the relay dies
ROLLBACK;
SELECT id, order_id, event FROM outbox;
-- claim: "paid" has left before "placed", which is still here for the next relay
SELECT array_agg(event) = '{placed}' FROM outbox;
