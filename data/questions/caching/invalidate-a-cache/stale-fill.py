"""A slow reader, a writer and four ways to keep a cache in step. The order of events is fixed: no threads, no luck."""


class Store(dict):
    """A cache with leases: a miss hands out a token, a delete voids it, and only a valid token may fill."""

    def __init__(self):
        super().__init__()
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
    return cache.get("name", "nothing"), database["name"]


def two_writers(write):
    """A's row is written first, B's second; their messages to the cache arrive the other way round."""
    database, cache = {"name": "B"}, Store()
    write(cache, "B")
    write(cache, "A")
    return cache.get("name", "nothing"), database["name"]


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
    "two writers, each puts its value": two_writers(lambda cache, value: cache.update(name=value)),
    "two writers, each deletes": two_writers(lambda cache, value: forget(cache)),
}
print(f"{'':34}cache    database")
for name, (cached, stored) in races.items():
    print(f"{name:34}{cached:9}{stored}")

# claim: deleting the key after the write does not stop a slow reader from putting the old value back
assert races["slow reader, writer deletes"] == ("old", "new")
# claim: with a lease the late fill is refused and the next reader fetches the new value
assert races["slow reader, delete and lease"] == ("nothing", "new")
# claim: two writers who each put their value can leave the loser's in the cache; two who delete cannot
assert races["two writers, each puts its value"] == ("A", "B")
assert races["two writers, each deletes"] == ("nothing", "B")
