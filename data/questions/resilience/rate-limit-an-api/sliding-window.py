"""The sliding log as one Lua script over a sorted set: forty callers at once, and a limit of ten."""

# needs: valkey
import os
import threading

import redis

ASK = """
local limit, window, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= limit then return 0 end
redis.call('ZADD', KEYS[1], now, ARGV[4])
redis.call('PEXPIRE', KEYS[1], window)
return 1
"""
LIMIT, WINDOW = 10, 60_000
store = redis.Redis.from_url(os.environ["REDIS_URL"])
script = store.register_script(ASK)
# without removing old entries (breaks 2): script = store.register_script(ASK.replace("'-inf'", "'+inf'"))
# without the whole window (breaks 2): script = store.register_script(ASK.replace("now - window", "now - window / 2"))
all_have_counted = threading.Barrier(40)


def ask(name, now):
    return script(keys=["log"], args=[LIMIT, WINDOW, now, name])
    # without the one step (breaks 1, 2):
    # store.zremrangebyscore("log", "-inf", now - WINDOW)
    # seen = store.zcard("log")
    # all_have_counted.wait()  # the worst order of events: everyone has counted before anyone adds
    # return store.zadd("log", {name: now}) if seen < LIMIT else 0


def together(now):
    """How many of forty callers are let through."""
    passed = []
    threads = [threading.Thread(target=lambda n=n: passed.append(ask(f"{now}-{n}", now))) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(passed)


counts = {now: together(now) for now in (0, 59_999, 60_000)}
for now, passed in counts.items():
    print(f"{now:6} ms: {passed:2} of 40 let through")

# claim: of forty calls at the same moment, the script lets ten through, which is the limit
assert counts[0] == 10, f"{counts[0]} of 40"
# claim: with a full log, a call gets through once the window has passed, and not a millisecond sooner
assert (counts[59_999], counts[60_000]) == (0, LIMIT), f"{counts[60_000]} of 40 when the window has passed"
