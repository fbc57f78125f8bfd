"""A page of orders, each with its customer's name and its total, loaded in four ways: statements and rows counted."""

import sqlite3

ITEMS, PAYMENTS, CUSTOMERS, PRICE = 3, 2, 8, 10


class Shop:
    def __init__(self, orders):
        self.db = sqlite3.connect(":memory:")
        for table in ("customer (id, name)", "orders (id, customer_id)", "item (order_id, price)", "payment (order_id)"):
            self.db.execute(f"CREATE TABLE {table}")
        self.db.executemany("INSERT INTO customer VALUES (?, ?)", [(n, f"name {n}") for n in range(CUSTOMERS)])
        for n in range(orders):
            self.db.execute("INSERT INTO orders VALUES (?, ?)", (n, n % CUSTOMERS))
            self.db.executemany("INSERT INTO item VALUES (?, ?)", [(n, PRICE)] * ITEMS)
            self.db.executemany("INSERT INTO payment VALUES (?)", [(n,)] * PAYMENTS)
            # without the second payment (breaks 3): self.db.execute("INSERT INTO payment VALUES (?)", (n,))
        self.statements, self.rows = [], 0
        self.db.set_trace_callback(self.statements.append)

    def query(self, sql, values=()):
        rows = self.db.execute(sql, values).fetchall()
        self.rows += len(rows)
        return rows


def loop(shop):
    for order, customer in shop.query("SELECT id, customer_id FROM orders"):
        [(name,)] = shop.query("SELECT name FROM customer WHERE id = ?", [customer])
        # without the query for the customer (breaks 1): name = f"name {customer}"
        items = shop.query("SELECT price FROM item WHERE order_id = ?", [order])
        # without the query for the items (breaks 1): items = [(PRICE,)] * ITEMS
        yield from ((order, name, price) for (price,) in items)


def both(shop):
    names = dict(shop.query("SELECT o.id, c.name FROM orders o JOIN customer c ON c.id = o.customer_id"))
    # without the join to the customer (breaks 2): names = {o: shop.query("SELECT name FROM customer WHERE id = ?", [c])[0][0] for o, c in shop.query("SELECT id, customer_id FROM orders")}
    marks = ", ".join("?" * len(names))
    items = shop.query(f"SELECT order_id, price FROM item WHERE order_id IN ({marks})", list(names))
    # without the list of orders (breaks 2): items = [i for o in names for i in shop.query("SELECT order_id, price FROM item WHERE order_id = ?", [o])]
    return ((order, names[order], price) for order, price in items)


JOIN = "SELECT o.id, c.name, i.price FROM orders o JOIN customer c ON c.id = o.customer_id LEFT JOIN item i ON i.order_id = o.id"
# without the condition on the order (breaks 2): JOIN = "SELECT o.id, c.name, i.price FROM orders o JOIN customer c ON c.id = o.customer_id LEFT JOIN item i ON true"
WAYS = {"loop": loop, "join and IN list": both, "join": lambda shop: shop.query(JOIN),
        "join with payments": lambda shop: shop.query(JOIN + " LEFT JOIN payment p ON p.order_id = o.id")}  # fmt: skip
seen = {}
for way, load in WAYS.items():
    for orders in (10, 50):
        shop = Shop(orders)
        total = sum(price for _, _, price in load(shop))
        seen[way, orders] = len(shop.statements), shop.rows, total
        print(f"{way:18} {orders} orders {len(shop.statements):4} statements {shop.rows:4} rows  total {total:4}")

# claim: the loop sends one statement and two more per order, so 21 for ten orders and 101 for fifty
assert [seen["loop", n][0] for n in (10, 50)] == [21, 101]
# claim: for ten orders as for fifty, joining the customer and loading the items with an IN list takes two statements,
# joining all three tables takes one, and both get the loop's total
assert all(seen["join and IN list", n][::2] == (2, seen["loop", n][2]) for n in (10, 50))
assert all(seen["join", n][::2] == (1, seen["loop", n][2]) for n in (10, 50))
# claim: joining the two payments of each order as well doubles the rows and the total
rows, total = seen["join", 50][1:]
assert rows > 0 and seen["join with payments", 50][1:] == (2 * rows, 2 * total)
