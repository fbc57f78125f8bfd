"""Which share of 1,500 keys changes its node when an eleventh joins ten, and how even the load is.

The places on a ring come from the nodes' names, so every run has other names.
"""

# runs: 30, because an even load shows only with many keys: each run places 1,500 in eight ways
import hashlib
import os
from bisect import bisect
from collections import Counter
from functools import cache

KEYS = [f"user:{number}" for number in range(1_500)]
TEN = [f"cache-{os.environ['SEED']}-{letter}" for letter in "abcdefghij"]
NEW = f"cache-{os.environ['SEED']}-k"
POINTS = 200  # per node
# without many points (breaks 2, 4): POINTS = 1


@cache
def number_of(text):
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def modulo(nodes):
    return lambda key: nodes[number_of(key) % len(nodes)]
    # without the remainder (breaks 1): return lambda key: nodes[number_of(key) * len(nodes) >> 64]


def ring(nodes, points):
    circle = sorted((number_of(f"{node}#{point}"), node) for node in nodes for point in range(points))
    # without points that stay (breaks 2, 3): circle = sorted((number_of(f"{node}#{point}/{len(nodes)}"), node) for node in nodes for point in range(points))
    places = [place for place, _ in circle]
    return lambda key: circle[bisect(places, number_of(key)) % len(circle)][1]


def rendezvous(nodes):
    return lambda key: max(nodes, key=lambda node: number_of(f"{node}/{key}"))
    # without scores that stay (breaks 2, 3): return lambda key: max(nodes, key=lambda node: number_of(f"{node}/{key}/{len(nodes)}"))


def measure(make):
    before, after = make(TEN), make([*TEN, NEW])
    moves = [(before(key), after(key)) for key in KEYS]
    moved = [new for old, new in moves if old != new]
    busiest = max(Counter(old for old, _ in moves).values()) / (len(KEYS) / len(TEN))
    return len(moved) / len(KEYS), busiest, sum(new != NEW for new in moved)


found = {
    "modulo": measure(modulo),
    "ring, 1 point": measure(lambda nodes: ring(nodes, 1)),
    "ring, 200 points": measure(lambda nodes: ring(nodes, POINTS)),
    "rendezvous": measure(rendezvous),
}
print("                   moved   busiest node")
for name, (share, busiest, _) in found.items():
    print(f"{name:17}{share:7.1%}   {busiest:5.2f} x the mean")

# claim: modulo moves about ten elevenths of the keys
share = found["modulo"][0]
assert abs(share - 10 / 11) < 0.02, f"{share:.0%}"
# claim: on a ring with 200 points per node, or with rendezvous hashing, about one eleventh of the keys moves
for name in ("ring, 200 points", "rendezvous"):
    share = found[name][0]
    assert 0.06 < share < 0.12, f"{share:.0%}"
# claim: each key that moves on a ring or with rendezvous hashing moves to the new node
elsewhere = sum(found[name][2] for name in found if name != "modulo")
assert elsewhere == 0, f"{elsewhere} of them move between old nodes"
# claim: with one point per node the busiest node has over 1.5 times the mean, with 200 at most 1.4 times
assert found["ring, 1 point"][1] > 1.5 and found["ring, 200 points"][1] <= 1.4
