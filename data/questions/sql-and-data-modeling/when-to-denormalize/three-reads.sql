-- The 20 newest of 2,000 posts with their comments counted: without an index, with one, and with a counter column
-- setup
CREATE TABLE post (id int PRIMARY KEY, title text NOT NULL, comment_count int NOT NULL DEFAULT 0);
CREATE TABLE comment (id int PRIMARY KEY, post_id int NOT NULL REFERENCES post, body text NOT NULL);
INSERT INTO post SELECT n, 'Post ' || n FROM generate_series(1, 2000) AS n;
INSERT INTO comment SELECT n, 1 + n % 2000, repeat('x', 100) FROM generate_series(1, 200000) AS n;
UPDATE post SET comment_count = 200000 / 2000;
VACUUM ANALYZE post, comment;
CREATE VIEW counted AS
  SELECT newest.id, (SELECT count(*) FROM comment WHERE post_id = newest.id) AS comments
  FROM (SELECT id FROM post ORDER BY id DESC LIMIT 20) AS newest;
CREATE VIEW stored AS SELECT id, comment_count AS comments FROM post ORDER BY id DESC LIMIT 20;
CREATE FUNCTION page_visits(query text) RETURNS int
LANGUAGE plpgsql SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  RETURN (plan #>> '{0,Plan,Shared Hit Blocks}')::int + (plan #>> '{0,Plan,Shared Read Blocks}')::int;
END $$;
-- session A
SET max_parallel_maintenance_workers = 0;
SELECT page_visits('TABLE counted') AS counted_without_index;
CREATE INDEX comment_post ON comment (post_id);
SELECT page_visits('TABLE counted') AS counted_with_index, page_visits('TABLE stored') AS stored;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) TABLE counted;
-- claim: the index alone saves more than 99.8% of the visits
SELECT page_visits('TABLE counted') < 20 * (SELECT relpages FROM pg_class WHERE relname = 'comment') * 0.002;
-- claim: the counter column saves more than half of what is left, and shows the same numbers
SELECT 2 * page_visits('TABLE stored') < page_visits('TABLE counted')
   AND NOT EXISTS (TABLE counted EXCEPT SELECT id, comments FROM stored);
