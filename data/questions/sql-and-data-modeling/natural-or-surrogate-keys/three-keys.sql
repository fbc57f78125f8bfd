-- 200,000 rows in order of arrival under three primary keys, and what each index takes.
-- md5(n) stands in for uuidv4(): as evenly scattered, but the same in every run.
-- setup
CREATE TABLE by_identity (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total int NOT NULL);
CREATE TABLE by_v7 (id uuid PRIMARY KEY DEFAULT uuidv7(), total int NOT NULL);
CREATE TABLE by_random (id uuid PRIMARY KEY, total int NOT NULL);
INSERT INTO by_identity (total) SELECT n % 100 FROM generate_series(1, 200000) AS n;
INSERT INTO by_v7 (total) SELECT n % 100 FROM generate_series(1, 200000) AS n;
INSERT INTO by_random SELECT md5(n::text)::uuid, n % 100 FROM generate_series(1, 200000) AS n;
CREATE FUNCTION pages(relation text) RETURNS bigint
LANGUAGE sql RETURN pg_relation_size(relation::regclass) / 8192;
-- session A
SELECT pages('by_identity_pkey') AS identity_index, pages('by_v7_pkey') AS v7_index,
       pages('by_random_pkey') AS random_index;
SELECT pages('by_identity') AS identity_table, pages('by_v7') AS v7_table, pages('by_random') AS random_table;
-- the id tells when it was made
SET timezone = 'UTC';
SELECT uuid_extract_timestamp('01a1f84a-95c0-7abc-8def-0123456789ab') AS made_at;
-- claim: the time-ordered UUID index is under 1.5 times the bigint one, the random one over 1.7 times
SELECT 2 * pages('by_v7_pkey') < 3 * pages('by_identity_pkey')
   AND 10 * pages('by_random_pkey') > 17 * pages('by_identity_pkey');
-- claim: the default is a version 7 UUID that carries the time of its insert
SELECT bool_and(uuid_extract_version(id) = 7
            AND uuid_extract_timestamp(id) BETWEEN now() - interval '1 hour' AND now() + interval '1 minute')
FROM by_v7;
