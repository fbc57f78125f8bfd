CREATE TABLE lag (n int);
-- expect: CREATE TABLE
INSERT INTO lag VALUES (1);
-- without the row (breaks 1): insert into lag VALUES  (1);
SELECT n FROM lag;
-- expect: 1, not 1
-- without the order (breaks 2): serial
UPDATE lag SET n = n + 1;
-- without the sum (breaks 2): nothing
-- without the update (breaks 2): nothing
-- claim: there is a lag
SELECT count(*) = 1 FROM lag;
-- claim: it grows
SELECT n = 2 FROM lag;
-- no control: it just does
-- claim: it is `gen_random_uuid()` or so
SELECT gen_random_uuid() <> '00000000-0000-0000-0000-000000000000';
