-- A foreign key on the id alone reaches into the other tenant, past the policy. A composite one cannot.
-- setup
CREATE TABLE project (tenant_id int, id int UNIQUE, name text NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TABLE task (tenant_id int, id int, project_id int REFERENCES project (id), PRIMARY KEY (tenant_id, id));
INSERT INTO project VALUES (1, 10, 'Acme site'), (2, 20, 'Globex app');
CREATE POLICY tenant ON project
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
ALTER TABLE project ENABLE ROW LEVEL SECURITY;
ALTER TABLE project FORCE ROW LEVEL SECURITY;
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
INSERT INTO task VALUES (1, 101, 20);
INSERT INTO task VALUES (1, 102, 10);
-- claim: the policy showed tenant 1 its own project only
SELECT array_agg(id) = ARRAY[10] FROM seen;
-- claim: the plain foreign key let one task point at the other tenant's project, the composite one did not
SELECT array_agg(id ORDER BY id) FILTER (WHERE project_id = 20) = ARRAY[100]
   AND array_agg(id ORDER BY id) FILTER (WHERE project_id = 10) = ARRAY[102] FROM task;
