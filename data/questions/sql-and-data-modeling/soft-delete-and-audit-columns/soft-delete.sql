-- An account is marked as deleted. Does its email stay reserved, so that the account can come back?
-- setup
CREATE TABLE account (
  id int PRIMARY KEY,
  email text NOT NULL,
  deleted_at timestamptz
);
CREATE UNIQUE INDEX email_once ON account (lower(email));
-- without the reserved email (breaks 1): CREATE UNIQUE INDEX email_once ON account (lower(email)) WHERE deleted_at IS NULL;
CREATE TABLE invoice (id int PRIMARY KEY, account_id int NOT NULL REFERENCES account ON DELETE CASCADE);
INSERT INTO account VALUES (1, 'ana@x.example', NULL);
INSERT INTO invoice VALUES (7, 1);
UPDATE account SET deleted_at = now() WHERE id = 1;
-- without soft delete (breaks 1, 2): DELETE FROM account WHERE id = 1;
-- session A
-- a second sign-up with the reserved email
INSERT INTO account VALUES (2, 'Ana@x.example', NULL);
-- no DELETE ran, so nothing cascaded, and the foreign key accepts an invoice for a deleted account
INSERT INTO invoice VALUES (8, 1);
CREATE TABLE billed AS
SELECT invoice.id FROM invoice JOIN account ON account.id = account_id WHERE deleted_at IS NOT NULL;
TABLE billed ORDER BY id;
-- and back again
UPDATE account SET deleted_at = NULL WHERE id = 1;
SELECT id, email FROM account WHERE deleted_at IS NULL ORDER BY id;
-- claim: while the email stays reserved, the deleted account can be restored
SELECT array_agg(id) = '{1}' FROM account WHERE deleted_at IS NULL;
-- claim: the deleted account kept its invoice and got a new one
SELECT array_agg(id ORDER BY id) = '{7,8}' FROM billed;
