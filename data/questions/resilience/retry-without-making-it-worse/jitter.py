"""1,000 clients fail in the same instant. The service then takes 100 calls per tenth of a second and refuses the rest."""

# runs: 200
import os
import random
from collections import Counter

CLIENTS, ROOM, BASE, CAP = 1000, 100, 10, 80  # BASE and CAP of the backoff in tenths of a second: 1 s and 8 s
rng = random.Random(int(os.environ["SEED"]))


def run(wait):
    load = Counter()
    attempts = {0: [0] * CLIENTS}  # tick -> for each call of that tick, how often its client has failed before
    # without the common instant: attempts = {tick: [0] * 10 for tick in range(100)}
    while attempts:
        tick = min(attempts)
        calls = attempts.pop(tick)
        rng.shuffle(calls)  # nobody is favored
        load[tick] += len(calls)
        refused = calls if tick == 0 else calls[ROOM:]
        for failed in refused:
            backoff = min(CAP, BASE * 2**failed)
            attempts.setdefault(tick + wait(backoff), []).append(failed + 1)
    retries = {tick: n for tick, n in load.items() if tick > 0}
    return max(retries.values()), sum(retries.values()), max(retries) / 10


def full_jitter(backoff):
    return rng.randint(1, backoff)
    # without the jitter (breaks 2): return backoff


results = {"every second": run(lambda backoff: BASE), "exponential": run(lambda backoff: backoff), "full jitter": run(full_jitter)}
print("             busiest 0.1 s   retries in all   last one served")
for name, (peak, total, last) in results.items():
    print(f"{name:12}{peak:14,}{total:17,}{last:16.1f} s")
fixed, backoff, jitter = results.values()
# claim: backoff without jitter does not lower the peak: all 1,000 come back in the same tenth of a second
assert fixed[0] == backoff[0] == CLIENTS
# claim: with full jitter the peak is at most a fifth of that and the retries at most two fifths
assert jitter[0] <= CLIENTS / 5 and jitter[1] <= fixed[1] * 2 / 5
