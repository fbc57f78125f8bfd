"""A service that doubles its load within a minute, and an autoscaler that needs three to bring up a server. Seconds, no clock."""

PER_SERVER = 100  # requests a second
BEFORE, AFTER, SPIKE_AT, END = 800, 1_600, 60, 600
BOOT = 180  # from decision to first request
EVERY = 60  # the autoscaler looks once a minute
TARGET = 0.8  # share of capacity it aims at


def offered(second):
    return AFTER if second >= SPIKE_AT else BEFORE


def run(headroom):
    """Requests refused, if the service starts with this share of its capacity unused."""
    servers = round(BEFORE / (1 - headroom) / PER_SERVER)
    booting, refused, worst = [], 0, 0
    for second in range(END):
        servers += sum(ready == second for ready in booting)
        booting = [ready for ready in booting if ready > second]
        if second % EVERY == 0:
            wanted = -(-offered(second) // (PER_SERVER * TARGET))
            missing = int(wanted) - servers - len(booting)
            booting += [second + BOOT] * max(0, missing)
        over = max(0, offered(second) - servers * PER_SERVER)
        refused, worst = refused + over, max(worst, over)
    return refused, worst


for headroom in (0.2, 0.4, 0.5):
    refused, worst = run(headroom)
    print(f"{headroom:.0%} headroom: {refused:7,} requests refused, at worst {worst} a second")

# claim: with a fifth of headroom the autoscaler is three minutes late, and 600 of 1,600 requests a second find no room
assert run(0.2) == (600 * BOOT, 600)
# claim: a doubling is survived only by capacity that was there before it came; 40% of headroom still falls short
assert run(0.5) == (0, 0) and run(0.4) == (300 * BOOT, 300)
