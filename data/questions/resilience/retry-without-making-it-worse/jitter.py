"""1,000 clients fail in the same instant. The service then takes 100 calls per tenth of a second and refuses the rest."""

import random
from collections import Counter

CLIENTS, ROOM, BASE, CAP = 1000, 100, 10, 80  # BASE and CAP of the backoff in tenths of a second: 1 s and 8 s


def run(wait, seed=1):
    rng, due, load = random.Random(seed), Counter(), Counter()
    attempts = {0: [0] * CLIENTS}  # tick -> for each call of that tick, how often its client has failed before
    while attempts:
        tick = min(attempts)
        calls = attempts.pop(tick)
        rng.shuffle(calls)  # nobody is favored
        load[tick] += len(calls)
        refused = calls if tick == 0 else calls[ROOM:]
        for failed in refused:
            backoff = min(CAP, BASE * 2**failed)
            attempts.setdefault(tick + wait(backoff, rng), []).append(failed + 1)
    retries = {tick: n for tick, n in load.items() if tick > 0}
    return max(retries.values()), sum(retries.values()), max(retries) / 10


fixed = run(lambda backoff, rng: BASE)
backoff = run(lambda backoff, rng: backoff)
jitter = [run(lambda backoff, rng: rng.randint(1, backoff), seed) for seed in range(20)]
worst = tuple(max(column) for column in zip(*jitter))
print("                         busiest 0.1 s   retries in all   last one served")
for name, (peak, total, last) in [("every second", fixed), ("exponential", backoff), ("full jitter, worst of 20", worst)]:
    print(f"{name:24}{peak:14,}{total:17,}{last:16.1f} s")
# claim: backoff without jitter does not lower the peak: all 1,000 come back in the same tenth of a second
assert fixed[0] == backoff[0] == CLIENTS
# claim: with full jitter, over 20 seeds, the peak is at most a fifth of that and the retries at most two fifths
assert worst[0] <= CLIENTS / 5 and worst[1] <= fixed[1] * 2 / 5
