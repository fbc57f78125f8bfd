-- The producer repeats its request and the fan-out job runs twice; the user refuses SMS for this category.
-- setup
CREATE TABLE request (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, producer text, idempotency_key text,
                      user_id bigint, category text, UNIQUE (producer, idempotency_key));
CREATE TABLE contact_point (id bigint PRIMARY KEY, user_id bigint, channel text, address text, active boolean);
CREATE TABLE preference (user_id bigint, category text, channel text, allowed boolean,
                         PRIMARY KEY (user_id, category, channel));
CREATE TABLE delivery (request_id bigint, contact_point_id bigint, state text DEFAULT 'queued',
                       PRIMARY KEY (request_id, contact_point_id));
INSERT INTO contact_point VALUES (1, 7, 'push', 'her phone', true), (2, 7, 'push', 'a phone she sold', false),
                                 (3, 7, 'sms', '+15550100', true), (4, 7, 'email', 'ada@example.com', true);
INSERT INTO preference VALUES (7, 'order-shipped', 'sms', false);
-- session A
PREPARE intake AS INSERT INTO request (producer, idempotency_key, user_id, category)
VALUES ('orders', 'shipped-4711', 7, 'order-shipped') ON CONFLICT DO NOTHING;
PREPARE fan_out AS INSERT INTO delivery SELECT r.id, c.id
FROM request r JOIN contact_point c USING (user_id) LEFT JOIN preference p USING (user_id, category, channel)
WHERE c.active AND coalesce(p.allowed, true) ON CONFLICT DO NOTHING;
EXECUTE intake;
EXECUTE intake;
EXECUTE fan_out;
EXECUTE fan_out;
-- claim: one request and two deliveries, neither to the refused channel nor to the phone she sold
SELECT (SELECT count(*) FROM request) = 1 AND array_agg(contact_point_id ORDER BY contact_point_id) = '{1,4}'
FROM delivery;
