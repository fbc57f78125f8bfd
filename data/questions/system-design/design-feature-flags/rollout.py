"""Who is in the first ten percent, and who still is at twenty? The rule, and four bugs, on 50,000 users."""

import hashlib
import subprocess
import sys

USERS = [f"user-{n}" for n in range(50_000)]


def bucket(salt, user):
    """A number from 0 to 9,999 that depends on nothing but the salt and the user."""
    return int.from_bytes(hashlib.sha256(f"{salt}:{user}".encode()).digest()[:8], "big") % 10_000


def share(salt, percent):
    return {user for user in USERS if bucket(salt, user) < percent * 100}


def on_another_server(seed):
    """The same with Python's own hash(), which each process seeds anew unless told otherwise."""
    code = "print(*(n for n in range(50_000) if hash(f'checkout:user-{n}') % 10_000 < 1_000))"
    env = {"PYTHONHASHSEED": str(seed)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def part(some, of):
    return f"{len(some & of) / len(of):6.1%}"


ten, twenty = share("checkout", 10), share("checkout", 20)
print(f"at 10%: {len(ten) / len(USERS):.1%} of users, at 20%: {len(twenty) / len(USERS):.1%}")
print("of the first ten percent, still in")
print("  at twenty, salt alone            ", part(twenty, ten))
# claim: a user's bucket is the same in every process and on every run
assert [bucket("checkout", f"user-{n}") for n in range(4)] == [8435, 2447, 679, 8905]
# claim: everybody in the first 10% is in the 20%
assert ten < twenty
# claim: the shares are what was asked for, give or take one percent of all users
assert abs(len(ten) / len(USERS) - 0.10) < 0.01 and abs(len(twenty) / len(USERS) - 0.20) < 0.01

reshuffled = share("checkout:20", 20)
print("  at twenty, percentage in the salt", part(reshuffled, share("checkout:10", 10)))
# claim: with the percentage in the salt, most of the first 10% lose the feature when it grows
assert len(reshuffled & share("checkout:10", 10)) < 0.3 * len(ten)

here, there = on_another_server(1), on_another_server(2)
print("  on another server, with hash()   ", part(there, here))
# claim: with a hash that differs between processes, two servers disagree about most of the 10%
assert len(there & here) < 0.2 * len(here)

print("of the first ten percent, also in the first ten of another flag")
print("  one salt for all flags           ", part(share("checkout", 10), ten))
print("  a salt for each flag             ", part(share("search", 10), ten))
# claim: without a salt of its own, a second flag hits the same users; with one, about a tenth of them
assert share("checkout", 10) == ten and 0.05 < len(share("search", 10) & ten) / len(ten) < 0.15

same = {user for user in ten if bucket("checkout", user) < 5_000}
own = {user for user in ten if bucket("checkout/variant", user) < 5_000}
print("of the first ten percent, in variant A of a split in half")
print("  same salt for both decisions     ", part(same, ten))
print("  a salt for the split             ", part(own, ten))
# claim: a split that reuses the rollout's hash puts everybody into A; with its own salt it splits in half
assert same == ten and abs(len(own) / len(ten) - 0.5) < 0.05
