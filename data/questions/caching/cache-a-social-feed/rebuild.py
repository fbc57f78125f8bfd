"""A feed is lost and rebuilt from the database, while a new post is pushed to it."""

# needs: valkey
import os

import redis

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
MARKER = "0"  # no post has this number; a reader who finds it pulls instead


def push(user, post):
    """To a feed that exists. It returns the length of the list, and 0 if there's none."""
    return store.lpushx(f"feed:{user}", post)
    # without LPUSHX (breaks 2): return store.lpush(f"feed:{user}", post)


store.rpush("feed:eva", MARKER)
# without the marker (breaks 1): nothing
older = ["803", "802", "801"]  # what the database says
push("eva", "804")  # a post that came after that
store.rpush("feed:eva", *older)
store.lrem("feed:eva", 0, MARKER)
push("max", "804")  # max hasn't opened the app for weeks
print(f"eva: {store.lrange('feed:eva', 0, -1)}, max: {store.lrange('feed:max', 0, -1)}")
# claim: a post that's pushed during the rebuild is in the rebuilt feed
assert store.lrange("feed:eva", 0, -1) == ["804", "803", "802", "801"]
# claim: a push doesn't create a feed for a reader who has none
assert not store.exists("feed:max")
