"""One client against five limiters that all say "100 a minute". Time is a number in milliseconds; nothing sleeps."""

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
        if len(log) < LIMIT or log[0] <= now - WINDOW:
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
        if level >= COST:
            level -= COST
            yield now


def most_within(span, times):
    return max(sum(start <= t < start + span for t in times) for start in times)


sent = range(59_000, 179_000, 10)  # silent until 0:59, then 100 requests a second for two minutes
passed = {f.__name__: list(f(sent)) for f in (fixed_window, sliding_log, sliding_counter)}
passed |= {f"token_bucket of {size}": list(token_bucket(sent, size)) for size in (100, 20)}
most = {name: (most_within(2_000, times), most_within(WINDOW, times)) for name, times in passed.items()}
print("most let through in   2 s  60 s")
for name, (short, minute) in most.items():
    print(f"{name:20}{short:5}{minute:6}")
# claim: around its border the fixed window lets twice the limit through within two seconds
assert most["fixed_window"][0] == 2 * LIMIT
# claim: only the log holds the limit over every 60 seconds; the counter ends near twice the limit
assert [name for name, (_, minute) in most.items() if minute <= LIMIT] == ["sliding_log"]
assert most["sliding_counter"][1] > 1.9 * LIMIT
# claim: a bucket lets its size through at once, and after that the refill
assert most["token_bucket of 20"] == (20 + 1_999 // COST, 20 + 59_999 // COST)
