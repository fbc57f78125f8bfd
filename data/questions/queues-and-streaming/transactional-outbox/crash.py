"""Three ways to save an order and publish its event, each killed before every single step, then restarted."""

import sqlite3

BEGIN, SAVE, NOTE, COMMIT = "BEGIN", "INSERT INTO orders VALUES (1)", "INSERT INTO outbox VALUES (1)", "COMMIT"


class Killed(Exception):
    pass


class World:
    """A database and a broker, which survive, and a process that is killed before step `fatal`."""

    def __init__(self, fatal):
        self.db, self.broker, self.left = sqlite3.connect(":memory:", isolation_level=None), [], fatal
        self.db.executescript("CREATE TABLE orders (id INTEGER); CREATE TABLE outbox (id INTEGER);")

    def step(self, action, *args):
        self.left -= 1
        if self.left == 0:
            raise Killed
        action(*args)

    def sql(self, *statements):
        for statement in statements:
            self.step(self.db.execute, statement)

    def publish(self):
        self.step(self.broker.append, "order 1 placed")

    def relay(self):
        for _ in self.db.execute("SELECT id FROM outbox").fetchall():
            self.publish()
            self.sql("DELETE FROM outbox")


def outcome(way, fatal):
    world = World(fatal)
    try:
        way(world)
    except Killed:
        if world.db.in_transaction:
            world.db.execute("ROLLBACK")  # as a database does when its client is gone
        world.relay()  # the process is back; only an outbox gives it something to do
    return world.db.execute("SELECT count(*) FROM orders").fetchone()[0], len(world.broker)


ways = {
    "publish, then commit": lambda w: (w.sql(BEGIN, SAVE), w.publish(), w.sql(COMMIT)),
    "commit, then publish": lambda w: (w.sql(BEGIN, SAVE, COMMIT), w.publish()),
    "outbox and relay": lambda w: (w.sql(BEGIN, SAVE, NOTE, COMMIT), w.relay()),
}
results = {name: [outcome(way, fatal) for fatal in range(1, 8)] for name, way in ways.items()}
print("killed before step      1    2    3    4    5    6  never   (orders/events)")
for name, row in results.items():
    print(f"{name:20}", *(f" {orders}/{events}" for orders, events in row))
# claim: publishing first can announce an order that does not exist, committing first can lose the event of one that does
assert (0, 1) in results["publish, then commit"] and (1, 0) in results["commit, then publish"]
# claim: with the outbox no crash leaves one without the other; the worst is an event that comes twice
assert all(bool(orders) == bool(events) for orders, events in results["outbox and relay"])
assert max(events for _, events in results["outbox and relay"]) == 2
