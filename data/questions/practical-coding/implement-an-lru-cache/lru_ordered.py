"""The same cache on OrderedDict, with one lock around each whole operation."""

from collections import OrderedDict
from threading import Lock


class OrderedLRU:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity, self.items, self.lock = capacity, OrderedDict(), Lock()

    def get(self, key, default=None):
        with self.lock:
            if key not in self.items:
                return default
            self.items.move_to_end(key)
            return self.items[key]

    def put(self, key, value):
        with self.lock:
            self.items[key] = value
            self.items.move_to_end(key)  # assigning to a key that is there leaves it in its place
            if len(self.items) > self.capacity:
                self.items.popitem(last=False)
                # without evicting the oldest: self.items.popitem(last=True)

    def __iter__(self):
        with self.lock:
            return iter(list(self.items))  # a copy, since the lock does not cover the caller's loop


def hits(capacity, keys):
    """How many of ten passes over the keys, in order, the cache answers."""
    cache, found = OrderedLRU(capacity), 0
    for key in list(range(keys)) * 10:
        found += cache.get(key) is not None
        cache.put(key, "value")
    return found


if __name__ == "__main__":
    print("loop over 100 keys, room for 100:", hits(100, 100), "hits of 1000")
    print("loop over 101 keys, room for 100:", hits(100, 101), "hits of 1010")
    # claim: in a loop over its keys, a cache with room for 100 answers 900 of 1,000 reads, and with one key more it answers none
    assert (hits(100, 100), hits(100, 101)) == (900, 0)
