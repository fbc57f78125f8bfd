"""Carts and sessions in Valkey: what one key gives by itself, and what two keys leave to you."""

# needs: valkey
import json
import os

import redis
from redis.crc import key_slot

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)

# One cart, two tabs. Both read the whole value, then both write it back.
store.set("cart:7", json.dumps({"book": 1}))
tabs = [json.loads(store.get("cart:7")) for _ in range(2)]
for item in ("lamp", "mug"):
    cart = tabs.pop()
    # without both tabs reading first (breaks 1): cart = json.loads(store.get("cart:7"))
    cart[item] = 1
    store.set("cart:7", json.dumps(cart))
whole = json.loads(store.get("cart:7"))
print("cart as one value: ", *whole)

# The same cart as a hash: each click changes one field, in one command.
store.hset("cart:8", "book", 1)
for item in ("lamp", "mug"):
    store.hincrby("cart:8", item, 1)
    # without a field for each item (breaks 2): store.hset("cart:8", "last click", item)
fields = store.hgetall("cart:8")
print("cart as a hash:    ", *fields)

# Sessions expire by themselves. The set of a user's sessions is a second key, and nothing updates it.
for token in ("aa", "bb"):
    store.set(f"session:{token}", "user 7", ex=1_800)
    store.sadd("sessions-of:7", token)
store.set("session:bb", "user 7, renamed", xx=True, keepttl=True)
# without KEEPTTL (breaks 4): store.set("session:bb", "user 7, renamed", xx=True)
minutes = store.ttl("session:bb") / 60
print(f"expiry after a rewrite: {'about 30 minutes' if minutes > 0 else 'none'}")
store.pexpireat("session:aa", 1)  # as if half an hour had passed
# without the expiry (breaks 3): pass
alive = store.exists("session:aa", "session:bb")
store.set("session:cc", "user 7", ex=1_800)
store.delete("session:cc")  # signed out, and then comes a write that was on its way
store.set("session:cc", "user 7, renamed", xx=True, keepttl=True)
# without XX (breaks 6): store.set("session:cc", "user 7, renamed", keepttl=True)
revived = store.exists("session:cc")
print(f"a late write after sign-out: {'session is back' if revived else 'refused'}")
listed = store.scard("sessions-of:7")
print(f"sessions of user 7:  {alive} alive, {listed} listed")

# In a cluster, the key decides the node, by one of 16,384 slots. Braces choose the part that counts.
slots = {key_slot(key.encode()) for key in ("cart:{7}", "sessions-of:{7}")}
# without braces (breaks 5): slots = {key_slot(key.encode()) for key in ("cart:7", "sessions-of:7")}
print("slots of what user 7 owns:", *sorted(slots))

# claim: with the cart as one value, the second tab's write loses the first tab's item
assert set(whole) == {"book", "mug"}
# claim: with a field for each item, both clicks are kept
assert set(fields) == {"book", "lamp", "mug"}
# claim: one session has expired, and the user's set still lists two
assert (alive, listed) == (1, 2)
# claim: a session that is written again with KEEPTTL still expires in half an hour
assert 29 < minutes <= 30
# claim: two keys with the same part in braces are on one slot
assert len(slots) == 1
# claim: with XX, a write that comes after the sign-out doesn't bring the session back
assert not revived
