"""One hot key read 100 times a second, 2 s to rebuild, TTL 60 s: a minute and a half on a virtual clock."""

# runs: 200
import collections
import math
import os
import random

RATE, REBUILD, TTL, SECONDS = 100, 2.0, 60.0, 90
BETA = 1.0  # above 1 refreshes earlier, below 1 later
# without the head start (breaks 2, 3): BETA = 0.0
SEED = int(os.environ["SEED"])


def simulate(early):
    rng = random.Random(SEED)
    expiry, rebuilding = TTL, collections.deque()  # deque of the moments at which rebuilds finish
    loads = most_at_once = stuck = early_by = 0
    for tick in range(RATE * SECONDS):
        now = tick / RATE
        while rebuilding and rebuilding[0] <= now:
            expiry = rebuilding.popleft() + TTL
        head_start = -REBUILD * BETA * math.log(1 - rng.random()) if early else 0.0
        if now + head_start >= expiry:
            early_by = early_by if loads else round(expiry - now, 1)
            rebuilding.append(now + REBUILD)
            # without the slow rebuild (breaks 1): rebuilding.append(now)
            loads += 1
            stuck += now >= expiry  # nothing left to serve: this reader waits for a rebuild
            most_at_once = max(most_at_once, len(rebuilding))
    return loads, most_at_once, stuck, early_by


plain, early = simulate(early=False), simulate(early=True)
for name, (loads, most, stuck, _) in {"plain TTL": plain, "early expiration": early}.items():
    print(f"{name:17}{loads:6} loads, at most {most:3} at once, {stuck:5} readers found it expired")
print(f"the first early refresh comes {early[3]:.1f} s before the expiry")
# claim: with a plain TTL 100 reads/s x 2 s = 200 readers find the key expired, and each starts a rebuild, so that 200 run at once
assert plain[:3] == (200, 200, 200)
# claim: with 100 reads/s and a 2 s rebuild, early expiration has at most 20 rebuilds at once, and no reader finds the key expired
assert early[1] <= 20 and early[2] == 0
# claim: the first early refresh comes 5 to 30 s before the expiry
assert 5 <= early[3] <= 30, f"{early[3]} s"


def busiest_second(jitter):
    rng = random.Random(SEED)
    expiries = (300 * (1 + rng.uniform(-jitter, jitter)) for _ in range(1000))
    # without the jitter (breaks 4): expiries = (300 for _ in range(1000))
    return max(collections.Counter(int(moment) for moment in expiries).values())


print(f"1,000 keys cached together: {busiest_second(0)} expire in the worst second,")
print(f"with the TTL spread by 10% either way: {busiest_second(0.1)}")
# claim: if 1,000 keys with a TTL of 300 s are cached together, a 10% jitter takes the worst second from 1,000 expiries to under 40
assert busiest_second(0) == 1000 and busiest_second(0.1) < 40
