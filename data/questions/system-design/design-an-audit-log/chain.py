"""A hash chain over audit events, and what an attacker with full write access can hide from it."""

import hashlib
import json

GENESIS = "0" * 64


def seal(previous, seq, event):
    body = json.dumps(event, sort_keys=True)
    return hashlib.sha256(f"{previous}\n{seq}\n{body}".encode()).hexdigest()


def chained(events):
    """The log: each event with a hash that covers it, its number and the hash before."""
    log, previous = [], GENESIS
    for seq, event in enumerate(events, 1):
        previous = seal(previous, seq, event)
        log.append((event, previous))
    return log


def check_chain(log):
    previous = GENESIS
    for seq, (event, stored) in enumerate(log, 1):
        if seal(previous, seq, event) != stored:
            return f"broken at {seq}"
        previous = stored
    return "passes"


def check_both(log, seq, known):
    """Also against an anchor: a number and a hash that somebody else has kept."""
    if check_chain(log) != "passes":
        return check_chain(log)
    if len(log) < seq:
        return f"{seq - len(log)} missing"
    return "passes" if log[seq - 1][1] == known else f"not what {seq} was"


events = [{"actor": "ana" if n % 2 else "ben", "action": "export", "rows": 100 * n} for n in range(1, 11)]
log = chained(events)
anchor = 8, log[7][1]  # taken after the eighth event; two more have come since
third, ninth = events[2] | {"rows": 1}, events[8] | {"rows": 1}
attacks = {
    "untouched": log,
    "edit event 3": [*log[:2], (third, log[2][1]), *log[3:]],
    "edit event 3 and its own hash": [*log[:2], (third, seal(log[1][1], 3, third)), *log[3:]],
    "delete event 3": [*log[:2], *log[3:]],
    "swap events 3 and 4": [*log[:2], log[3], log[2], *log[4:]],
    "truncate after event 5": log[:5],
    "edit event 3, compute all hashes anew": chained([*events[:2], third, *events[3:]]),
    "edit event 9, compute all hashes anew": chained([*events[:8], ninth, events[9]]),
}
results = [(check_chain(forged), check_both(forged, *anchor)) for forged in attacks.values()]
print(f"{'':38} {'chain':12} chain and anchor")
for name, (chain, both) in zip(attacks, results, strict=True):
    print(f"{name:38} {chain:12} {both}")
# claim: an untouched log passes
assert results[0] == ("passes", "passes")
# claim: the chain catches an edit, with or without the event's own hash, a deletion and a swap
assert [chain for chain, _ in results[1:5]] == ["broken at 3", "broken at 4", "broken at 3", "broken at 3"]
# claim: a truncated log and a fully rewritten one pass the chain alone, and fail against the anchor
assert results[5:7] == [("passes", "3 missing"), ("passes", "not what 8 was")]
# claim: what came after the last anchor can still be rewritten unseen
assert results[7] == ("passes", "passes")
