"""A service doubles its load at once, and an autoscaler needs three minutes to bring up a server.

It runs second by second without a clock. Nothing queues, and no server is taken away: spare ones are a fixed minimum.
"""

# runs: 60, because the doubling can come at any second between two looks of the autoscaler
import os

PER_SERVER = 100  # requests a second
BEFORE, AFTER, END = 800, 1_600, 600
SPIKE_AT = 61 + int(os.environ["SEED"])
BOOT = 180  # from decision to first request
# without the slow start (breaks 1): BOOT = 1
EVERY = 60  # the autoscaler looks once a minute
TARGET = 0.8  # share of capacity it aims at


def offered(second):
    return AFTER if second >= SPIKE_AT else BEFORE
    # without the doubling (breaks 1, 2): return BEFORE


def run(servers):
    """Requests refused, and for how many seconds, if the service starts with so many servers."""
    booting, refused, seconds = [], 0, 0
    for second in range(END):
        servers += sum(ready == second for ready in booting)
        booting = [ready for ready in booting if ready > second]
        if second % EVERY == 0:
            wanted = -(-offered(second) // (PER_SERVER * TARGET))
            missing = int(wanted) - servers - len(booting)
            booting += [second + BOOT] * max(0, missing)
            # without the autoscaler (breaks 1): nothing
        over = max(0, offered(second) - servers * PER_SERVER)
        refused, seconds = refused + over, seconds + (over > 0)
    return refused, seconds


results = {servers: run(servers) for servers in (10, 13, 15, 16)}
# without more servers (breaks 2): results = {servers: run(10) for servers in (10, 13, 15, 16)}
for servers, (refused, seconds) in results.items():
    headroom = 1 - BEFORE / PER_SERVER / servers
    print(f"{servers} servers, {headroom:.0%} headroom: {refused:7,} requests refused in {seconds} seconds")

late = -SPIKE_AT % 60 + 180
# claim: with a fifth of headroom 600 requests a second are refused until three minutes after the autoscaler next looks
assert results[10] == (600 * late, late)
# claim: 16 servers, enough for the doubled load before it comes, refuse nothing; 15 refuse some requests, and 13 more
assert results[16] == (0, 0) and results[13][0] > results[15][0] > 0
