"""One client against four limiters that all say "100 a minute". Time is a number in milliseconds; nothing sleeps."""

from collections import Counter, deque

LIMIT, WINDOW = 100, 60_000
COST = WINDOW // LIMIT  # a token refills in 600 ms


def fixed_window(sent):
    counts = Counter()
    for now in sent:
        counts[now // WINDOW] += 1
        if counts[now // WINDOW] <= LIMIT:
            yield now


def sliding_log(sent):
    log = deque(maxlen=LIMIT)
    for now in sent:
        full = len(log) == LIMIT and log[0] > now - WINDOW
        # without exact times (breaks 2): full = len(log) == LIMIT and log[0] // WINDOW == now // WINDOW
        if not full:
            log.append(now)
            yield now


def sliding_counter(sent):
    counts = Counter()
    for now in sent:
        window, into = divmod(now, WINDOW)
        before = counts[window - 1] * (WINDOW - into)  # as if spread evenly over the last window
        if before + (counts[window] + 1) * WINDOW <= LIMIT * WINDOW:
            counts[window] += 1
            yield now


def token_bucket(sent, size):
    level, last = size * COST, 0  # full at first; in milliseconds of refill, so there are no fractions
    for now in sent:
        level, last = min(size * COST, level + now - last), now
        # without the cap (breaks 4): level, last = level + now - last, now
        if level >= COST:
            level -= COST
            yield now


def most_within(span, times):
    return max(sum(start <= t < start + span for t in times) for start in times)


START = 59_000  # silent until 0:59, then 100 requests a second for two minutes
# without the boundary in the burst (breaks 1, 3): START = 60_000
sent = range(START, START + 120_000, 10)
passed = {f.__name__: list(f(sent)) for f in (fixed_window, sliding_log, sliding_counter)}
passed["token_bucket of 20"] = list(token_bucket(sent, 20))
most = {name: (most_within(2_000, times), most_within(WINDOW, times)) for name, times in passed.items()}
print("most let through in   2 s  60 s")
for name, (short, minute) in most.items():
    print(f"{name:20}{short:5}{minute:6}")
# claim: a client that starts a second before the minute's boundary gets twice the fixed window's limit through in 2 seconds
assert most["fixed_window"][0] == 2 * LIMIT, f"{most['fixed_window'][0]} in 2 s"
# claim: the log of exact times lets no more than the limit through in any 60 seconds of this run
assert most["sliding_log"][1] == LIMIT, f"{most['sliding_log'][1]} in 60 s"
# claim: after a burst at the end of a minute, the sliding counter lets 198 requests through in 60 seconds, nearly twice the limit
assert most["sliding_counter"] == (101, 198), f"{most['sliding_counter'][1]} in 60 s"
# claim: in 2 seconds and in 60, a bucket of twenty lets through its size and what refills in that time
assert most["token_bucket of 20"] == (20 + 1_999 // COST, 20 + 59_999 // COST), "%d in 2 s" % most["token_bucket of 20"][0]
