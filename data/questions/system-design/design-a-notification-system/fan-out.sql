-- The producer repeats its request and the fan-out job runs twice; the user refuses SMS for this category.
-- setup
CREATE TABLE request (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, producer text, idempotency_key text,
                      user_id bigint, category text, UNIQUE (producer, idempotency_key));
-- without the unique idempotency key (breaks 1): CREATE TABLE request (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
--   producer text, idempotency_key text, user_id bigint, category text);
CREATE TABLE contact_point (id bigint PRIMARY KEY, user_id bigint, channel text, address text, active boolean);
CREATE TABLE preference (user_id bigint, category text, channel text, allowed boolean,
                         PRIMARY KEY (user_id, category, channel));
CREATE TABLE delivery (request_id bigint, contact_point_id bigint, state text DEFAULT 'queued',
                       PRIMARY KEY (request_id, contact_point_id));
-- without the primary key of a delivery (breaks 2): CREATE TABLE delivery (request_id bigint, contact_point_id bigint,
--   state text DEFAULT 'queued');
INSERT INTO contact_point VALUES (1, 7, 'push', 'her phone', true), (2, 7, 'push', 'a phone she sold', false),
                                 (3, 7, 'sms', '+15550100', true), (4, 7, 'email', 'ada@example.com', true);
INSERT INTO preference VALUES (7, 'order-shipped', 'sms', false);
-- session A
PREPARE intake AS INSERT INTO request (producer, idempotency_key, user_id, category)
VALUES ('orders', 'shipped-4711', 7, 'order-shipped') ON CONFLICT DO NOTHING;
PREPARE fan_out AS INSERT INTO delivery SELECT r.id, c.id
FROM request r JOIN contact_point c USING (user_id) LEFT JOIN preference p USING (user_id, category, channel)
WHERE c.active AND coalesce(p.allowed, true) ON CONFLICT DO NOTHING;
-- without the preferences (breaks 3): PREPARE fan_out AS INSERT INTO delivery SELECT r.id, c.id
--   FROM request r JOIN contact_point c USING (user_id) WHERE c.active ON CONFLICT DO NOTHING;
-- without the check for active contact points (breaks 3): PREPARE fan_out AS INSERT INTO delivery SELECT r.id, c.id
--   FROM request r JOIN contact_point c USING (user_id) LEFT JOIN preference p USING (user_id, category, channel)
--   WHERE coalesce(p.allowed, true) ON CONFLICT DO NOTHING;
EXECUTE intake;
EXECUTE intake;
SELECT count(*) AS requests FROM request;
-- expect: 1, not 2
EXECUTE fan_out;
EXECUTE fan_out;
SELECT count(*) AS deliveries FROM delivery;
-- expect: 2, not 4
-- claim: a request that the producer sends twice is stored once
SELECT count(*) = 1 FROM request;
-- claim: a fan-out that runs twice creates one delivery per request and contact point
SELECT count(*) > 0 AND count(*) = count(DISTINCT (request_id, contact_point_id)) FROM delivery;
-- claim: the deliveries go to her phone and her email, not to the refused channel or the phone she sold
SELECT array_agg(DISTINCT contact_point_id ORDER BY contact_point_id) = '{1,4}' FROM delivery;
