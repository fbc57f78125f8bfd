"""A user changes a photo at 20 s and then reads it five times. Two replicas apply the primary's log late.

The clock is a counter, and the load balancer takes the replicas in turn, so that every run is the same.
"""

LOG = [(0, "old"), (20, "NEW")]  # time of the write and its value; its log position is its place in the list
LAG = {"primary": 0, "replica 1": 3, "replica 2": 12}  # seconds
READS = [(21, "replica 1"), (24, "replica 2"), (26, "replica 1"), (28, "replica 2"), (40, "replica 1")]  # time, turn


def applied(node, now):
    """The position up to which the node has applied the log."""
    return sum(at <= now - LAG[node] for at, _ in LOG)


def round_robin(node, now, token):
    return node


def sticky(node, now, token):
    return "replica 2"


def primary_for_5_s(node, now, token):
    return "primary" if now <= 20 + 5 else node


def token_or_primary(node, now, token):
    return node if applied(node, now) >= token else "primary"


def session(route, token=2):  # the write was answered with its position, 2
    values, positions, on_primary = [], [], 0
    for now, turn in READS:
        node = route(turn, now, token)
        position = applied(node, now)
        token = max(token, position)  # what has been seen must not disappear again
        positions.append(position)
        values.append(LOG[position - 1][1])
        on_primary += node == "primary"
    return values, min(positions) >= 2, positions == sorted(positions), on_primary


print("read at            " + "".join(f"{now:>3} s " for now, _ in READS) + " reads own write   never goes back   on primary")
results = {}
for route in round_robin, sticky, primary_for_5_s, token_or_primary:
    values, own, steady, on_primary = results[route.__name__] = session(route)
    cells = "".join(f"{value:>5} " for value in values)
    print(f"{route.__name__:18}{cells}{'yes' if own else 'no':>16}{'yes' if steady else 'no':>18}{on_primary:>13}")
others, _, steady, _ = session(token_or_primary, token=0)
print("another user      " + "".join(f"{value:>5} " for value in others))
# claim: a replica that is behind breaks both promises, and staying on one replica mends only the second
assert results["round_robin"][1:3] == (False, False) and results["sticky"][1:3] == (False, True)
# claim: a fixed time on the primary fails as soon as the lag is longer, and a token keeps both promises
assert results["primary_for_5_s"][1:3] == (False, False) and results["token_or_primary"][1:3] == (True, True)
# claim: others may still read the old value, and a token made of what they have seen keeps them from going back to it
assert "old" in others and steady
