-- Two relays look for new events. Session B is a fast order first and the relays afterward;
-- the table sent is what the relay that keeps a position has published.
-- setup
CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event text, published boolean DEFAULT false);
CREATE TABLE sent (id bigint);
-- session A
BEGIN;
INSERT INTO outbox (event) VALUES ('order 71 placed') RETURNING id;
-- session B
INSERT INTO outbox (event) VALUES ('order 72 placed') RETURNING id;
INSERT INTO sent SELECT id FROM outbox WHERE id > 0 ORDER BY id RETURNING id;
-- session A
COMMIT;
-- session B
INSERT INTO sent SELECT id FROM outbox WHERE id > (SELECT max(id) FROM sent) ORDER BY id RETURNING id;
-- a relay that marks what it has published finds it
UPDATE outbox SET published = true WHERE id = 2;
SELECT id, event FROM outbox WHERE NOT published ORDER BY id;
-- claim: both events are committed, and the relay that keeps a position has sent only the one with the higher id
SELECT (SELECT array_agg(id ORDER BY id) FROM outbox) = '{1,2}' AND (SELECT array_agg(id) FROM sent) = '{2}';
-- claim: a mark on the row still shows the other
SELECT array_agg(event) = '{order 71 placed}' FROM outbox WHERE NOT published;
