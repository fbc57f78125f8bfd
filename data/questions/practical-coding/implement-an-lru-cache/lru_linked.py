"""A hash map finds the entry, a doubly linked ring keeps the order."""


class Node:
    __slots__ = ("key", "newer", "older", "value")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.newer = self.older = self


class LinkedLRU:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity, self.nodes = capacity, {}
        self.root = Node()  # closes the ring: root.newer is the oldest entry, root.older the newest

    def get(self, key, default=None):
        node = self.nodes.get(key)
        if node is None:
            return default
        self._unlink(node)
        # without moving it on a read: pass
        self._append(node)
        # without moving it on a read: pass
        return node.value

    def put(self, key, value):
        if key in self.nodes:
            self._unlink(self.nodes[key])
        elif len(self.nodes) == self.capacity:
            oldest = self.root.newer
            # without evicting at the stale end: oldest = self.root.older
            self._unlink(oldest)
            del self.nodes[oldest.key]  # the reason a node knows its key
        node = self.nodes[key] = Node(key, value)
        self._append(node)

    def _unlink(self, node):
        node.older.newer, node.newer.older = node.newer, node.older

    def _append(self, node):
        node.older, node.newer = self.root.older, self.root
        node.older.newer = self.root.older = node

    def __iter__(self):
        node = self.root.newer
        while node is not self.root:
            yield node.key
            node = node.newer


if __name__ == "__main__":
    cache = LinkedLRU(2)
    cache.put("a", 1)
    cache.put("b", 2)
    print("get a:", cache.get("a"))
    cache.put("c", 3)
    print("oldest first:", list(cache))
    # claim: reading a made b the least recently used, so c took b's place
    assert list(cache) == ["a", "c"]
