-- Two relays look for new events, before and after a slow order commits. Session B is a fast order, and then both relays;
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
-- the other relay takes what is unpublished (in production, it publishes before it marks)
UPDATE outbox SET published = true WHERE NOT published RETURNING id;
-- session A
COMMIT;
-- session B
INSERT INTO sent SELECT id FROM outbox WHERE id > (SELECT max(id) FROM sent) ORDER BY id RETURNING id;
-- without the position (breaks 1): INSERT INTO sent SELECT id FROM outbox EXCEPT SELECT id FROM sent;
UPDATE outbox SET published = true WHERE NOT published RETURNING id;
-- without NOT published in the WHERE (breaks 2): UPDATE outbox SET published = true WHERE id > (SELECT max(id) FROM sent) RETURNING id;
SELECT count(*) AS sent FROM sent;
-- expect: 1, not 2
-- claim: both events are committed, and the relay that keeps a position has sent only the one with the higher id
SELECT (SELECT array_agg(id ORDER BY id) FROM outbox) = '{1,2}' AND (SELECT array_agg(id) FROM sent) = '{2}';
-- without the overlap (breaks 1): serial
-- claim: the relay that asks for unpublished rows has published both
SELECT count(*) = 2 FROM outbox WHERE published;
