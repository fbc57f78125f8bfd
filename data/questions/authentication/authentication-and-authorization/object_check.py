"""One route, three gates: who is calling, may they call this, may they touch this row."""

import sqlite3

db = sqlite3.connect(":memory:")
db.executescript("""
    CREATE TABLE session (token TEXT PRIMARY KEY, user TEXT, scope TEXT);
    CREATE TABLE membership (user TEXT, account INTEGER);
    CREATE TABLE invoice (id INTEGER PRIMARY KEY, account INTEGER, created_by TEXT, total INTEGER);
    INSERT INTO session VALUES ('t-ada', 'ada', 'invoices:read'), ('t-ali', 'ali', 'invoices:read'),
                               ('t-bob', 'bob', 'invoices:read'), ('t-eve', 'eve', 'profile:read');
    INSERT INTO membership VALUES ('ada', 1), ('ali', 1), ('bob', 2), ('eve', 1);
    INSERT INTO invoice VALUES (41, 1, 'ada', 900);
""")
QUERY = "SELECT total FROM invoice JOIN membership USING (account) WHERE id = ? AND user = ?"
# without the row check (breaks 2, 3): QUERY = "SELECT total FROM invoice WHERE id = ? AND ? IS NOT NULL"
# without the membership (breaks 3): QUERY = "SELECT total FROM invoice WHERE id = ? AND created_by = ?"


def get_invoice(token, invoice_id):
    session = db.execute("SELECT user, scope FROM session WHERE token = ?", (token,)).fetchone()
    if session is None:
        return 401, "WWW-Authenticate: Bearer"
    # without authentication (breaks 1): session = session or ("nobody", "invoices:read")
    user, scope = session
    if scope != "invoices:read":
        return 403, "this token may not read invoices"
    # without the route check (breaks 1): nothing
    row = db.execute(QUERY, (invoice_id, user)).fetchone()
    return (200, f"total {row[0]}") if row else (404, "no such invoice")
    # without one answer for both (breaks 2):
    # exists = db.execute("SELECT 1 FROM invoice WHERE id = ?", (invoice_id,)).fetchone()
    # return (200, f"total {row[0]}") if row else ((403, "not yours") if exists else (404, "no such invoice"))


def status(token, invoice_id=41):
    return get_invoice(token, invoice_id)[0]


for who, token, invoice_id in [
    ("no token", None, 41),
    ("eve, other scope", "t-eve", 41),
    ("ada, her account", "t-ada", 41),
    ("ali, colleague", "t-ali", 41),
    ("bob, other account", "t-bob", 41),
    ("bob, no such row", "t-bob", 99),
]:
    print(f"GET /invoices/{invoice_id}  {who:18} ", *get_invoice(token, invoice_id))

# claim: a request without a credential gets 401, and a credential without the right to the route gets 403
assert (status(None), status("t-eve")) == (401, 403), f"{status(None)} and {status('t-eve')}"
# claim: a stranger gets the same answer for a row that exists and one that does not
assert get_invoice("t-bob", 41) == get_invoice("t-bob", 99), f"{status('t-bob')} and {status('t-bob', 99)}"
# claim: ada and her colleague ali read their account's invoice, and bob from another account does not
readers = [name for name in ("ada", "ali", "bob") if status(f"t-{name}") == 200]
assert readers == ["ada", "ali"], f"read by {', '.join(readers)}"
