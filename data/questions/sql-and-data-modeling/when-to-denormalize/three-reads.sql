-- The 20 newest of 2,000 posts with their comments counted: without an index,
-- with one before and after VACUUM, and with a counter column
-- setup
CREATE TABLE post (id int PRIMARY KEY, title text NOT NULL, comment_count int NOT NULL DEFAULT 0);
CREATE TABLE comment (id int PRIMARY KEY, post_id int NOT NULL REFERENCES post, body text NOT NULL);
INSERT INTO post SELECT n, 'Post ' || n FROM generate_series(1, 2000) AS n;
INSERT INTO comment SELECT n, 1 + n % 2000, repeat('x', 100) FROM generate_series(1, 200000) AS n;
UPDATE post SET comment_count = 200000 / 2000;
ANALYZE post, comment;
CREATE TABLE visits (without_index int, with_index int);
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
INSERT INTO visits SELECT page_visits('TABLE counted');
CREATE INDEX comment_post ON comment (post_id);
UPDATE visits SET with_index = page_visits('TABLE counted');
VACUUM post, comment;
SELECT *, page_visits('TABLE counted') AS vacuumed, page_visits('TABLE stored') AS stored FROM visits;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) TABLE counted;
-- claim: the index saves over 97% of the visits while comments are fresh, and over 99.9% after VACUUM
SELECT with_index < without_index * 0.03 AND page_visits('TABLE counted') < without_index * 0.001 FROM visits;
-- claim: the counter column saves more than half of what is left, and shows the same numbers
SELECT 2 * page_visits('TABLE stored') < page_visits('TABLE counted')
   AND NOT EXISTS (TABLE counted EXCEPT SELECT id, comments FROM stored);
