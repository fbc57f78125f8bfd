"""Two feeds are rebuilt from the database while a new post is pushed to them. One rebuild is slower than its marker lives."""

# needs: valkey
import os

import redis

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
MARKER = "0"  # no post has this number; a reader who finds it pulls instead


def push(user, post):
    """To a feed that exists. It returns the length of the list, and 0 if there's none."""
    return store.lpushx(f"feed:{user}", post)
    # without LPUSHX (breaks 2, 3): return store.lpush(f"feed:{user}", post)


def rebuild(user, posts):
    """The second half. It returns 0 if the marker has expired, and then it has to start again."""
    length = store.rpushx(f"feed:{user}", *posts)
    # without RPUSHX (breaks 3): length = store.rpush(f"feed:{user}", *posts)
    store.lrem(f"feed:{user}", 0, MARKER)
    store.expire(f"feed:{user}", 86_400)  # the marker's expiry was shorter
    return length


for user in ("eva", "kim"):
    store.rpush(f"feed:{user}", MARKER)
    # without the marker (breaks 1): nothing
older = ["803", "802", "801"]  # what the database says to both
store.expire("feed:kim", 0)
# without the expiry (breaks 3): nothing
for user in ("eva", "kim", "max"):  # max hasn't opened the app for weeks
    push(user, "804")  # a post that came after that
rebuilt = rebuild("eva", older), rebuild("kim", older)
for user in ("eva", "kim", "max"):
    print(f"{user}: {store.lrange(f'feed:{user}', 0, -1)}")
# claim: a post that's pushed during the rebuild is in the rebuilt feed
assert rebuilt[0] and store.lrange("feed:eva", 0, -1) == ["804", "803", "802", "801"]
# claim: a push doesn't create a feed for a reader who has none
assert not store.exists("feed:max")
# claim: a rebuild whose marker expired leaves no feed, so it can't leave one that lacks the new post
assert rebuilt[1] == 0 and not store.exists("feed:kim")
