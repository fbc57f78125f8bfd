"""A hash chain over audit events, and what an attacker with full write access can hide from it."""

import hashlib
import json

GENESIS = "0" * 64


def seal(previous, seq, event):
    body = json.dumps(event, sort_keys=True)
    return hashlib.sha256(f"{previous}\n{seq}\n{body}".encode()).hexdigest()
    # without the hash before (breaks 1, 2): return hashlib.sha256(f"{seq}\n{body}".encode()).hexdigest()


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


def check_anchor(log, seq, known, minute):
    """Also against a number and a hash that somebody else has kept."""
    if check_chain(log) != "passes":
        return check_chain(log)
    if len(log) < seq:
        return f"{seq - len(log)} missing"
    return "passes" if log[seq - 1][1] == known else f"not what {seq} was"
    # without the anchor's hash (breaks 2): return "passes"


def check_times(log, seq, known, minute):
    """Also each event's own time against the minute of the anchor."""
    if check_anchor(log, seq, known, minute) != "passes":
        return check_anchor(log, seq, known, minute)
    for number, (event, _) in enumerate(log, 1):
        if (number <= seq) != (event["minute"] <= minute):
            return f"{number} is misdated"
            # without the check of times (breaks 4): return "passes"
    return "passes"


events = [{"minute": n, "actor": "ana" if n % 2 else "ben", "rows": 100 * n} for n in range(1, 11)]
log = chained(events)
anchor = 8, log[7][1], 8  # taken after the eighth event, in minute 8; two more have come since
# without the gap after the anchor (breaks 3): anchor = 10, log[9][1], 10
third, ninth, backdated = events[2] | {"rows": 1}, events[8] | {"rows": 1}, {"minute": 2, "actor": "ana", "rows": 7}
attacks = {
    "untouched": log,
    "edit event 3": [*log[:2], (third, log[2][1]), *log[3:]],
    "edit event 3 and its own hash": [*log[:2], (third, seal(log[1][1], 3, third)), *log[3:]],
    "delete event 3": [*log[:2], *log[3:]],
    "swap events 3 and 4": [*log[:2], log[3], log[2], *log[4:]],
    "truncate after event 5": log[:5],
    "edit event 3, compute all hashes again": chained([*events[:2], third, *events[3:]]),
    "append an event dated minute 2": chained([*events, backdated]),
    "edit event 9, compute all hashes again": chained([*events[:8], ninth, events[9]]),
}
results = [(check_chain(forged), check_anchor(forged, *anchor), check_times(forged, *anchor)) for forged in attacks.values()]
print(f"{'':38} {'chain':12} {'and anchor':14} and times")
for name, (chain, anchored, timed) in zip(attacks, results, strict=True):
    print(f"{name:38} {chain:12} {anchored:14} {timed}")
# claim: the chain passes untouched, and catches an edit, with or without the event's own hash, a deletion and a swap
assert results[0] == ("passes",) * 3
assert results[1:5] == [(found,) * 3 for found in ("broken at 3", "broken at 4", "broken at 3", "broken at 3")]
# claim: a truncated log and a fully rewritten one pass the chain alone, and fail against the anchor
assert all(chain == "passes" != anchored for chain, anchored, _ in results[5:7])
# claim: an event after the last anchor can be rewritten, and passes chain, anchor and times
assert results[8] == ("passes",) * 3
# claim: a new event with an old date passes chain and anchor, and fails when its time is compared with the anchor's
assert results[7] == ("passes", "passes", "11 is misdated")
