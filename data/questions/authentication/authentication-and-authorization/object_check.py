"""One route, three gates: who is calling, may they call this, may they touch this row."""

import sqlite3

INVOICE = 41
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
        return 401, 'WWW-Authenticate: Bearer realm="invoices"'
    # without authentication (breaks 1): session = session or ("nobody", "invoices:read")
    user, scope = session
    if scope != "invoices:read":
        return 403, 'WWW-Authenticate: Bearer error="insufficient_scope"'
    # without the route check (breaks 1): nothing
    row = db.execute(QUERY, (invoice_id, user)).fetchone()
    return (200, f"total {row[0]}") if row else (404, "no such invoice")
    # without one answer for both (breaks 2):
    # exists = db.execute("SELECT 1 FROM invoice WHERE id = ?", (invoice_id,)).fetchone()
    # return (200, f"total {row[0]}") if row else ((403, "not yours") if exists else (404, "no such invoice"))


requests = {
    "no token": (None, INVOICE),
    "eve, other scope": ("t-eve", INVOICE),
    "ada, her account": ("t-ada", INVOICE),
    "ali, colleague": ("t-ali", INVOICE),
    "bob, other account": ("t-bob", INVOICE),
    "bob, no such row": ("t-bob", 99),
}
answers = {who: get_invoice(*request) for who, request in requests.items()}
for who, (_, invoice_id) in requests.items():
    print(f"GET /invoices/{invoice_id}  {who:18} ", *answers[who])

# claim: a request without a credential gets 401, and a credential without the right to the route gets 403
gates = [answers[who][0] for who in ("no token", "eve, other scope")]
assert gates == [401, 403], " and ".join(map(str, gates))
# claim: a stranger gets the same answer for a row that exists and one that does not
stranger = [answers[who] for who in ("bob, other account", "bob, no such row")]
assert stranger == 2 * [(404, "no such invoice")], f"{stranger[0][0]} and {stranger[1][0]}"
# claim: ada and her colleague ali read their account's invoice, and bob from another account does not
signed_in = ("ada, her account", "ali, colleague", "bob, other account")
readers = [who[:3] for who in signed_in if answers[who] == (200, "total 900")]
assert readers == ["ada", "ali"], f"read by {', '.join(readers)}"
