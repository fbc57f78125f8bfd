"""Who is in the first ten percent? One rule for twenty flags and 5,000 users, and what each part of it is for."""

import hashlib
import itertools
import statistics
import subprocess
import sys

USERS = [f"user-{n}" for n in range(5_000)]
FLAGS = [f"flag-{n}" for n in range(20)]


def bucket(salt, user):
    """From 0 to 9,999, and it depends on nothing but the salt and the user."""
    return int.from_bytes(hashlib.sha256(f"{salt}:{user}".encode()).digest()[:8], "big") % 10_000


def rollout(flag, percent):
    salt = flag
    # without a salt that stays the same (breaks 2): salt = f"{flag} at {percent}"
    # without a salt for each flag (breaks 3): salt = "flags"
    return {user for user in USERS if bucket(salt, user) < percent * 100}


def variant_a(flag, users):
    salt = f"{flag}/variant"
    # without a salt for the split (breaks 4): salt = flag
    return {user for user in users if bucket(salt, user) < 5_000}


def on_a_server(hash_seed):
    """The first ten percent of flag-0, in a process of its own. Each Python process seeds hash() of a string by itself."""
    rule = "int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], 'big')"
    # without a fixed hash (breaks 1): rule = "hash(key)"
    code = f"import hashlib\nfor n in range(5_000):\n key = f'flag-0:user-{{n}}'\n if {rule} % 10_000 < 1_000: print(f'user-{{n}}')"
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


here, there = on_a_server("1"), on_a_server("2")
agree = len(here & there) / len(here)
ten, twenty = ({flag: rollout(flag, percent) for flag in FLAGS} for percent in (10, 20))
stay = [len(ten[flag] & twenty[flag]) / len(ten[flag]) for flag in FLAGS]
both = [len(ten[one] & ten[other]) / len(ten[one]) for one, other in itertools.combinations(FLAGS, 2)]
in_a = [len(variant_a(flag, ten[flag])) / len(ten[flag]) for flag in FLAGS]
print(f"of a server's ten percent, another server agrees on {agree:.0%}")
print("of a flag's first ten percent, the median of twenty flags:")
print(f"  still in at twenty               {statistics.median(stay):.0%}")
print(f"  also in another flag's ten       {statistics.median(both):.0%}")
print(f"  in variant A of a split in half  about {round(statistics.median(in_a), 1):.0%}")
# claim: two servers put the same users into the first ten percent
assert here == there, f"{agree:.0%} the same"
# claim: when a rollout grows from 10% to 20%, everyone who was in stays in
assert min(stay) == 1, f"{statistics.median(stay):.0%} stay"
# claim: of one flag's first ten percent, 3% to 18% are in another flag's first ten for each pair of twenty flags, and 10% in the median
assert 0.03 < min(both) <= max(both) < 0.18 and round(statistics.median(both), 2) == 0.1, f"{statistics.median(both):.0%} in both"
# claim: of the first ten percent of each of twenty flags, 40% to 60% get variant A of a split in half
assert 0.4 < min(in_a) <= max(in_a) < 0.6, f"{statistics.median(in_a):.0%} in A"
