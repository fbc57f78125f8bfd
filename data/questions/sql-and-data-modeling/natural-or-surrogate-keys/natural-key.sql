-- Ana changes her email. One table is keyed by email, the other by a number.
-- setup
CREATE TABLE customer_n (email text PRIMARY KEY);
CREATE TABLE order_n (
  id int PRIMARY KEY,
  email text NOT NULL REFERENCES customer_n ON UPDATE CASCADE
);
-- without ON UPDATE CASCADE (breaks 1):
--   CREATE TABLE order_n (id int PRIMARY KEY, email text NOT NULL REFERENCES customer_n);
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
-- the number alone makes nobody unique, so the email needs its own rule
CREATE UNIQUE INDEX one_account ON customer_s (lower(email));
-- without the unique index (breaks 2): nothing
-- without lower() (breaks 2): CREATE UNIQUE INDEX one_account ON customer_s (email);
INSERT INTO customer_s (email) VALUES ('Ana@new.example');
INSERT INTO customer_s (email) VALUES ('ben@new.example');
SELECT email FROM customer_s ORDER BY email;
-- claim: the new email rewrote all 1,000 orders under the natural key, and none under the surrogate key
SELECT (SELECT count(*) = 1000 FROM order_n JOIN before_n USING (id) WHERE order_n.ctid <> place)
   AND (SELECT count(*) = 0 FROM order_s JOIN before_s USING (id) WHERE order_s.ctid <> place);
-- claim: a unique index on lower(email) keeps Ana from signing up twice under two spellings, and lets Ben in
SELECT array_agg(email ORDER BY email) = '{ana@new.example,ben@new.example}' FROM customer_s;
