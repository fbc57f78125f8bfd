-- Ana changes her email. One table is keyed by email, the other by a number and nothing else.
-- setup
CREATE TABLE customer_n (email text PRIMARY KEY);
CREATE TABLE order_n (
  id int PRIMARY KEY,
  email text NOT NULL REFERENCES customer_n ON UPDATE CASCADE
);
CREATE TABLE customer_s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL);
CREATE TABLE order_s (id int PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer_s);
INSERT INTO customer_n VALUES ('ana@old.example');
INSERT INTO order_n SELECT n, 'ana@old.example' FROM generate_series(1, 1000) AS n;
INSERT INTO customer_s (email) VALUES ('ana@old.example');
INSERT INTO order_s SELECT n, 1 FROM generate_series(1, 1000) AS n;
CREATE TABLE before_n AS SELECT id, ctid AS place FROM order_n;
CREATE TABLE before_s AS SELECT id, ctid AS place FROM order_s;
-- session A
UPDATE customer_n SET email = 'ana@new.example' WHERE email = 'ana@old.example';
UPDATE customer_s SET email = 'ana@new.example' WHERE email = 'ana@old.example';
-- order rows written again, which PostgreSQL puts in a new place
SELECT (SELECT count(*) FROM order_n JOIN before_n USING (id) WHERE order_n.ctid <> place) AS natural_key,
       (SELECT count(*) FROM order_s JOIN before_s USING (id) WHERE order_s.ctid <> place) AS surrogate_key;
-- but a generated key makes no row unique: the retry of a sign-up
INSERT INTO customer_s (email) VALUES ('ana@new.example');
SELECT id, email FROM customer_s ORDER BY id;
-- claim: the changed natural key rewrote all 1,000 orders, the surrogate none
SELECT (SELECT count(*) = 1000 FROM order_n JOIN before_n USING (id) WHERE order_n.ctid <> place)
   AND (SELECT count(*) = 0 FROM order_s JOIN before_s USING (id) WHERE order_s.ctid <> place);
-- claim: without a unique constraint the surrogate table holds one email twice
SELECT count(*) = 2 FROM customer_s WHERE email = 'ana@new.example';
