"""PATCH /orders/{id} twice: written to work, and written to be attacked. Both get the same seven requests."""

import sqlite3

SETUP = """
CREATE TABLE orders (id INTEGER, customer_id INTEGER, note TEXT, total_cents INTEGER, status TEXT);
INSERT INTO orders VALUES
  (1, 10, 'ring twice', 4900, 'open'), (2, 20, 'for Ben', 8000, 'open'), (3, 10, 'thanks', 1500, 'shipped');
"""
WRITABLE, FIELDS = {"note"}, ("id", "note", "price")


def careless(db, user, order_id, body):
    assignments = ", ".join(f"{field} = '{value}'" for field, value in body.items())
    db.execute(f"UPDATE orders SET {assignments} WHERE id = ?", (order_id,))
    return 200


def careful(db, user, order_id, body):
    if "orders:write" not in user["scopes"]:
        return 403
    # without the scope check (breaks 2): nothing
    if not isinstance(body, dict) or body.keys() != WRITABLE:
        return 422
    # without the list of fields (breaks 2):
    # for field, value in body.items():
    #     change = f"UPDATE orders SET {field} = ? WHERE id = ? AND customer_id = ? AND status = 'open'"
    #     db.execute(change, (value, order_id, user["id"]))
    if not isinstance(body["note"], str) or len(body["note"]) > 500:
        return 422
    # without the check of the value (breaks 2): nothing
    query = "UPDATE orders SET note = ? WHERE id = ? AND customer_id = ? AND status = 'open'"
    # without the owner in the WHERE (breaks 2): query = "UPDATE orders SET note = ? WHERE id = ? AND ? > 0 AND status = 'open'"
    # without the status in the WHERE (breaks 2): query = "UPDATE orders SET note = ? WHERE id = ? AND customer_id = ?"
    changed = db.execute(query, (body["note"], order_id, user["id"]))
    # without parameters (breaks 3):
    # query = f"UPDATE orders SET note = '{body['note']}' WHERE id = {order_id} AND customer_id = {user['id']}"
    # changed = db.execute(query + " AND status = 'open'")
    if changed.rowcount:
        return 200
    own = db.execute("SELECT 1 FROM orders WHERE id = ? AND customer_id = ?", (order_id, user["id"])).fetchone()
    return 409 if own else 404


ann = {"id": 10, "scopes": {"orders:write"}}
viewer = {"id": 10, "scopes": {"orders:read"}}
REQUESTS = {  # what it is: who, which order, which body
    "own order": (ann, 1, {"note": "leave at the door"}),
    "someone else's order": (ann, 2, {"note": "mine now"}),
    "her shipped order": (ann, 3, {"note": "too late"}),
    "price in the body": (ann, 1, {"note": "x", "total_cents": 1}),
    "a note of 501 letters": (ann, 1, {"note": 501 * "x"}),
    "no write scope": (viewer, 1, {"note": "x"}),
    "SQL in the value": (ann, 1, {"note": "', total_cents = '1"}),
}


def run(handler, request):
    """The status, what the request changed, and the first order's note."""
    db = sqlite3.connect(":memory:")
    db.executescript(SETUP)
    read = "SELECT id, note, total_cents FROM orders"
    before = db.execute(read).fetchall()
    status = handler(db, *request)
    after = db.execute(read).fetchall()
    cells = [(f"{field} {new[0]}", a, b) for old, new in zip(before, after) for field, a, b in zip(FIELDS, old, new)]
    return status, " and ".join(cell for cell, a, b in cells if a != b) or "-", after[0][1]


print(f"{'':21} careless                  careful")
results = {}
for name, request in REQUESTS.items():
    results[name] = before, after = run(careless, request), run(careful, request)
    print(f"{name:21} {before[0]} {before[1]:21} {after[0]} {after[1]}")
attacks = ["someone else's order", "her shipped order", "price in the body", "a note of 501 letters", "no write scope"]
# claim: the careless handler answers 200 to all seven requests, and each changes an order
assert all(status == 200 and changed != "-" for (status, changed, _), _ in results.values())
# no control: it's the careful handler without its checks and parameters, which the controls below take out one at a time
# claim: the careful handler answers 404 for a foreign order, 409 for a shipped one, 422 for a price or a long note,
# 403 without the scope, and changes nothing
refusals = [results[name][1][:2] for name in attacks]
changed = [f"{status}, {change} changed" for status, change in refusals if change != "-"]
assert refusals == [(404, "-"), (409, "-"), (422, "-"), (422, "-"), (403, "-")], changed[0] if changed else refusals
# claim: the careful handler still serves the owner, and stores SQL in a value as the text of her note
own, quoted = results["own order"][1], results["SQL in the value"][1]
assert own == (200, "note 1", "leave at the door"), own
assert quoted == (200, "note 1", "', total_cents = '1"), f"{quoted[1]} changed"
