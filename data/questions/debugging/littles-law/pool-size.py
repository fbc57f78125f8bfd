"""100 requests a second hold a database connection for 50 ms each, so 5 are busy on average. How many do they need?"""

# runs: 10, because waits vary so much that each needs 24,000 requests in seven pools
import heapq
import os
import random
from bisect import bisect
from itertools import accumulate
from math import factorial

RATE, HOLD, REQUESTS = 100, 0.05, 24_000
SEED = int(os.environ["SEED"])
arriving = random.Random(f"arrivals {SEED}")
ARRIVALS = list(accumulate(arriving.expovariate(RATE) for _ in range(REQUESTS)))  # the same for every pool


def spread(rng):
    return rng.expovariate(1 / HOLD)
    # without the spread of holds (breaks 2): return HOLD


def mixed(rng):  # the same mean from one slow query in twenty: 0.95 x 20 ms + 0.05 x 620 ms = 50 ms
    return 0.62 if rng.random() < 0.05 else 0.02
    # without the slow query (breaks 3): return HOLD


def alike(rng):
    return HOLD


def run(size, hold=spread, pools=1, in_turn=False):
    """Mean and 99th percentile of the wait, arrival rate x mean time inside, and what a gauge shows."""
    rng, ends, waits = random.Random(SEED), [], []
    free_at = [[0.0] * size for _ in range(pools)]
    for number, now in enumerate(ARRIVALS):
        anyone = int(rng.random() * pools)
        pool = free_at[number % pools if in_turn else anyone]
        # without random routing (breaks 4): pool = free_at[number % pools]
        # without taking turns (breaks 5): pool = free_at[anyone]
        start = max(now, pool[0])  # as soon as a connection is free
        end = start + hold(rng)
        heapq.heapreplace(pool, end)
        ends.append(end)
        waits.append(start - now)
    inside = (sum(ends) - sum(ARRIVALS)) / REQUESTS
    # without counting the wait (breaks 1): inside = (sum(ends) - sum(ARRIVALS) - sum(waits)) / REQUESTS
    ends.sort()
    gauge = [bisect(ARRIVALS, tick / 20) - bisect(ends, tick / 20) for tick in range(20 * int(now))]
    return sum(waits) / REQUESTS, sorted(waits)[REQUESTS * 99 // 100], REQUESTS / now * inside, sum(gauge) / len(gauge)


def erlang(size, busy=RATE * HOLD):
    """The mean wait that theory gives for random arrivals and holds: Erlang's C formula."""
    full = busy**size / factorial(size) * size / (size - busy)
    return full / (sum(busy**k / factorial(k) for k in range(size)) + full) * HOLD / (size - busy)


runs = {"pool of 6": run(6), "pool of 8": run(8), "pool of 10": run(10), "8, mixed": run(8, mixed), "8, all alike": run(8, alike),
        "4 pools of 2": run(2, pools=4), "alike, in turn": run(2, alike, pools=4, in_turn=True)}  # fmt: skip
for name, (mean, p99, product, gauge) in runs.items():
    print(f"{name:15} wait {mean * 1000:5.1f} ms, p99 {p99 * 1000:4.0f} ms   rate x time {product:5.2f}  gauge {gauge:5.2f}")

mean = {name: values[0] for name, values in runs.items()}
# claim: in every run a gauge, read twenty times a second, is within 5% of rate x time
assert all(abs(gauge / product - 1) < 0.05 for _, _, product, gauge in runs.values())
ratio = {size: mean[f"pool of {size}"] / erlang(size) for size in (6, 8)}
# claim: with 6 or 8 connections the mean wait is between two thirds and twice what Erlang's formula gives;
# from 10 connections to 6 it grows more than 30 times
assert all(2 / 3 < share < 2 for share in ratio.values()) and mean["pool of 6"] > 30 * mean["pool of 10"]
# claim: with the same mean hold, one slow query in twenty lengthens the wait of a pool of 8, to over 1.5 times that with equal holds
assert mean["8, mixed"] > mean["pool of 8"] and mean["8, mixed"] > 1.5 * mean["8, all alike"]
# claim: with the same eight connections as four pools of two, and each request sent to a random one, the wait is more than eight times as long
assert mean["4 pools of 2"] > 8 * mean["pool of 8"]
# claim: if all requests hold for the same time and the pools take turns, four pools of two make them wait exactly as long as one pool of eight
assert mean["alike, in turn"] == mean["8, all alike"]
