-- Two users want one alias at the same moment; then a random code turns out to be taken.
-- setup
CREATE TABLE link (code text, target text NOT NULL, owner int NOT NULL,
                   disabled boolean NOT NULL DEFAULT false, expires_at timestamptz);
CREATE UNIQUE INDEX ON link (code);
-- without the unique index: nothing
-- without case in the index (breaks 3): CREATE UNIQUE INDEX ON link (lower(code));
-- session A
BEGIN;
INSERT INTO link VALUES ('sale', 'https://a.example/spring', 1) ON CONFLICT DO NOTHING RETURNING code;
-- session B
INSERT INTO link VALUES ('sale', 'https://b.example/shoes', 2) ON CONFLICT DO NOTHING RETURNING code;
-- without DO NOTHING (breaks 1): INSERT INTO link VALUES ('sale', 'https://b.example/shoes', 2)
--   ON CONFLICT (code) DO UPDATE SET target = EXCLUDED.target RETURNING code;
-- session A
COMMIT;
-- session B
-- Where case counts, this is another alias:
INSERT INTO link VALUES ('Sale', 'https://b.example/shoes', 2) ON CONFLICT DO NOTHING RETURNING code;
INSERT INTO link VALUES ('xK3f9Qa', 'https://a.example/1', 1) ON CONFLICT DO NOTHING RETURNING code;
-- The generator draws the same code for another target: no row comes back, so it draws again.
INSERT INTO link VALUES ('xK3f9Qa', 'https://b.example/2', 2) ON CONFLICT DO NOTHING RETURNING code;
INSERT INTO link VALUES ('Wd80uTz', 'https://b.example/2', 2) ON CONFLICT DO NOTHING RETURNING code;
-- without the second draw (breaks 2): nothing
SELECT count(*) AS links FROM link;
-- expect: 4, not 6
-- claim: one of the two got the alias, and nobody's target was replaced
SELECT array_agg(target) = '{https://a.example/spring}' FROM link WHERE code = 'sale';
-- claim: the collision cost one more insert and left the first link as it was
SELECT string_agg(target, ' ' ORDER BY owner) = 'https://a.example/1 https://b.example/2' FROM link
WHERE code IN ('xK3f9Qa', 'Wd80uTz');
-- claim: codes that differ only in case are different links
SELECT count(*) = 2 FROM link WHERE lower(code) = 'sale';
