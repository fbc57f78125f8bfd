"""Which share of 20,000 keys changes its node when an eleventh joins ten, and how even the load is."""

import hashlib
from bisect import bisect
from collections import Counter

KEYS = [f"user:{number}" for number in range(20_000)]
TEN = [f"cache-{letter}" for letter in "abcdefghij"]
ELEVEN = [*TEN, "cache-k"]


def number_of(text):
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def modulo(nodes):
    return lambda key: nodes[number_of(key) % len(nodes)]


def ring(nodes, points):
    circle = sorted((number_of(f"{node}#{point}"), node) for node in nodes for point in range(points))
    places = [place for place, _ in circle]
    return lambda key: circle[bisect(places, number_of(key)) % len(circle)][1]


def rendezvous(nodes):
    return lambda key: max(nodes, key=lambda node: number_of(f"{node}/{key}"))


def measure(make):
    before, after = make(TEN), make(ELEVEN)
    moves = [(before(key), after(key)) for key in KEYS]
    moved = [(old, new) for old, new in moves if old != new]
    busiest = max(Counter(old for old, _ in moves).values()) / (len(KEYS) / len(TEN))
    return len(moved) / len(KEYS), busiest, {new for _, new in moved}


found = {
    "modulo": measure(modulo),
    "ring, 1 point a node": measure(lambda nodes: ring(nodes, 1)),
    "ring, 200 points": measure(lambda nodes: ring(nodes, 200)),
    "rendezvous": measure(rendezvous),
}
print("                       moved  busiest node")
for name, (share, busiest, _) in found.items():
    print(f"{name:21}{share:7.1%}{busiest:9.2f} x the mean")

# claim: modulo moves about ten elevenths of the keys
assert abs(found["modulo"][0] - 10 / 11) < 0.01
# claim: with 200 points or with rendezvous about one eleventh moves, and all of it to the new node
for name in ("ring, 200 points", "rendezvous"):
    assert abs(found[name][0] - 1 / 11) < 0.02 and found[name][2] == {"cache-k"}
# claim: one point a node leaves one node with more than twice the mean; 200 keep all within a fifth
assert found["ring, 1 point a node"][1] > 2 and found["ring, 200 points"][1] < 1.2
