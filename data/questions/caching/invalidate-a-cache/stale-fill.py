"""A slow reader, two writers, and ways to keep a cache in step. The order of events is fixed: no threads, no luck."""


class Store(dict):
    """A cache with leases: a miss hands out a token, a delete voids it, and only a valid token may fill."""

    def __init__(self, **held):
        super().__init__(held)
        self.leases, self.last = {}, 0

    def lease(self, key):
        self.last += 1
        self.leases[key] = self.last
        return self.last

    def fill(self, key, value, token):
        if self.leases.pop(key, None) == token:
            self[key] = value

    def delete(self, key):
        self.pop(key, None)
        self.leases.pop(key, None)


def slow_reader_around_a_write(after_write, fill):
    """Miss, read of the old row, then a write by somebody else, and only then the fill."""
    database, cache = {"name": "old"}, Store()
    token = cache.lease("name")
    seen = database["name"]
    database["name"] = "new"
    after_write(cache)
    fill(cache, seen, token)
    return outcome(cache, database, fill)


def delete_before_the_write():
    """The writer deletes the key, a reader misses and fills it under a lease, and only then the row changes."""
    database, cache = {"name": "old"}, Store(name="old")
    cache.delete("name")
    cache.fill("name", database["name"], cache.lease("name"))
    database["name"] = "new"
    return outcome(cache, database, leased)


def two_writers(write):
    """A's row is written first, B's second; their messages to the cache arrive the other way round."""
    database, cache = {"name": "B"}, Store()
    write(cache, "B")
    write(cache, "A")
    return outcome(cache, database, plain)


def outcome(cache, database, fill):
    """What is cached, what is true, and what is cached once the next reader has come, filling on a miss."""
    cached = cache.get("name", "nothing")
    if cached == "nothing":
        fill(cache, database["name"], cache.lease("name"))
    return cached, database["name"], cache.get("name", "nothing")


def forget(cache):
    cache.delete("name")


def plain(cache, seen, _):
    cache["name"] = seen


def leased(cache, seen, token):
    cache.fill("name", seen, token)


races = {
    "slow reader, writer does nothing": slow_reader_around_a_write(lambda cache: None, plain),
    "slow reader, writer deletes": slow_reader_around_a_write(forget, plain),
    "slow reader, delete and lease": slow_reader_around_a_write(forget, leased),
    "delete and lease, then the write": delete_before_the_write(),
    "two writers, each puts its value": two_writers(lambda cache, value: cache.update(name=value)),
    "two writers, each deletes": two_writers(lambda cache, value: forget(cache)),
}
print(f"{'':34}cache    database  cache after the next read")
for name, (cached, stored, then) in races.items():
    print(f"{name:34}{cached:9}{stored:10}{then}")

# claim: deleting the key after the write does not stop a slow reader from putting the old value back
assert races["slow reader, writer deletes"] == ("old", "new", "old")
# claim: with a lease the late fill is refused, and the next reader's fill is accepted with the new value
assert races["slow reader, delete and lease"] == ("nothing", "new", "new")
# claim: deleted before the write, the old value comes back even with a lease
assert races["delete and lease, then the write"] == ("old", "new", "old")
# claim: two writers who each put their value can leave the loser's in the cache; two who delete cannot
assert races["two writers, each puts its value"] == ("A", "B", "A")
assert races["two writers, each deletes"] == ("nothing", "B", "B")
