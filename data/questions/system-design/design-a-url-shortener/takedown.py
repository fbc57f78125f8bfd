"""A link is disabled, and another is created, while redirects look both up on a replica that lags."""

# needs: valkey
import os

import redis

store = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
replica = {"old": "https://bad.example/login"}  # it hasn't seen the changes below yet


def look_up(code):
    return f"302 {replica[code]}" if code in replica else "404"


def fill(code, answer):
    """After a miss: add the answer if there's none by now. A 404 is kept for a few seconds only."""
    store.set(code, answer, ex=5 if answer == "404" else 3600, nx=True)
    # without NX: store.set(code, answer, ex=5 if answer == "404" else 3600)


def disable(code):
    """The row is already changed on the primary."""
    store.set(code, "410", ex=3600)
    # without the stored 410 (breaks 1): store.delete(code)


def create(code, target):
    """The row is already committed on the primary. A retry may come later, so this replaces a 404 and nothing else."""
    answer = f"302 {target}"
    store.set(code, answer, ex=3600, nx=True) or store.execute_command("SET", code, answer, "EX", 3600, "IFEQ", "404")
    # without IFEQ (breaks 1): store.set(code, answer, ex=3600)
    # without NX at creation (breaks 2): store.execute_command("SET", code, answer, "EX", 3600, "IFEQ", "404")
    # without the write at creation (breaks 2): nothing


slow = look_up("old")
disable("old")
fill("old", slow)  # what the replica said before
fill("old", look_up("old"))  # what it still says
create("old", "https://bad.example/login")  # its owner's request is repeated
first, slow = look_up("new"), look_up("new")
fill("new", first)  # somebody tried the code before it existed
create("new", "https://shop.example/sale")
fill("new", slow)
create("fresh", "https://shop.example/news")  # nobody tried this one before
for code in ("old", "new", "fresh"):
    print(f"{code}: the cache says {store.get(code)}; the replica says {look_up(code)}")
# claim: neither fills from a replica that lags nor a repeated create brings a disabled link back
assert store.get("old") == "410" and look_up("old").startswith("302")
# claim: a new link works before the replica has it, whether or not its code was just looked up in vain
assert store.get("new") == "302 https://shop.example/sale" and look_up("new") == "404"
assert store.get("fresh") == "302 https://shop.example/news" and look_up("fresh") == "404"
