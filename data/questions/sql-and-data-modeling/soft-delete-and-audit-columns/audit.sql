-- Who changed which account: an audit row per changed row, written in the same transaction
-- setup
CREATE TABLE account (id int PRIMARY KEY, email text NOT NULL);
CREATE TABLE account_audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  account_id int NOT NULL,
  before jsonb,
  after jsonb
);
CREATE INDEX ON account_audit (account_id, at);
CREATE FUNCTION audit_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('app.actor', true), '') = '' THEN
    RAISE EXCEPTION 'set app.actor before you write';
  END IF;
  INSERT INTO account_audit (actor, account_id, before, after)
  VALUES (current_setting('app.actor'), coalesce(NEW.id, OLD.id), to_jsonb(OLD), to_jsonb(NEW));
  RETURN NULL;
END $$;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'row triggers would miss this';
END $$;
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON account
FOR EACH ROW EXECUTE FUNCTION audit_account();
-- without the trigger: nothing
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON account EXECUTE FUNCTION refuse();
-- without the trigger for TRUNCATE (breaks 3): nothing
-- session A
-- nobody said who is acting, so the write fails
INSERT INTO account VALUES (1, 'nobody@x.example');
BEGIN;
SELECT set_config('app.actor', 'ana', true);
INSERT INTO account VALUES (1, 'ana@old.example');
COMMIT;
BEGIN;
SELECT set_config('app.actor', 'support:kim', true);
UPDATE account SET email = 'ana@new.example' WHERE id = 1;
COMMIT;
BEGIN;
SELECT set_config('app.actor', 'support:kim', true);
DELETE FROM account WHERE id = 1;
SELECT count(*) AS recorded FROM account_audit;
-- expect: 3, not 2
ROLLBACK;
TRUNCATE account;
SELECT actor, before ->> 'email' AS before, after ->> 'email' AS after FROM account_audit WHERE account_id = 1 ORDER BY id;
-- claim: the two committed changes are recorded, and the rolled-back one isn't
SELECT array_agg(actor ORDER BY id) = '{ana,support:kim}' FROM account_audit;
-- claim: the history has the email from before and after support's change
SELECT count(*) = 1 FROM account_audit WHERE actor = 'support:kim'
   AND before ->> 'email' = 'ana@old.example' AND after ->> 'email' = 'ana@new.example';
-- claim: the account that the history ends with is still there
SELECT count(*) = 1 FROM account JOIN account_audit ON account_id = account.id AND after ->> 'email' = email;
