"""Three ways to save an order and publish its event. Each run is killed before one step, then restarted."""

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
        # without the crash: nothing
        action(*args)

    def sql(self, *statements):
        for statement in statements:
            self.step(self.db.execute, statement)

    def publish(self):
        self.step(self.broker.append, "order 1 placed")

    def relay(self):
        for _ in self.db.execute("SELECT id FROM outbox").fetchall():
            self.publish()
            # without publishing first (breaks 2): self.sql("DELETE FROM outbox")
            self.sql("DELETE FROM outbox")
            # without publishing first (breaks 2): self.publish()


def outcome(way, fatal):
    world = World(fatal)
    try:
        way(world)
    except Killed:
        if world.db.in_transaction:
            world.db.execute("ROLLBACK")  # as a database does when its client is gone
        world.relay()  # the process is back; only an outbox gives it something to do
        # without the restart (breaks 2): nothing
    return world.db.execute("SELECT count(*) FROM orders").fetchone()[0], len(world.broker)


def publish_then_commit(world):
    world.sql(BEGIN, SAVE)
    world.publish()
    world.sql(COMMIT)


def commit_then_publish(world):
    world.sql(BEGIN, SAVE, COMMIT)
    world.publish()


def outbox_and_relay(world):
    world.sql(BEGIN, SAVE, NOTE, COMMIT)
    # without the same transaction (breaks 2): world.sql(BEGIN, SAVE, COMMIT, NOTE)
    world.relay()


ways = {way.__name__.replace("_", " "): way for way in (publish_then_commit, commit_then_publish, outbox_and_relay)}
results = {name: [outcome(way, fatal) for fatal in range(1, 8)] for name, way in ways.items()}
print("killed before step      1    2    3    4    5    6  never   (orders/events)")
for name, row in results.items():
    print(f"{name:20}", *(f" {orders}/{events}" for orders, events in row))
# claim: publishing first can announce an order that doesn't exist, and committing first can lose an order's event
assert (0, 1) in results["publish then commit"] and (1, 0) in results["commit then publish"]
assert all(never == (1, 1) for *_, never in results.values())
# claim: with the outbox, killing the process once never leaves order or event without the other, but can publish the
# event twice
torn = [f"{orders}/{events}" for orders, events in results["outbox and relay"] if bool(orders) != bool(events)]
assert not torn, torn[0]
assert max(events for _, events in results["outbox and relay"]) == 2, "no duplicate"
