"""A recommendation service hangs from second 20 to second 50. A call that hangs is given up after 3 s.

Ten pages a second each call it once, without retries; 20 workers serve them. The clock is a counter, in tenths of a
second. When the breaker closes depends on when the service comes back: the last claim tries 100 such moments.
"""

from collections import deque

HANGS, TIMEOUT, PAUSE, WORKERS, END = range(200, 500), 30, 50, 20, 900
CALLS = 5  # the limit on concurrent calls, in the last two runs
# without the limit (breaks 1): CALLS = WORKERS


class Breaker:
    def __init__(self, window=20, least=10, ratio=0.5, pause=PAUSE):
        self.results, self.least, self.ratio, self.pause = deque(maxlen=window), least, ratio, pause
        # without the pause (breaks 1, 3): self.results, self.least, self.ratio, self.pause = deque(maxlen=window), least, ratio, 0
        self.state, self.since, self.log = "closed", 0, []

    def turn(self, state, now):
        self.state, self.since = state, now
        self.results.clear()
        self.log.append(f"{now / 10} s {state}")

    def allows(self, now):
        if self.state == "open" and now - self.since >= self.pause:
            self.turn("half-open", now)
            return True  # this call is the probe, and everybody else is refused until it has ended
        return self.state == "closed"

    def report(self, ok, now):
        if self.state == "half-open":  # the pause is longer than the timeout, so this can only be the probe
            self.turn("closed" if ok else "open", now)
        elif self.state == "closed":  # while open, late answers to earlier calls change nothing
            self.results.append(ok)
            if len(self.results) >= self.least and self.results.count(False) >= self.ratio * len(self.results):
                self.turn("open", now)
            # without the breaker (breaks 1, 2, 3): nothing


def run(breaker=None, limit=WORKERS, hangs=HANGS):
    busy, hung, plain, lost = [], 0, 0, 0
    for now in range(END):
        for ok in [ok for end, ok in busy if end == now and breaker]:
            breaker.report(ok, now)
        busy = [call for call in busy if call[0] > now]
        if len(busy) == WORKERS:
            lost += 1  # no worker left to answer this page at all
        elif len(busy) >= limit or breaker and not breaker.allows(now):
            plain += 1  # answered at once, without recommendations
        else:
            ok = now not in hangs
            hung += not ok
            busy.append((now + (1 if ok else TIMEOUT), ok))
    return hung, plain, lost


def back_in(end):
    """Seconds from the service's return until the breaker lets all calls through again."""
    breaker = Breaker()
    run(breaker, hangs=range(200, end))
    return max(0.0, (breaker.since - end) / 10)


guarded = Breaker()
alone, breaker, bulkhead, both = run(), run(guarded), run(limit=CALLS), run(Breaker(), limit=CALLS)
print("timeout of 3 s         calls that hung   pages without the extra   pages lost")
for name, row in ("alone", alone), ("+ breaker", breaker), ("+ limit of 5 calls", bulkhead), ("+ both", both):
    print("{:22}{:16}{:26}{:13}".format(name, *row))
print(*guarded.log, sep="\n")
delays = [back_in(end) for end in range(450, 550)]
print(f"back at 45.0 to 54.9 s: it closes {min(delays)} to {max(delays)} s later")
# claim: with the breaker at most a tenth as many pages are lost, and with a limit on concurrent calls none
assert alone[2] and breaker[2] * 10 <= alone[2] and bulkhead[2] == both[2] == 0, f"{breaker[2]} and {bulkhead[2]} lost"
# claim: it opens only when the first timeouts are in
opened = "".join(guarded.log[:1])
assert opened == "23.9 s open", opened or "never open"
# claim: it closes up to a timeout plus a pause after the service is back
assert (min(delays), max(delays)) == (0.1, (TIMEOUT + PAUSE) / 10), f"{max(delays)} s"
