-- 100,000 products as documents: a lookup without an index, with GIN, and what GIN does not serve
-- setup
CREATE TABLE product (id int PRIMARY KEY, doc jsonb NOT NULL);
INSERT INTO product
SELECT n, jsonb_build_object(
  'name', 'Product ' || n, 'price', n % 500, 'brand', 'brand-' || n % 2000,
  'tags', jsonb_build_array('tag-' || n % 50, 'tag-' || n % 77))
FROM generate_series(1, 100000) AS n;
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
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id FROM product WHERE doc @> '{"brand": "brand-42"}';
CREATE INDEX product_doc ON product USING gin (doc jsonb_path_ops);
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)
SELECT id FROM product WHERE doc @> '{"brand": "brand-42"}';
-- the same question with another operator, which this index does not know; nor does it know ranges
EXPLAIN (COSTS OFF) SELECT id FROM product WHERE doc ->> 'brand' = 'brand-42';
SELECT pages_read($$SELECT id FROM product WHERE doc @> '{"brand": "brand-42"}'$$) AS with_gin,
       pages_read($$SELECT id FROM product WHERE doc ->> 'brand' = 'brand-42'$$) AS by_arrow,
       pages_read($$SELECT id FROM product WHERE (doc -> 'price')::int > 498$$) AS by_range,
       pg_relation_size('product_doc') / 8192 AS gin_size;
-- nothing checks a document: this one has a "prize", and no query for prices will find it
INSERT INTO product VALUES (100001, '{"name": "Oops", "prize": 12}');
-- claim: with GIN the lookup reads fewer than 60 pages of a table of more than 1,800
SELECT pages_read($$SELECT id FROM product WHERE doc @> '{"brand": "brand-42"}'$$) < 60
   AND pg_relation_size('product') / 8192 > 1800;
-- claim: the arrow operator and the range still read the whole table
SELECT pages_read($$SELECT id FROM product WHERE doc ->> 'brand' = 'brand-42'$$) = pg_relation_size('product') / 8192
   AND pages_read($$SELECT id FROM product WHERE (doc -> 'price')::int > 498$$) = pg_relation_size('product') / 8192;
-- claim: the misspelled document was accepted and has no price
SELECT doc -> 'price' IS NULL FROM product WHERE id = 100001;
