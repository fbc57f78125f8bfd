-- Two tenants in one table. The demo's role owns it, so FORCE is what puts the role under its own policy.
-- setup
CREATE TABLE task (tenant_id int, id int, title text NOT NULL, PRIMARY KEY (tenant_id, id));
INSERT INTO task VALUES (1, 100, 'Draw logo'), (2, 200, 'Ship beta');
CREATE TABLE noted (moment text, titles text[]);
CREATE POLICY tenant ON task
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
-- without nullif (breaks 2): CREATE POLICY tenant ON task USING (tenant_id = current_setting('app.tenant_id', true)::int);
-- without the tenant in the policy: CREATE POLICY tenant ON task USING (true);
-- session A
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
-- enabled, and the owner still reads everything
SELECT title FROM task ORDER BY id;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
-- without FORCE: nothing
BEGIN;
SET LOCAL app.tenant_id = '1';
-- without LOCAL (breaks 2): SET app.tenant_id = '1';
-- the query that forgot its WHERE
INSERT INTO noted SELECT 'tenant 1', array_agg(title ORDER BY id) FROM task RETURNING *;
INSERT INTO task VALUES (1, 101, 'Pick font');
UPDATE task SET title = 'defaced' WHERE id = 200;
COMMIT;
-- SET LOCAL ended with its transaction: no tenant, no rows
INSERT INTO noted SELECT 'afterward', array_agg(title ORDER BY id) FROM task RETURNING *;
BEGIN;
SET LOCAL app.tenant_id = '1';
INSERT INTO task VALUES (2, 201, 'planted');
COMMIT;
-- what tenant 2 has in the end
SET app.tenant_id = '2';
INSERT INTO noted SELECT 'tenant 2', array_agg(title ORDER BY id) FROM task RETURNING *;
-- claim: a query without a WHERE, run for tenant 1, returns its own task only
SELECT titles = '{Draw logo}' FROM noted WHERE moment = 'tenant 1';
-- claim: once that transaction has ended, its connection sees no rows
SELECT titles IS NULL FROM noted WHERE moment = 'afterward';
-- claim: tenant 1 could neither change a task of tenant 2 nor add one
SELECT titles = '{Ship beta}' FROM noted WHERE moment = 'tenant 2';
