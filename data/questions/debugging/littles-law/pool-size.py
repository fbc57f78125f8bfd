"""100 requests a second hold a database connection for 50 ms each, so 5 are busy on average. How many do they need?"""

import heapq
import random
from bisect import bisect
from math import factorial

RATE, HOLD, REQUESTS = 100, 0.05, 300_000


def even(rng):
    return rng.expovariate(1 / HOLD)


def mixed(rng):  # the same mean from one slow query in twenty: 0.95 x 20 ms + 0.05 x 620 ms = 50 ms
    return 0.62 if rng.random() < 0.05 else 0.02


def run(size, hold=even, rate=RATE):
    """Mean and 99th percentile of the wait, arrival rate x mean time inside, and what a gauge read each second shows."""
    rng, now, free_at, arrivals, ends, waits = random.Random(1), 0.0, [0.0] * size, [], [], []
    for _ in range(REQUESTS):
        now += rng.expovariate(rate)
        start = max(now, free_at[0])  # as soon as a connection is free
        end = start + hold(rng)
        heapq.heapreplace(free_at, end)
        arrivals.append(now)
        ends.append(end)
        waits.append(start - now)
    inside = (sum(ends) - sum(arrivals)) / REQUESTS
    ends.sort()
    gauge = [bisect(arrivals, second) - bisect(ends, second) for second in range(int(now))]
    return sum(waits) / REQUESTS, sorted(waits)[REQUESTS * 99 // 100], REQUESTS / now * inside, sum(gauge) / len(gauge)


def erlang(size, busy=RATE * HOLD):
    """The mean wait that theory gives for random arrivals and holds: Erlang's C formula."""
    full = busy**size / factorial(size) * size / (size - busy)
    return full / (sum(busy**k / factorial(k) for k in range(size)) + full) * HOLD / (size - busy)


runs = {"pool of 6": run(6), "pool of 8": run(8), "pool of 10": run(10), "pool of 8, mixed": run(8, mixed), "4 pools of 2": run(2, rate=RATE / 4)}
sizes = dict(zip(runs, (6, 8, 10, 8, 8), strict=True))
for name, (mean, p99, product, gauge) in runs.items():
    print(f"{name:17} {RATE * HOLD / sizes[name]:3.0%} busy  wait {mean * 1000:4.1f} ms, p99 {p99 * 1000:3.0f} ms"
          f"   rate x time {product:4.2f}  gauge {gauge:4.2f}")  # fmt: skip

mean = {name: values[0] for name, values in runs.items()}
# claim: in every run the gauge is within 5% of rate x time
assert all(abs(gauge / product - 1) < 0.05 for _, _, product, gauge in runs.values())
# claim: the waits are those of Erlang's formula within 15%, and from 10 connections to 6 they grow more than 40 times
assert all(abs(mean[f"pool of {size}"] / erlang(size) - 1) < 0.15 for size in (6, 8, 10)) and mean["pool of 6"] > 40 * mean["pool of 10"]
# claim: the same mean hold with one slow query in twenty at least doubles the wait of a pool of 8
assert mean["pool of 8, mixed"] > 2 * mean["pool of 8"]
# claim: the same eight connections as four pools of two make requests wait more than five times as long
assert mean["4 pools of 2"] > 5 * mean["pool of 8"]
