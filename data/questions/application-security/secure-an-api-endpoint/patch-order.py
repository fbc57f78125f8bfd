"""PATCH /orders/{id} twice: written to work, and written to be attacked. Both get the same five requests."""

import sqlite3

SETUP = """
CREATE TABLE orders (id INTEGER, customer_id INTEGER, note TEXT, total_cents INTEGER);
INSERT INTO orders VALUES (1, 10, 'ring twice', 4900), (2, 20, 'for Ben', 8000);
"""
WRITABLE = {"note"}


def careless(db, user, order_id, body):
    assignments = ", ".join(f"{field} = '{value}'" for field, value in body.items())
    db.execute(f"UPDATE orders SET {assignments} WHERE id = ?", (order_id,))
    return 200


def careful(db, user, order_id, body):
    if "orders:write" not in user["scopes"]:
        return 403
    if not body or not body.keys() <= WRITABLE or not isinstance(body["note"], str) or len(body["note"]) > 500:
        return 422
    changed = db.execute(
        "UPDATE orders SET note = ? WHERE id = ? AND customer_id = ?", (body["note"], order_id, user["id"])
    )
    return 200 if changed.rowcount else 404


ann = {"id": 10, "scopes": {"orders:write"}}
viewer = {"id": 10, "scopes": {"orders:read"}}
REQUESTS = {  # what it is: who, which order, which body
    "own order": (ann, 1, {"note": "leave at the door"}),
    "someone else's order": (ann, 2, {"note": "mine now"}),
    "price in the body": (ann, 1, {"note": "x", "total_cents": 1}),
    "no write scope": (viewer, 1, {"note": "x"}),
    "SQL in the value": (ann, 1, {"note": "', total_cents = '1"}),
}


def run(handler, request):
    db = sqlite3.connect(":memory:")
    db.executescript(SETUP)
    status = handler(db, *request)
    note, price = db.execute("SELECT note, total_cents FROM orders WHERE id = 1").fetchone()
    (bens,) = db.execute("SELECT note FROM orders WHERE id = 2").fetchone()
    return status, price == 4900 and bens == "for Ben", note


print("                      careless      careful")
results = {}
for name, request in REQUESTS.items():
    results[name] = before, after = run(careless, request), run(careful, request)
    print(f"{name:21}", *(f"{status} {'kept' if kept else 'DAMAGED':8}" for status, kept, _ in (before, after)))
# claim: the careless handler answers 200 to all five, and three of them damage an order
assert all(status == 200 for (status, _, _), _ in results.values())
assert sum(not kept for (_, kept, _), _ in results.values()) == 3
# claim: the careful handler damages none, and refuses each of three attacks with a status of its own
assert all(kept for _, (_, kept, _) in results.values())
assert [status for _, (status, _, _) in results.values()] == [200, 404, 422, 403, 200]
# claim: it still serves the owner, and the SQL in the value is only the text of her note
assert results["own order"][1][2] == "leave at the door"
assert results["SQL in the value"][1][2] == "', total_cents = '1"
