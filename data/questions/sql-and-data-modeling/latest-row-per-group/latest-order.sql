-- Four queries for "the latest", on a tie, a customer without orders and a missing date
-- setup
CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customer,
  placed_on date NOT NULL,
  shipped_on date
);
INSERT INTO customer VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cy');
INSERT INTO orders VALUES
  (11, 1, '2026-11-01', '2026-11-02'),
  (12, 1, '2026-11-09', NULL),
  (13, 2, '2026-11-05', '2026-11-06'),
  (14, 2, '2026-11-05', '2026-11-07');
-- session A
SELECT DISTINCT ON (customer_id) customer_id, id, placed_on
FROM orders
ORDER BY customer_id, placed_on DESC, id DESC;
-- rank() keeps both orders of a tie; row_number() with id in its ORDER BY would keep one
SELECT customer_id, id, placed_on
FROM (SELECT *, rank() OVER (PARTITION BY customer_id ORDER BY placed_on DESC) AS place FROM orders) AS ranked
WHERE place = 1
ORDER BY customer_id, id;
-- LATERAL starts from the customers, so that Cy appears
SELECT customer.name, latest.id, latest.placed_on
FROM customer
LEFT JOIN LATERAL (
  SELECT id, placed_on FROM orders
  WHERE customer_id = customer.id
  ORDER BY placed_on DESC, id DESC
  LIMIT 1
) AS latest ON true
ORDER BY customer.id;
-- DESC puts NULL first: Ada's "latest shipment" is the order that has not left
SELECT DISTINCT ON (customer_id) customer_id, id, shipped_on
FROM orders
ORDER BY customer_id, shipped_on DESC, id DESC;
-- claim: DISTINCT ON with a tie-breaker returns one order a customer, rank() returns both tied ones
SELECT (SELECT array_agg(id ORDER BY id)
        FROM (SELECT DISTINCT ON (customer_id) id FROM orders
              ORDER BY customer_id, placed_on DESC, id DESC) AS one) = ARRAY[12, 14]
   AND (SELECT array_agg(id ORDER BY id)
        FROM (SELECT id, rank() OVER (PARTITION BY customer_id ORDER BY placed_on DESC) AS place
              FROM orders) AS ranked
        WHERE place = 1) = ARRAY[12, 13, 14];
-- claim: joining back on max(placed_on) returns both tied orders too
SELECT array_agg(id ORDER BY id) = ARRAY[12, 13, 14]
FROM orders
WHERE (customer_id, placed_on) IN (SELECT customer_id, max(placed_on) FROM orders GROUP BY customer_id);
-- claim: DESC puts a missing date first
SELECT (SELECT id FROM orders WHERE customer_id = 1 ORDER BY shipped_on DESC LIMIT 1) = 12;
