"""A token bucket in one Lua script: two hundred calls, fifty at a time, and twenty tokens."""

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
# without the cap (breaks 3): take = store.register_script(TAKE.replace("math.min(size * cost", "math.max(0"))
# without the time of the last call (breaks 2, 3): take = store.register_script(TAKE.replace("math.max(at, now))", "0)"))
# without the whole lifetime (breaks 4): take = store.register_script(TAKE.replace("size * cost)\nreturn", "size * cost / 2)\nreturn"))


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
# without the one step (breaks 1):
# all_have_read = threading.Barrier(50)
#
# def read_then_write():
#     tokens = int(store.get("tokens") or SIZE)
#     all_have_read.wait()
#     store.set("tokens", tokens - 1)
#     return tokens > 0
#
# at_once = [together(50, read_then_write) for _ in range(4)]
print("let through at once, 4 x 50 callers:", sum(at_once))
drained = [ask("another", now=0) for _ in range(SIZE)]
wait = ask("another", now=0)
print("with an empty bucket the next call is told to wait", wait, "ms")
early, due = ask("another", now=wait - 1), ask("another", now=wait)
later = [ask("another", now=wait + 6_000) for _ in range(15)]
print("let through 6 s later, of 15:", later.count(0))
rested = [ask("another", now=3_600_000) for _ in range(30)]
print("let through an hour later, of 30:", rested.count(0))
transaction = store.pipeline()  # the server's clock stands still in it
take(keys=["another"], args=[COST, SIZE, 3_600_000], client=transaction)
kept = transaction.pttl("another").execute()[1]
print(f"empty, so full again in {SIZE * COST:,} ms; kept for {kept:,} ms")

# claim: of two hundred calls, fifty at a time and with no time to refill, exactly as many get through as there are tokens, twenty
assert sum(at_once) == 20, f"{sum(at_once)} let through"
# claim: the wait that a refused call is told is exact to the millisecond, and six seconds bring ten tokens
assert (wait, early, due, later.count(0)) == (COST, 1, 0, 10), f"{later.count(0)} after 6 s"
# claim: an hour without calls fills the bucket to its twenty tokens and no further
assert rested.count(0) == SIZE, f"{rested.count(0)} after an hour"
# claim: an empty bucket leaves the store by itself, but not before it would be full
assert kept == SIZE * COST, f"kept for {kept:,} ms"
