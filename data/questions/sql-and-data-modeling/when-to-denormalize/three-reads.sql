-- The 20 newest of 2,000 posts with author and number of comments: how many pages each way visits
-- setup
CREATE TABLE author (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE post (id int PRIMARY KEY, author_id int NOT NULL REFERENCES author, comment_count int NOT NULL DEFAULT 0);
CREATE TABLE comment (id int PRIMARY KEY, post_id int NOT NULL, body text NOT NULL);
INSERT INTO author SELECT n, 'Author ' || n FROM generate_series(1, 200) AS n;
INSERT INTO post SELECT n, 1 + n % 200 FROM generate_series(1, 2000) AS n;
INSERT INTO comment SELECT n, 1 + n % 2000, repeat('x', 100) FROM generate_series(1, 200000) AS n;
ALTER TABLE comment ADD FOREIGN KEY (post_id) REFERENCES post;
UPDATE post SET comment_count = 200000 / 2000;
ANALYZE author, post, comment;
CREATE VIEW newest AS SELECT post.id, name, comment_count
FROM (SELECT * FROM post ORDER BY id DESC LIMIT 20) AS post JOIN author ON author.id = author_id;
CREATE VIEW subqueries AS
  SELECT id, name, (SELECT count(*) FROM comment WHERE post_id = newest.id) AS comments FROM newest;
CREATE VIEW joined AS
  SELECT newest.id, name, count(post_id) AS comments
  FROM newest LEFT JOIN comment ON post_id = newest.id GROUP BY newest.id, name;
-- without a join (breaks 1): CREATE VIEW joined AS
--   SELECT id, name, (SELECT count(*) FROM comment WHERE post_id = newest.id) AS comments FROM newest;
CREATE VIEW stored AS SELECT id, name, comment_count AS comments FROM newest;
CREATE FUNCTION page_visits(query text) RETURNS int
LANGUAGE plpgsql SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO plan;
  RETURN (plan #>> '{0,Plan,Shared Hit Blocks}')::int + (plan #>> '{0,Plan,Shared Read Blocks}')::int;
END $$;
CREATE TABLE visits (step text, subqueries int, joined int, stored int);
-- session A
SET max_parallel_maintenance_workers = 0;
INSERT INTO visits SELECT 'no index', page_visits('TABLE subqueries'), page_visits('TABLE joined'), page_visits('TABLE stored');
CREATE INDEX comment_post ON comment (post_id);
-- without the index (breaks 2, 3): nothing
INSERT INTO visits SELECT 'index', page_visits('TABLE subqueries'), page_visits('TABLE joined'), page_visits('TABLE stored');
VACUUM author, post, comment;
-- without VACUUM (breaks 3): nothing
INSERT INTO visits SELECT 'vacuumed', page_visits('TABLE subqueries'), page_visits('TABLE joined'), page_visits('TABLE stored');
TABLE visits;
-- claim: without an index, one join visits less than a tenth of the pages that 20 subqueries visit
SELECT joined * 10 < subqueries FROM visits WHERE step = 'no index';
-- claim: with the index, the subqueries visit less than a twentieth of the pages that they visit without it
SELECT indexed.subqueries * 20 < before.subqueries
FROM visits AS before, visits AS indexed WHERE before.step = 'no index' AND indexed.step = 'index';
-- claim: once VACUUM has run, counting the 2,000 comments from the index visits fewer than 100 pages
SELECT subqueries < 100 AND joined < 100 FROM visits WHERE step = 'vacuumed';
