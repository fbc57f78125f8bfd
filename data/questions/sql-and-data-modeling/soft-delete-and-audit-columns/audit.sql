-- Who changed what: one audit row for every change, written by the transaction that makes it
-- setup
CREATE TABLE account (id int PRIMARY KEY, email text NOT NULL, deleted_at timestamptz);
CREATE TABLE account_audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  before jsonb,
  after jsonb
);
CREATE FUNCTION audit_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('app.actor', true), '') = '' THEN
    RAISE EXCEPTION 'set app.actor before you write';
  END IF;
  INSERT INTO account_audit (actor, before, after)
  VALUES (current_setting('app.actor'), to_jsonb(OLD), to_jsonb(NEW));
  RETURN NULL;
END $$;
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON account
FOR EACH ROW EXECUTE FUNCTION audit_account();
-- session A
-- nobody said who is acting, so the write fails
INSERT INTO account VALUES (1, 'ana@old.example');
-- one client has this connection to itself, so plain SET will do
SET app.actor = 'ana';
INSERT INTO account VALUES (1, 'ana@old.example');
SET app.actor = 'support:kim';
UPDATE account SET email = 'ana@new.example' WHERE id = 1;
BEGIN;
DELETE FROM account WHERE id = 1;
ROLLBACK;
SELECT actor, before ->> 'email' AS before, after ->> 'email' AS after FROM account_audit ORDER BY id;
-- claim: the two changes that took place are recorded; the unnamed and the rolled-back one left no trace
SELECT array_agg(actor ORDER BY id) = ARRAY['ana', 'support:kim'] FROM account_audit;
-- claim: the history has the email from before and after support's change
SELECT before ->> 'email' = 'ana@old.example' AND after ->> 'email' = 'ana@new.example'
FROM account_audit WHERE actor = 'support:kim';
