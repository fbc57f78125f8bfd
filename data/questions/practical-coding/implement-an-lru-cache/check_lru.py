"""Both caches against a model too simple to be wrong, over the same random operations."""

# runs: 200
import os
import random
from functools import cache as once

from lru_linked import LinkedLRU
from lru_ordered import OrderedLRU


class NaiveLRU:
    """A list of pairs, oldest first: every operation walks all of it."""

    def __init__(self, capacity):
        self.capacity, self.pairs = capacity, []

    def get(self, key, default=None):
        for pair in self.pairs:
            if pair[0] == key:
                self.pairs.remove(pair)
                self.pairs.append(pair)
                return pair[1]
        return default

    def put(self, key, value):
        others = [pair for pair in self.pairs if pair[0] != key]
        self.pairs = [*others, (key, value)][-self.capacity :]

    def __iter__(self):
        return iter([key for key, _ in self.pairs])


class ForgetfulLRU(OrderedLRU):
    """The usual bug: a read does not count as a use."""

    def get(self, key, default=None):
        return self.items.get(key, default)
        # without the bug (breaks 2): return super().get(key, default)


@once
def first_difference(cache_type, steps=300):
    """The step at which a cache and the model part, or None."""
    rng, step = random.Random(int(os.environ["SEED"])), 0
    for capacity in (3, 1, 2, 5, 8):
        model, cache = NaiveLRU(capacity), cache_type(capacity)
        for _ in range(steps // 5):
            step += 1
            key, value = rng.randrange(10), rng.choice([None, 0, step])
            calls = [c.get(key, "miss") if step % 3 else c.put(key, value) for c in (model, cache)]
            if (calls[0], list(model)) != (calls[1], list(cache)):
                return step
    return None


for cache_type in (LinkedLRU, OrderedLRU, ForgetfulLRU):
    print(f"{cache_type.__name__:13} first differs at step", first_difference(cache_type) or "-")
checked = LinkedLRU, OrderedLRU
# without reads that count (breaks 1): checked = LinkedLRU, ForgetfulLRU
# without a careful hit test (breaks 1):
# class CarelessLRU(OrderedLRU):
#     def get(self, key, default=None):  # takes a cached 0 or None for a miss
#         return super().get(key) or default
#
# checked = LinkedLRU, CarelessLRU
# without updates (breaks 1):
# class OnceLRU(OrderedLRU):
#     def put(self, key, value):  # a key that is there keeps its value
#         if key not in self.items:
#             super().put(key, value)
#
# checked = LinkedLRU, OnceLRU
# without a back link (breaks 1):
# class OneWayLRU(LinkedLRU):
#     def _append(self, node):  # the sentinel keeps pointing back at an older node
#         node.older, node.newer = self.root.older, self.root
#         node.older.newer = node
#
# checked = OneWayLRU, OrderedLRU
# claim: over 300 operations both caches agree with the model on every result and on the whole order
assert all(first_difference(cache_type) is None for cache_type in checked)
# claim: a cache in which a read does not count as a use is caught within 300 operations, but not before the seventh
assert (caught := first_difference(ForgetfulLRU)) and 7 <= caught <= 300
