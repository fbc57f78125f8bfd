"""1,000 clients fail in the same instant. The service then takes 100 calls per tenth of a second and refuses the rest."""

# runs: 200
import os
import random
from collections import Counter, defaultdict

CLIENTS, ROOM, BASE, CAP = 1000, 100, 10, 80  # BASE and CAP of the backoff in tenths of a second: 1 s and 8 s
rng = random.Random(int(os.environ["SEED"]))


def run(wait):
    load = Counter()  # retries by tick
    attempts = defaultdict(list, {0: [0] * CLIENTS})  # tick -> for each call of that tick, how often its client has failed before
    # without the common instant: attempts = defaultdict(list, {tick: [0] * 10 for tick in range(100)})
    while attempts:
        tick = min(attempts)
        calls = attempts.pop(tick)
        load[tick] += sum(failed > 0 for failed in calls)
        served = set(rng.sample(range(len(calls)), min(ROOM, len(calls)))) if tick else set()  # nobody is favored
        for number, failed in enumerate(calls):
            if number not in served:
                attempts[tick + wait(min(CAP, BASE * 2**failed))].append(failed + 1)
    return max(load.values()), sum(load.values()), max(load) / 10


def full_jitter(backoff):
    return 1 + int(rng.random() * backoff)
    # without the jitter (breaks 2): return backoff


results = {"every second": run(lambda backoff: BASE), "exponential": run(lambda backoff: backoff), "full jitter": run(full_jitter)}
print("             busiest 0.1 s   retries in all   last one served")
for name, (peak, total, last) in results.items():
    print(f"{name:12}{peak:14,}{total:17,}{last:16.1f} s")
fixed, backoff, jitter = results.values()
# claim: compared with a retry each second, backoff without jitter lowers neither the peak of 1,000 in a tenth of a second nor the 5,500 retries
assert (fixed, backoff) == ((1_000, 5_500, 10), (1_000, 5_500, 63))
# claim: full jitter lowers the peak to a seventh or less, 1,000 to 1,100 retries are enough, and all clients are served in six seconds
assert jitter[0] <= fixed[0] / 7 and 1_000 <= jitter[1] <= 1_100 and jitter[2] <= 6
