"""The sliding log as one Lua script over a sorted set, and the same four commands sent one by one."""

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


def one_step(name, now):
    return script(keys=["scripted"], args=[LIMIT, WINDOW, now, name])


def step_by_step(name, now):
    store.zremrangebyscore("plain", "-inf", now - WINDOW)
    seen = store.zcard("plain")
    gate.wait()  # the worst order of events: everyone has counted before anyone adds
    if seen >= LIMIT:
        return 0
    return store.zadd("plain", {name: now})


def together(ask, now, callers=40):
    passed = []
    threads = [
        threading.Thread(target=lambda number=number: passed.append(ask(f"{now}-{number}", now)))
        for number in range(callers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(passed)


gate = threading.Barrier(40)
counts = {now: together(one_step, now) for now in (0, 59_999, 60_000)}
for now, passed in counts.items():
    print(f"{now:6} ms: {passed:2} of 40 let through by the script")
plain = together(step_by_step, 0)
print(f"     0 ms: {plain:2} of 40 let through by four commands")

# claim: the script lets exactly the limit through, and again only when the window has passed
assert counts == {0: LIMIT, 59_999: 0, 60_000: LIMIT}
# claim: the same commands one by one can let all forty through
assert plain == 40
# claim: the log keeps a member for each request it let through, for a window at most
assert store.zcard("scripted") == LIMIT and 0 < store.pttl("scripted") <= WINDOW
