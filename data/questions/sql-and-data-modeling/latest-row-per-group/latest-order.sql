-- Each customer's latest order, with a tie, a customer without orders and a missing date
-- setup
CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customer,
  placed_on date NOT NULL,
  shipped_on date
);
INSERT INTO customer VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cy');
INSERT INTO orders VALUES (11, 1, '2026-11-01', '2026-11-02'), (12, 1, '2026-11-09', NULL);
INSERT INTO orders VALUES (13, 2, '2026-11-05', '2026-11-06'), (14, 2, '2026-11-05', '2026-11-07');
-- without a tie (breaks 2):
--   INSERT INTO orders VALUES (13, 2, '2026-11-04', '2026-11-06'), (14, 2, '2026-11-05', '2026-11-07');
-- session A
CREATE VIEW distinct_on AS
SELECT DISTINCT ON (customer_id) customer_id, id, placed_on
FROM orders
ORDER BY customer_id, placed_on DESC, id DESC;
-- without id in the order (breaks 1): CREATE VIEW distinct_on AS
--   SELECT DISTINCT ON (customer_id) customer_id, id, placed_on
--   FROM orders
--   ORDER BY customer_id, placed_on DESC;
TABLE distinct_on;
CREATE VIEW numbered AS
SELECT customer_id, id, placed_on
FROM (SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY placed_on DESC, id DESC) AS nth FROM orders) AS o
WHERE nth = 1;
-- without id in the order (breaks 1): CREATE VIEW numbered AS
--   SELECT customer_id, id, placed_on
--   FROM (SELECT *, row_number() OVER (PARTITION BY customer_id ORDER BY placed_on DESC) AS nth FROM orders) AS o
--   WHERE nth = 1;
-- joining back on the maximum returns a row for each order that shares it
CREATE VIEW joined_back AS
SELECT customer_id, id, placed_on FROM orders
WHERE (customer_id, placed_on) IN (SELECT customer_id, max(placed_on) FROM orders GROUP BY customer_id);
TABLE joined_back ORDER BY id;
-- starting from the customers keeps Cy in the list
CREATE VIEW from_customers AS
SELECT customer.id AS customer_id, name, latest.id
FROM customer
LEFT JOIN LATERAL (
  SELECT id FROM orders
  WHERE customer_id = customer.id
  ORDER BY placed_on DESC, id DESC
  LIMIT 1
) AS latest ON true;
-- without LEFT JOIN (breaks 3): CREATE VIEW from_customers AS
--   SELECT customer.id AS customer_id, name, latest.id
--   FROM customer
--   CROSS JOIN LATERAL (
--     SELECT id FROM orders
--     WHERE customer_id = customer.id
--     ORDER BY placed_on DESC, id DESC
--     LIMIT 1
--   ) AS latest;
TABLE from_customers ORDER BY customer_id;
-- DESC sorts NULL first, so Ada's "latest shipment" is the order that hasn't left
CREATE VIEW shipped_last AS
SELECT DISTINCT ON (customer_id) customer_id, id, shipped_on
FROM orders
ORDER BY customer_id, shipped_on DESC, id DESC;
-- without NULL first (breaks 4): CREATE VIEW shipped_last AS
--   SELECT DISTINCT ON (customer_id) customer_id, id, shipped_on
--   FROM orders
--   ORDER BY customer_id, shipped_on DESC NULLS LAST, id DESC;
TABLE shipped_last;
-- claim: with id as the tie-breaker, DISTINCT ON and row_number() both return order 12 for Ada and 14 for Ben
SELECT (SELECT array_agg(id ORDER BY id) FROM distinct_on) = '{12,14}'
   AND (SELECT array_agg(id ORDER BY id) FROM numbered) = '{12,14}';
-- claim: joining back on max(placed_on) returns Ben twice
SELECT count(*) = 2 FROM joined_back WHERE customer_id = 2;
-- claim: LEFT JOIN LATERAL lists all three customers, with no order for Cy
SELECT array_agg(name ORDER BY name) = '{Ada,Ben,Cy}'
   AND array_agg(id ORDER BY customer_id) = '{12,14,NULL}' FROM from_customers;
-- claim: a plain DESC returns Ada's order 12, which has no shipping date
SELECT id = 12 AND shipped_on IS NULL FROM shipped_last WHERE customer_id = 1;
