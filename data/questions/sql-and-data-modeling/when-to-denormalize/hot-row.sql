-- Two comments on one post at the same time, before and after a trigger keeps a counter
-- setup
CREATE TABLE post (id int PRIMARY KEY, comment_count int NOT NULL DEFAULT 0);
CREATE TABLE comment (id int PRIMARY KEY, post_id int NOT NULL REFERENCES post);
INSERT INTO post VALUES (1);
CREATE FUNCTION count_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE post SET comment_count = comment_count + 1 WHERE id = NEW.post_id;
  RETURN NULL;
END $$;
-- session A
BEGIN;
INSERT INTO comment VALUES (1, 1);
-- session B
-- normalized: nobody waits
INSERT INTO comment VALUES (2, 1);
-- session A
COMMIT;
UPDATE post SET comment_count = 2;
CREATE TRIGGER counted AFTER INSERT ON comment FOR EACH ROW EXECUTE FUNCTION count_comment();
BEGIN;
INSERT INTO comment VALUES (3, 1);
-- session B
INSERT INTO comment VALUES (4, 1);
-- session A
COMMIT;
-- the trigger knows inserts only, and somebody deletes
DELETE FROM comment WHERE id = 4;
SELECT post.id, comment_count, count(*) AS comments
FROM post JOIN comment ON post_id = post.id
GROUP BY post.id;
-- claim: the counter has both concurrent inserts, and still counts the comment that was deleted
SELECT comment_count = 4 AND (SELECT count(*) FROM comment) = 3 FROM post;
