"""A slow reader and writers around one profile, cached on Valkey for ten minutes. The order of events is fixed."""

# needs: valkey
import json
import os

import redis

cache = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
KEY, LEASE = "{profile:7}", "{profile:7}:lease"  # the braces keep both in one slot of a cluster
OLD, NEW = {"name": "old", "version": 1}, {"name": "new", "version": 2}

FILL = cache.register_script("""
if redis.call('GET', KEYS[2]) ~= ARGV[2] then
    return 0  -- a delete has voided the lease, or it has expired
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', 600)
return redis.call('DEL', KEYS[2])
""")


def miss(reader):
    cache.set(LEASE, reader, nx=True, px=10_000)  # in real code, each miss draws a token that nobody else has


def fill(row, reader):
    return cache.set(KEY, json.dumps(row), ex=600)


def fill_with_lease(row, reader):
    return FILL(keys=[KEY, LEASE], args=[json.dumps(row), reader])
    # without the lease (breaks 2): return fill(row, reader)


def delete():
    cache.delete(KEY, LEASE)
    # without the delete (breaks 2, 4, 5): nothing


def read(database, at_least=0):
    """The name that a later reader gets, who takes the cached row only if it has this version or a newer one."""
    row = json.loads(cache.get(KEY) or "null")
    usable = row and row["version"] >= at_least
    # without the version (breaks 5): usable = row
    if usable:
        return row["name"]
    miss("later reader")
    fill_with_lease(database, "later reader")
    return database["name"]


def slow_reader(fill):
    cache.flushdb()
    database = dict(OLD)
    miss("slow reader")
    seen = dict(database)  # it has read the old row, and now it pauses
    # without the old row (breaks 1, 5): seen = database
    database.update(NEW)
    delete()
    filled = fill(seen, "slow reader")
    next_read, cached = read(database), json.loads(cache.get(KEY))["name"]
    own_read = read(database, at_least=NEW["version"])
    return bool(filled), next_read, cached, own_read, read(database)


def delete_before_the_write():
    cache.flushdb()
    database = dict(OLD)
    delete()
    miss("reader")
    fill_with_lease(database, "reader")
    database.update(NEW)
    # without deleting too early (breaks 3): database.update(NEW) or delete()
    return read(database)


def two_writers(send):
    """The row is A's, then B's. Their messages to the cache cross."""
    cache.flushdb()
    fill({"name": "from before", "version": 0}, "reader")
    database = {"name": "B", "version": 2}
    messages = {"name": "B", "version": 2}, {"name": "A", "version": 1}
    # without the crossing (breaks 4): messages = {"name": "A", "version": 1}, {"name": "B", "version": 2}
    for row in messages:
        send(row)
    return read(database)


late, leased, early = slow_reader(fill), slow_reader(fill_with_lease), delete_before_the_write()
puts, deletes = two_writers(lambda row: fill(row, "writer")), two_writers(lambda row: delete())
for name, row in {"late fill after a delete": late, "the same, with a lease": leased}.items():
    print("{:25}accepted: {!s:6} next read: {}   cached then: {}   a read that wants version 2: {}   anyone after it: {}".format(name, *row))
print(f"delete before the write                   next read: {early}")
print(f"two writers put their rows                next read: {puts}")
print(f"two writers delete                        next read: {deletes}")
# claim: deleting the key after the write doesn't stop a slow reader from putting the old row back
assert late[:2] == (True, "old"), f"the next read gets {late[1]}"
# claim: with a lease that the delete voids, the late fill is refused, and the next reader's fill is accepted
assert leased[:3] == (False, "new", "new"), f"the next read gets {leased[1]}"
# claim: if the key is deleted before the write, a reader in between puts the old row back even with a lease
assert early == "old", f"the next read gets {early}"
# claim: two writers whose messages cross leave the older row if each puts its own, and the newer one if each deletes
assert (puts, deletes) == ("A", "B"), f"{puts} and {deletes}"
# claim: after the late fill, reads get the old row until one wants at least version 2; it gets the new row, and so does the next
assert late[1:] == ("old", "old", "new", "new"), f"{late[3]} and then {late[4]}"
