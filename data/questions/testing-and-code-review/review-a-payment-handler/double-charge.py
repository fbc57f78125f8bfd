"""The provider charges, its answer is lost, the customer tries again: two charges or one?"""

import sqlite3


class Provider:  # remembers keys, as payment APIs do; the answer to the first call is lost
    def __init__(self):
        self.charges, self.keys = [], set()
        self.answers = iter([False, True])
        # without the lost answer: self.answers = iter([True, True])

    def charge(self, cents, key=None):
        if key is None or key not in self.keys:
            self.charges.append(cents)
            self.keys.add(key)
        if not next(self.answers):
            raise TimeoutError("no answer, and the money has moved")


def as_reviewed(db, provider, order_id):
    order = db.execute("SELECT * FROM orders WHERE id = ?", [order_id]).fetchone()
    if order["status"] != "paid":
        try:
            provider.charge(order["total_cents"])
            db.execute("UPDATE orders SET status = 'paid' WHERE id = ?", [order_id])
        except Exception:
            pass
    return "ok"


def fixed(db, provider, order_id):
    sql = """INSERT INTO payment (order_id, cents, state)
             SELECT id, total_cents, 'pending' FROM orders WHERE id = ?
             ON CONFLICT (order_id) WHERE state <> 'declined'
             DO UPDATE SET order_id = excluded.order_id RETURNING *"""
    payment = db.execute(sql, [order_id]).fetchone()  # a real one commits here
    try:
        provider.charge(payment["cents"], key=f"payment-{payment['id']}")
        # without a key (breaks 2): provider.charge(payment["cents"])
        # without the same key again (breaks 2): provider.charge(payment["cents"], key=object())
    except TimeoutError:
        return "pending"
    db.execute("UPDATE payment SET state = 'paid' WHERE id = ?", [payment["id"]])
    return "paid"


def two_attempts(handler):
    db, provider = sqlite3.connect(":memory:"), Provider()
    db.row_factory = sqlite3.Row
    db.executescript("""
        CREATE TABLE orders (id INTEGER PRIMARY KEY, total_cents INTEGER, status TEXT);
        CREATE TABLE payment (id INTEGER PRIMARY KEY, order_id, cents, state);
        CREATE UNIQUE INDEX live ON payment (order_id) WHERE state <> 'declined';
        INSERT INTO orders VALUES (7, 1999, 'open');""")
    answers = [handler(db, provider, 7) for _ in range(2)]
    print(f"{handler.__name__:11} answers {answers}, charges {provider.charges}")
    return answers, provider.charges


# claim: when the first answer is lost, the handler as reviewed says ok twice and charges twice
assert two_attempts(as_reviewed) == (["ok", "ok"], [1999, 1999])
# claim: with the saved payment's id as the key, the second attempt charges nothing more
assert two_attempts(fixed) == (["pending", "paid"], [1999])
