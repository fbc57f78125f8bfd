-- Two tenants in one table. The demo's role owns it, so FORCE is what puts the role under its own policy.
-- setup
CREATE TABLE task (tenant_id int, id int, title text NOT NULL, PRIMARY KEY (tenant_id, id));
INSERT INTO task VALUES (1, 100, 'Draw logo'), (2, 200, 'Ship beta');
CREATE TABLE afterward (visible int);
CREATE POLICY tenant ON task
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
CREATE FUNCTION seen_by(tenant text) RETURNS text[]
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', tenant, true);
  RETURN ARRAY(SELECT title FROM task ORDER BY tenant_id, id);
END $$;
-- session A
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
-- enabled, and the owner still reads everything
SELECT title FROM task ORDER BY id;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
BEGIN;
SET LOCAL app.tenant_id = '1';
-- the query that forgot its WHERE
SELECT title FROM task ORDER BY id;
UPDATE task SET title = 'defaced' WHERE id = 200;
COMMIT;
-- SET LOCAL ended with its transaction: no tenant, no rows
INSERT INTO afterward SELECT count(*) FROM task RETURNING visible;
BEGIN;
SET LOCAL app.tenant_id = '1';
INSERT INTO task VALUES (2, 201, 'planted');
COMMIT;
-- claim: a connection that never named a tenant sees nothing
SELECT count(*) = 0 FROM task;
-- claim: nor does one whose transaction with a tenant has ended
SELECT visible = 0 FROM afterward;
-- claim: each tenant sees its own task, and tenant 1 has neither changed nor added one of tenant 2
SELECT seen_by('1') = ARRAY['Draw logo'] AND seen_by('2') = ARRAY['Ship beta'];
