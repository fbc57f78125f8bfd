"""One route, three gates: who is calling, may they call this, may they touch this row."""

import sqlite3

db = sqlite3.connect(":memory:")
db.executescript("""
    CREATE TABLE session (token TEXT PRIMARY KEY, user TEXT, scope TEXT);
    CREATE TABLE membership (user TEXT, account INTEGER);
    CREATE TABLE invoice (id INTEGER PRIMARY KEY, account INTEGER, total INTEGER);
    INSERT INTO session VALUES ('t-ada', 'ada', 'invoices:read'), ('t-ali', 'ali', 'invoices:read'),
                               ('t-bob', 'bob', 'invoices:read'), ('t-eve', 'eve', 'profile:read');
    INSERT INTO membership VALUES ('ada', 1), ('ali', 1), ('bob', 2), ('eve', 1);
    INSERT INTO invoice VALUES (41, 1, 900);
""")
ANY_ROW = "SELECT total FROM invoice WHERE id = ?"
OWN_ROW = "SELECT total FROM invoice JOIN membership USING (account) WHERE id = ? AND user = ?"


def get_invoice(token, invoice_id, *, query=OWN_ROW):
    session = db.execute("SELECT user, scope FROM session WHERE token = ?", (token,)).fetchone()
    if session is None:
        return 401, "WWW-Authenticate: Bearer"
    user, scope = session
    if scope != "invoices:read":
        return 403, "this token may not read invoices"
    arguments = (invoice_id, user) if query is OWN_ROW else (invoice_id,)
    row = db.execute(query, arguments).fetchone()
    return (200, f"total {row[0]}") if row else (404, "no such invoice")


def status(*arguments, **options):
    return get_invoice(*arguments, **options)[0]


for who, token, invoice_id in [
    ("no token", None, 41),
    ("eve, other scope", "t-eve", 41),
    ("ada, her account", "t-ada", 41),
    ("ali, colleague", "t-ali", 41),
    ("bob, other account", "t-bob", 41),
    ("bob, no such row", "t-bob", 99),
]:
    print(f"GET /invoices/{invoice_id}  {who:18} ", *get_invoice(token, invoice_id))
print("the same without the row check: ", "bob gets", *get_invoice("t-bob", 41, query=ANY_ROW))

# claim: no credential is 401, a credential without the right to the route is 403
assert (status(None, 41), status("t-eve", 41)) == (401, 403)
# claim: a stranger gets the same answer for a row that exists and one that does not
assert get_invoice("t-bob", 41) == get_invoice("t-bob", 99)
# claim: with authentication and the route check alone, bob reads another account's invoice
assert status("t-bob", 41, query=ANY_ROW) == 200 and status("t-bob", 41) == 404
