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
for cart, item in zip(tabs, ("lamp", "mug"), strict=True):
    cart[item] = 1
    store.set("cart:7", json.dumps(cart))
whole = json.loads(store.get("cart:7"))
print("cart as one value: ", *whole)

# The same cart as a hash: each click changes one field, in one command.
store.hset("cart:8", "book", 1)
for item in ("lamp", "mug"):
    store.hincrby("cart:8", item, 1)
fields = store.hgetall("cart:8")
print("cart as a hash:    ", *fields)

# Sessions expire by themselves. The list of a user's sessions is a second key, which nobody tells.
for token in ("aa", "bb"):
    store.set(f"session:{token}", "user 7", ex=1_800)
    store.sadd("sessions-of:7", token)
minutes = store.ttl("session:aa") / 60
store.pexpireat("session:aa", 1)  # as if half an hour had passed
alive = store.exists("session:aa", "session:bb")
listed = store.scard("sessions-of:7")
print(f"sessions of user 7:  {alive} alive, {listed} listed")

# In a cluster the key decides the node, out of 16,384 slots; braces choose what counts.
apart = {key_slot(key.encode()) for key in ("cart:7", "stock:lamp")}
joined = {key_slot(key.encode()) for key in ("cart:{7}", "sessions-of:{7}")}
print("slots of cart and stock:", *sorted(apart))
print("slots of what user 7 owns, in braces:", *sorted(joined))

# claim: with the cart as one value, the second tab's write loses the first tab's item
assert set(whole) == {"book", "mug"}
# claim: with a field for each item, both clicks are kept
assert set(fields) == {"book", "lamp", "mug"}
# claim: a session has its own expiry, and the list beside it keeps what has expired
assert 29 < minutes <= 30 and (alive, listed) == (1, 2)
# claim: two keys are on two slots, unless they share the part in braces
assert (len(apart), len(joined)) == (2, 1)
