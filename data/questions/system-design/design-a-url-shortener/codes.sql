-- Two users want one alias at the same moment; then a random code turns out to be taken.
-- setup
CREATE TABLE link (code text, target text NOT NULL, owner int NOT NULL,
                   disabled boolean NOT NULL DEFAULT false, expires_at timestamptz);
CREATE UNIQUE INDEX ON link (code);
-- without the unique index (breaks 1, 2): nothing
-- without a case-sensitive index (breaks 3): CREATE UNIQUE INDEX ON link (lower(code));
-- session A
BEGIN;
INSERT INTO link VALUES ('sale', 'https://a.example/spring', 1) ON CONFLICT DO NOTHING RETURNING code;
-- session B
INSERT INTO link VALUES ('sale', 'https://b.example/shoes', 2) ON CONFLICT DO NOTHING RETURNING code;
-- without DO NOTHING (breaks 1, 2): INSERT INTO link VALUES ('sale', 'https://b.example/shoes', 2)
--   ON CONFLICT (code) DO UPDATE SET target = EXCLUDED.target RETURNING code;
-- session A
COMMIT;
-- session B
SELECT string_agg(target, ' and ' ORDER BY owner) AS sale FROM link WHERE code = 'sale';
-- expect: https://a.example/spring
-- Where case counts, this is another alias:
INSERT INTO link VALUES ('Sale', 'https://b.example/shoes', 2) ON CONFLICT DO NOTHING RETURNING code;
INSERT INTO link VALUES ('xK3f9Qa', 'https://a.example/1', 1) ON CONFLICT DO NOTHING RETURNING code;
-- The generator draws the same code for another target: if no row comes back, it draws again.
INSERT INTO link VALUES ('xK3f9Qa', 'https://b.example/2', 2) ON CONFLICT DO NOTHING RETURNING code;
-- without DO NOTHING: INSERT INTO link VALUES ('xK3f9Qa', 'https://b.example/2', 2)
--   ON CONFLICT (code) DO UPDATE SET target = EXCLUDED.target RETURNING code;
INSERT INTO link VALUES ('Wd80uTz', 'https://b.example/2', 2) ON CONFLICT DO NOTHING RETURNING code;
-- without the second draw (breaks 2): nothing
SELECT count(*) AS links FROM link;
-- expect: 4
-- claim: A, who inserted the alias first, has it, and B's insert of the same alias changed nothing
SELECT array_agg(target) = '{https://a.example/spring}' FROM link WHERE code = 'sale';
-- claim: the insert of a code that was taken changed nothing, and a second draw stored the link
SELECT string_agg(code || ' ' || target, ', ' ORDER BY owner)
  = 'xK3f9Qa https://a.example/1, Wd80uTz https://b.example/2' FROM link WHERE code IN ('xK3f9Qa', 'Wd80uTz');
-- claim: codes that differ only in case are different links
SELECT count(DISTINCT code) = 2 FROM link WHERE lower(code) = 'sale';
