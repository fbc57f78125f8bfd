"""A token bucket in one Lua script: two hundred callers in threads, twenty tokens, and one that reads, then writes."""

# needs: valkey
import os
import threading

import redis

TAKE = """
local cost, size, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'level', 'at')
local level, at = tonumber(kept[1]) or size * cost, tonumber(kept[2]) or now
level = math.min(size * cost, level + math.max(0, now - at))
local wait = math.max(0, cost - level)
if wait == 0 then level = level - cost end
redis.call('HSET', KEYS[1], 'level', level, 'at', math.max(at, now))
redis.call('PEXPIRE', KEYS[1], size * cost)
return wait
"""
SIZE, COST = 20, 600  # tokens; milliseconds in which one refills, the unit of the level too: no fractions
store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
take = store.register_script(TAKE)


def ask(key, now):
    return take(keys=[key], args=[COST, SIZE, now])


def together(callers, call):
    """How many of so many threads are let through, all set off at one gate."""
    gate, passed = threading.Barrier(callers), []

    def caller():
        gate.wait()
        passed.append(call())

    threads = [threading.Thread(target=caller) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(passed)


at_once = [together(50, lambda: ask("customer", now=0) == 0) for _ in range(4)]
print("let through at once, 4 x 50 callers:", sum(at_once))
wait = ask("customer", now=0)
print("the next one is told to wait", wait, "ms")
early, due = ask("customer", now=wait - 1), ask("customer", now=wait)
later = [ask("customer", now=wait + 6_000) for _ in range(15)]
print("let through 6 s later, of 15:", later.count(0))
rested = [ask("customer", now=3_600_000) for _ in range(30)]
print("let through an hour later, of 30:", rested.count(0))

read = threading.Barrier(2)


def read_then_write():
    level = int(store.get("level"))
    read.wait()  # both have read before either writes
    if level:
        store.set("level", level - 1)
    return bool(level)


store.set("level", 1)
print("one token, two callers that read and then write:", together(2, read_then_write))

# claim: two hundred concurrent callers get exactly the twenty tokens there are
assert sum(at_once) == SIZE
# claim: the wait it names is exact to the millisecond, and six seconds bring ten tokens
assert (wait, early, due, later.count(0)) == (COST, 1, 0, 10)
# claim: an hour's rest fills the bucket and no more
assert rested.count(0) == SIZE
# claim: an idle bucket leaves the store by itself, at the latest when it would be full
assert 0 < store.pttl("customer") <= SIZE * COST
# claim: read in one step and written in another, one token serves two
store.set("level", 1)
assert together(2, read_then_write) == 2
