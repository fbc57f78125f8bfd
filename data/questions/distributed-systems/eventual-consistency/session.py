"""A user changes a photo at 20 s and then reads it five times. Two replicas apply the primary's log late.

The clock is a counter, and the load balancer takes the replicas in turn, so that every run is the same.
"""

LAG = {"primary": 0, "replica 1": 3, "replica 2": 12}  # seconds
# without the lag (breaks 1, 2, 3): LAG = {"primary": 0, "replica 1": 0, "replica 2": 0}
SHORT = {"primary": 0, "replica 1": 3, "replica 2": 4}
PHOTO = {0: "old", 20: "NEW"}  # the second of each write, and its value
READS = [(21, "replica 1"), (24, "replica 2"), (26, "replica 1"), (28, "replica 2"), (40, "replica 1")]  # second, turn
OTHERS = range(400)  # somebody writes something every second
# without other writers (breaks 4): OTHERS = [0, 20]


def applied(log, now, lag):
    """The log position of a copy that lags: how many writes it has applied."""
    return sum(at <= now - lag for at in log)


def round_robin(node, now, token, lag):
    return node


def sticky(node, now, token, lag):
    return "replica 2"
    # without staying on one replica (breaks 1): return node


def primary_for_5_s(node, now, token, lag):
    return "primary" if now <= 20 + 5 else node


def token_or_primary(node, now, token, lag):
    return node if applied(PHOTO, now, lag[node]) >= token else "primary"
    # without the check of the position (breaks 2, 3): return node


def session(route, token=2, lag=LAG):  # the write was answered with its position, 2
    values, positions, on_primary = [], [], 0
    for now, turn in READS:
        node = route(turn, now, token, lag)
        positions.append(applied(PHOTO, now, lag[node]))
        values.append(list(PHOTO.values())[positions[-1] - 1])
        on_primary += node == "primary"
        token = max(token, positions[-1])  # what was seen must not disappear again
        # without the position of reads (breaks 3): nothing
    return values, min(positions) >= 2, positions == sorted(positions), on_primary


def busy_reader(lag):
    """Reads every two seconds after a write at 20 s: how many of 150 reads go to the primary?"""
    token, on_primary = applied(OTHERS, 20, 0), 0
    for now in range(22, 322, 2):
        position = applied(OTHERS, now, lag)
        if position < token:
            position, on_primary = applied(OTHERS, now, 0), on_primary + 1
        token = max(token, position)
        # without the position of reads (breaks 4): nothing
    return on_primary


print("read at            " + "".join(f"{now:>3} s " for now, _ in READS) + " reads own write   never goes back   on primary")
results = {}
for route in round_robin, sticky, primary_for_5_s, token_or_primary:
    values, own, steady, on_primary = results[route.__name__] = session(route)
    cells = "".join(f"{value:>5} " for value in values)
    print(f"{route.__name__:18}{cells}{'yes' if own else 'no':>16}{'yes' if steady else 'no':>18}{on_primary:>13}")
others, _, steady, _ = session(token_or_primary, token=0)
print("another user      " + "".join(f"{value:>5} " for value in others))
stays, returns = busy_reader(lag=3), busy_reader(lag=1)
print(f"others write every second, one read every 2 s: {stays} of 150 on the primary at 3 s of lag, {returns} at 1 s")
KEEPS = {(False, False): "neither", (False, True): "the second", (True, False): "the first", (True, True): "both"}
keeps = {name: KEEPS[own, steady] for name, (_, own, steady, _) in results.items()}
# claim: a replica that's behind breaks both promises; staying on one stops the photo from going back, no more
seen = keeps["round_robin"], keeps["sticky"]
assert seen == ("neither", "the second"), "round robin keeps {}, sticky keeps {}".format(*seen)
# claim: five seconds on the primary are enough at 4 s of lag but not at 12 s; a position keeps both promises
assert session(primary_for_5_s, lag=SHORT)[1:3] == (True, True)
seen = keeps["primary_for_5_s"], keeps["token_or_primary"]
assert seen == ("neither", "both"), "five seconds keep {}, a position keeps {}".format(*seen)
assert results["token_or_primary"] == (["NEW"] * 5, True, True, 3)
# claim: others can still read the old photo, and the position of what they saw keeps them from going back to it
assert "old" in others and steady, "another user reads " + " ".join(others)
# claim: while others write, a read on the primary raises the position: a read every 2 s stays
# there at 3 s of lag
assert (stays, returns) == (150, 0), f"{stays} of 150 on the primary"
