-- 50,000 products as documents: a lookup without an index, with GIN, and what GIN doesn't serve
-- setup
CREATE TABLE product (id int PRIMARY KEY, doc jsonb NOT NULL CHECK (doc ? 'price'));
-- without the CHECK (breaks 3): CREATE TABLE product (id int PRIMARY KEY, doc jsonb NOT NULL);
-- without a test for the key (breaks 3): CREATE TABLE product (id int PRIMARY KEY,
--   doc jsonb NOT NULL CHECK (jsonb_typeof(doc -> 'price') = 'number'));
INSERT INTO product
SELECT n, jsonb_build_object(
  'name', 'Product ' || n, 'price', n % 500, 'brand', 'brand-' || n % 1000,
  'tags', jsonb_build_array('tag-' || n % 50, 'tag-' || n % 77))
FROM generate_series(1, 50000) AS n;
ANALYZE product;
CREATE FUNCTION pages_read(query text) RETURNS int
LANGUAGE plpgsql SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  RETURN (plan #>> '{0,Plan,Shared Hit Blocks}')::int + (plan #>> '{0,Plan,Shared Read Blocks}')::int;
END $$;
-- session A
SET max_parallel_workers_per_gather = 0;
SET max_parallel_maintenance_workers = 0;
CREATE INDEX product_doc ON product USING gin (doc jsonb_path_ops);
-- without GIN (breaks 1): nothing
-- without GIN, and with a B-tree on the brand (breaks 1, 2): CREATE INDEX product_doc ON product ((doc ->> 'brand'));
-- without GIN, and with a B-tree on the price (breaks 1, 2): CREATE INDEX product_doc ON product (((doc -> 'price')::int));
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id FROM product WHERE doc @> '{"brand": "brand-42"}';
-- the same question with an operator that this index doesn't know
EXPLAIN (COSTS OFF) SELECT id FROM product WHERE doc ->> 'brand' = 'brand-42';
SELECT pages_read($$SELECT id FROM product WHERE doc @> '{"brand": "brand-42"}'$$) AS by_containment,
       pages_read($$SELECT id FROM product WHERE doc ->> 'brand' = 'brand-42'$$) AS by_arrow,
       pages_read($$SELECT id FROM product WHERE (doc -> 'price')::int > 498$$) AS by_range,
       pg_relation_size('product') / 8192 AS table_size, pg_relation_size(to_regclass('product_doc')) / 8192 AS index_size;
-- a misspelled key
INSERT INTO product VALUES (50001, '{"name": "Oops", "prize": 12}');
-- claim: with GIN, the lookup by @> reads fewer than 60 pages of a table of more than 900
SELECT pages_read($$SELECT id FROM product WHERE doc @> '{"brand": "brand-42"}'$$) < 60
   AND pg_relation_size('product') / 8192 > 900;
-- claim: with GIN on the document, the arrow operator and the range still read the whole table
SELECT pages_read($$SELECT id FROM product WHERE doc ->> 'brand' = 'brand-42'$$) = pg_relation_size('product') / 8192
   AND pages_read($$SELECT id FROM product WHERE (doc -> 'price')::int > 498$$) = pg_relation_size('product') / 8192;
-- claim: a CHECK that tests for the key refuses a document whose "price" is misspelled
SELECT NOT EXISTS (SELECT FROM product WHERE id = 50001);
