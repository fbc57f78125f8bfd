"""Two feeds are rebuilt from the database while posts are pushed. The first rebuild of kim's feed outlives its marker."""

# needs: valkey
import os

import redis

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def push(user, post):
    """To a feed that exists."""
    store.lpushx(f"feed:{user}", post)
    # without LPUSHX (breaks 2, 3): store.lpush(f"feed:{user}", post)


begin = store.register_script("""
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('RPUSH', KEYS[1], ARGV[1])
return redis.call('EXPIRE', KEYS[1], 60)""")


def start(user, marker):
    """A marker where there's no feed, in one step with its expiry. A reader who finds one in a feed pulls instead."""
    return begin([f"feed:{user}"], [marker])
    # without the marker (breaks 1, 3, 4): return 1
    # without the check for a feed (breaks 1, 4):
    # store.rpush(f"feed:{user}", marker)
    # return store.expire(f"feed:{user}", 60)


replace = store.register_script("""
if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 0 then return 0 end
local length = redis.call('RPUSH', KEYS[1], unpack(ARGV, 2))
redis.call('EXPIRE', KEYS[1], 86400)
return length""")


def finish(user, marker, posts):
    """The older posts replace this rebuild's own marker, in one step. If that's gone, the rebuild has to start again."""
    return replace([f"feed:{user}"], [marker, *posts])
    # without a check for the marker (breaks 1, 3): return store.rpush(f"feed:{user}", *posts)


older = ["803", "802", "801"]  # what the database says when each rebuild starts
start("eva", "m1")
start("kim", "m2")
twice = start("eva", "m4")  # another server starts a rebuild too, and then dies
for user in ("eva", "kim", "max"):  # max hasn't opened the app for weeks
    push(user, "804")
eva = finish("eva", "m1", older)
store.expire("feed:kim", 0)  # the first rebuild is slow, so its marker expires
# without the expiry (breaks 3): nothing
push("kim", "805")
other = "m3"
# without a marker of its own (breaks 3): other = "m2"
start("kim", other)  # a second one begins, and has read 805
slow = finish("kim", "m2", older)
between = store.lrange("feed:kim", 0, -1)
second = finish("kim", other, ["805", "804", *older])
for user in ("eva", "kim", "max"):
    print(f"{user}: {store.lrange(f'feed:{user}', 0, -1)}")
print(f"kim, after the slow rebuild: {between}")
# claim: a post that's pushed during the rebuild is in the rebuilt feed
assert eva and store.lrange("feed:eva", 0, -1) == ["804", *older]
# claim: a push doesn't create a feed for a reader who has none
assert not store.exists("feed:max")
# claim: a rebuild that outlives its marker changes nothing once a second one has begun, and the second one is complete
assert slow == 0 and between == ["m3"] and second == 5 and store.lrange("feed:kim", 0, -1) == ["805", "804", *older]
# claim: while one rebuild of a feed is under way, a second one can't start, so it leaves no marker in the finished feed
assert twice == 0 and "m4" not in store.lrange("feed:eva", 0, -1)
