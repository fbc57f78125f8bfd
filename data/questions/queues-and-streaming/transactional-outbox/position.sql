-- Two relays look for new events. Session B is a fast order first and the relays afterward;
-- the setting app.position is the memory of the relay that keeps a position.
-- setup
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event text, published boolean DEFAULT false);
-- session A
BEGIN;
INSERT INTO outbox (event) VALUES ('order 71 placed') RETURNING id;
-- session B
INSERT INTO outbox (event) VALUES ('order 72 placed') RETURNING id;
SELECT id, event, set_config('app.position', id::text, false) AS position FROM outbox WHERE id > 0 ORDER BY id;
-- session A
COMMIT;
-- session B
SELECT id, event FROM outbox WHERE id > current_setting('app.position')::bigint ORDER BY id;
-- a relay that marks what it has published finds it
UPDATE outbox SET published = true WHERE id = 2;
SELECT id, event FROM outbox WHERE NOT published ORDER BY id;
-- claim: the event that committed last has the lower id, so a position that has passed it never comes back
SELECT (SELECT count(*) FROM outbox WHERE id > 2) = 0 AND (SELECT count(*) FROM outbox) = 2;
-- claim: a mark on the row still shows it
SELECT array_agg(event) = '{order 71 placed}' FROM outbox WHERE NOT published;
