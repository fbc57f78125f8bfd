-- 50,000 rows in order of arrival under three primary keys, and what each index takes.
-- md5(n) stands in for uuidv4(): as evenly scattered, but the same in every run.
-- setup
CREATE TABLE by_identity (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total int NOT NULL);
CREATE TABLE by_v7 (id uuid PRIMARY KEY DEFAULT uuidv7(), total int NOT NULL);
CREATE TABLE by_random (id uuid PRIMARY KEY, total int NOT NULL);
INSERT INTO by_identity (total) SELECT n % 100 FROM generate_series(1, 50000) AS n;
INSERT INTO by_v7 (total) SELECT n % 100 FROM generate_series(1, 50000) AS n;
-- without the time in front (breaks 1, 2):
--   INSERT INTO by_v7 SELECT md5('v7' || n)::uuid, n % 100 FROM generate_series(1, 50000) AS n;
INSERT INTO by_random SELECT md5(n::text)::uuid, n % 100 FROM generate_series(1, 50000) AS n;
-- without random arrival (breaks 2):
--   INSERT INTO by_random SELECT md5(n::text)::uuid, n % 100 FROM generate_series(1, 50000) AS n ORDER BY 1;
CREATE FUNCTION pages(relation text) RETURNS bigint
LANGUAGE sql RETURN pg_relation_size(relation::regclass) / 8192;
-- session A
SELECT pages('by_identity_pkey') AS identity_index, pages('by_v7_pkey') AS v7_index,
       pages('by_random_pkey') AS random_index;
SELECT pages('by_identity') AS identity_table, pages('by_v7') AS v7_table, pages('by_random') AS random_table;
-- what anyone can read from one id
SET timezone = 'UTC';
CREATE TABLE shown AS SELECT uuid '01a1f84a-95c0-7abc-8def-0123456789ab' AS id;
-- without version 7 (breaks 3): CREATE TABLE shown AS SELECT uuid '01a1f84a-95c0-4abc-8def-0123456789ab' AS id;
SELECT uuid_extract_timestamp(id) AS made_at FROM shown;
-- claim: the UUIDv7 index takes less than 1.5 times the pages of the bigint index
SELECT 2 * pages('by_v7_pkey') < 3 * pages('by_identity_pkey');
-- claim: UUIDs that arrive in random order take over 1.3 times the pages of as many UUIDv7s
SELECT 10 * pages('by_random_pkey') > 13 * pages('by_v7_pkey');
-- claim: a UUIDv7 shows when it was made
SELECT uuid_extract_timestamp(id) = '2026-11-20 09:30Z' FROM shown;
