"""A pool of 10 connections: one endpoint that holds them makes another one slow.

Half an hour of random arrivals; with other seeds the slow p95 is 2 to 5 s.
"""

import heapq
import random
import statistics

POOL, SECONDS = 10, 1800
ORDERS_PER_S, ORDER_HOLD = 50, 0.05  # the slow endpoint: 50 ms of database work


def latency(exports_per_s: float, export_hold: float) -> tuple[float, float]:
    """Median and 95th percentile of the orders endpoint, in seconds."""
    rng = random.Random(1)
    jobs = []
    for kind, rate, hold in (
        ("order", ORDERS_PER_S, ORDER_HOLD),
        ("export", exports_per_s, export_hold),
    ):
        now = rng.expovariate(rate) if rate else SECONDS
        while now < SECONDS:
            jobs.append((now, kind, hold))
            now += rng.expovariate(rate)
    free_at = [0.0] * POOL  # when each connection comes back to the pool
    took = []
    for arrived, kind, hold in sorted(jobs):
        start = max(arrived, heapq.heappop(free_at))
        heapq.heappush(free_at, start + hold)
        if kind == "order":
            took.append(start - arrived + hold)
    return statistics.median(took), statistics.quantiles(took, n=20)[18]


def report(exports_per_s: float, export_hold: float) -> float:
    busy = ORDERS_PER_S * ORDER_HOLD + exports_per_s * export_hold
    median, p95 = latency(exports_per_s, export_hold)
    print(
        f"{exports_per_s:.1f} exports/s holding {export_hold:.1f} s: "
        f"{busy:.1f} of {POOL} busy, orders median {median:.2f} s, p95 {p95:.2f} s"
    )
    return p95


before = report(0, 0)
during = report(3.4, 2.0)  # the export calls a tax service inside its transaction
after = report(3.4, 0.1)  # the call moved out of the transaction

# claim: held connections alone take p95 from 50 ms to over 2 s; the query never got slower
assert round(before, 2) == 0.05 and during > 2

# claim: at the same traffic, shorter transactions bring 50 ms back
assert round(after, 2) == 0.05
