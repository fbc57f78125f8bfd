-- Two comments on one post at the same time, before and after a trigger keeps a counter; then one is deleted.
-- Session C notes how many sessions wait for another one's lock.
-- setup
CREATE TABLE post (id int PRIMARY KEY, comment_count int NOT NULL DEFAULT 0);
CREATE TABLE comment (id int PRIMARY KEY, post_id int NOT NULL REFERENCES post);
CREATE TABLE noted (counter text, waiting int);
INSERT INTO post VALUES (1);
CREATE FUNCTION count_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE post SET comment_count = comment_count + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
  WHERE id = coalesce(NEW.post_id, OLD.post_id);
  RETURN NULL;
END $$;
-- without the math in the UPDATE (breaks 2): CREATE FUNCTION count_comment() RETURNS trigger LANGUAGE plpgsql AS $$
-- DECLARE
--   old_count int := (SELECT comment_count FROM post WHERE id = coalesce(NEW.post_id, OLD.post_id));
-- BEGIN
--   UPDATE post SET comment_count = old_count + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
--   WHERE id = coalesce(NEW.post_id, OLD.post_id);
--   RETURN NULL;
-- END $$;
-- session A
BEGIN;
INSERT INTO comment VALUES (1, 1);
-- session B
INSERT INTO comment VALUES (2, 1);
-- session C
INSERT INTO noted SELECT 'without', count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pg_blocking_pids(pid) <> '{}' RETURNING *;
-- session A
COMMIT;
-- the trigger first, since it keeps writers out until the count is in:
BEGIN;
CREATE TRIGGER counted AFTER INSERT OR DELETE ON comment FOR EACH ROW EXECUTE FUNCTION count_comment();
-- without the trigger: nothing
-- without DELETE in the trigger (breaks 2): CREATE TRIGGER counted AFTER INSERT ON comment
--   FOR EACH ROW EXECUTE FUNCTION count_comment();
UPDATE post SET comment_count = (SELECT count(*) FROM comment WHERE post_id = post.id);
-- without the first count (breaks 2): nothing
COMMIT;
BEGIN;
INSERT INTO comment VALUES (3, 1);
-- session B
INSERT INTO comment VALUES (4, 1);
-- session C
INSERT INTO noted SELECT 'with', count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pg_blocking_pids(pid) <> '{}' RETURNING *;
-- session A
COMMIT;
DELETE FROM comment WHERE id = 4;
SELECT comment_count FROM post;
-- expect: 3, not 4
-- claim: without the counter two comments don't wait for each other; with it, the second waits for the first one's transaction
SELECT array_agg(waiting ORDER BY counter DESC) = '{0,1}' FROM noted;
-- claim: the counter is right after two inserts at once and a delete
SELECT comment_count = (SELECT count(*) FROM comment) FROM post;
