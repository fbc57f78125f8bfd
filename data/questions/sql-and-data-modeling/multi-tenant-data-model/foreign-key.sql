-- A foreign key on the id alone reaches into another tenant, past the policy. A composite key doesn't.
-- setup
CREATE TABLE project (tenant_id int, id int UNIQUE, name text NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TABLE task (tenant_id int, id int, project_id int REFERENCES project (id), PRIMARY KEY (tenant_id, id));
-- without the plain key (breaks 2): CREATE TABLE task (tenant_id int, id int, project_id int,
--   PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id));
INSERT INTO project VALUES (1, 10, 'Acme site'), (2, 20, 'Globex app');
CREATE POLICY tenant ON project
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
ALTER TABLE project ENABLE ROW LEVEL SECURITY;
-- this role owns the table, so without FORCE it would read everything
ALTER TABLE project FORCE ROW LEVEL SECURITY;
-- without FORCE (breaks 1): nothing
CREATE TABLE seen (id int, name text);
-- session A
SET app.tenant_id = '1';
INSERT INTO seen SELECT id, name FROM project;
TABLE seen;
-- project 20 is invisible, and can be referenced all the same
INSERT INTO task VALUES (1, 100, 20);
-- the composite key, not yet checked against old rows
ALTER TABLE task
  ADD CONSTRAINT same_tenant FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id) NOT VALID;
-- without the composite key (breaks 3): nothing
INSERT INTO task VALUES (1, 101, 20);
INSERT INTO task VALUES (1, 102, 10);
SELECT id, project_id FROM task ORDER BY id;
-- claim: under the policy, tenant 1 sees its own project and not project 20
SELECT array_agg(id) = '{10}' FROM seen;
-- claim: the foreign key on the id alone accepted tenant 1's task in project 20
SELECT count(*) = 1 FROM task WHERE id = 100 AND project_id = 20;
-- claim: with the composite key, tenant 1 can add a task to its own project and not to project 20
SELECT array_agg(id) = '{102}' FROM task WHERE id > 100;
