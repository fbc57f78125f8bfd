-- Accounts are marked as deleted, and an email must be unique among the live ones
-- setup
CREATE TABLE account (
  id int PRIMARY KEY,
  email text NOT NULL CONSTRAINT email_ever UNIQUE,
  deleted_at timestamptz
);
CREATE TABLE invoice (id int PRIMARY KEY, account_id int NOT NULL REFERENCES account ON DELETE CASCADE);
INSERT INTO account VALUES (1, 'ana@x.example');
INSERT INTO invoice VALUES (7, 1);
UPDATE account SET deleted_at = now() WHERE id = 1;
-- session A
-- Ana signs up again, and her own deleted row is in the way
INSERT INTO account VALUES (2, 'ana@x.example');
ALTER TABLE account DROP CONSTRAINT email_ever;
CREATE UNIQUE INDEX email_live ON account (email) WHERE deleted_at IS NULL;
INSERT INTO account VALUES (2, 'ana@x.example');
-- not twice at once, and the old account cannot come back beside the new one
INSERT INTO account VALUES (3, 'ana@x.example');
UPDATE account SET deleted_at = NULL WHERE id = 1;
-- no DELETE, so no cascade, and the foreign key accepts one more invoice for the deleted account
INSERT INTO invoice VALUES (8, 1);
SELECT invoice.id, deleted_at IS NOT NULL AS account_deleted
FROM invoice JOIN account ON account.id = account_id ORDER BY invoice.id;
-- claim: one live and one deleted account hold the same email
SELECT array_agg(id ORDER BY id) FILTER (WHERE deleted_at IS NULL) = ARRAY[2]
   AND array_agg(id ORDER BY id) FILTER (WHERE deleted_at IS NOT NULL) = ARRAY[1]
FROM account WHERE email = 'ana@x.example';
-- claim: the deleted account kept its invoice and got a new one
SELECT array_agg(invoice.id ORDER BY invoice.id) = ARRAY[7, 8] FROM invoice JOIN account ON account.id = account_id WHERE deleted_at IS NOT NULL;
