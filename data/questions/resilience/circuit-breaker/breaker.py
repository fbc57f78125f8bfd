"""A recommendation service hangs from second 20 to second 50. A call that hangs is given up after 3 s.

Ten pages a second each call it once; 20 workers serve them. In the last two runs a page calls a second time if the first
call failed. The clock is a counter, in tenths of a second. When the breaker closes depends on when the service comes back:
the third claim tries 100 such moments.
"""

from collections import deque

HANGS, TIMEOUT, PAUSE, WORKERS, END = range(200, 500), 30, 50, 20, 900
CALLS = 5  # the limit on concurrent calls, where there is one
# without the limit (breaks 1): CALLS = WORKERS


class Breaker:
    def __init__(self, window=20, least=10, ratio=0.5, pause=PAUSE):
        self.results, self.least, self.ratio, self.pause = deque(maxlen=window), least, ratio, pause
        # without the pause (breaks 3, 4): self.results, self.least, self.ratio, self.pause = deque(maxlen=window), least, ratio, 0
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
        # without a limit of one probe (breaks 1, 3, 4): return self.state != "open"

    def report(self, ok, start, now):
        if start < self.since:
            return  # a late answer to a call from before the last change of state
        if self.state == "half-open":  # this is the probe
            self.turn("closed" if ok else "open", now)
        elif self.state == "closed":
            self.results.append(ok)
            if len(self.results) >= self.least and self.results.count(False) >= self.ratio * len(self.results):
                self.turn("open", now)
            # without the breaker (breaks 1, 2, 3, 4): nothing


def run(breaker=None, limit=WORKERS, hangs=HANGS, tries=1, around=False):
    """`around`: the breaker is asked once a page and sees only the last try. Otherwise it's asked for each try."""
    busy, failed, plain, lost = [], 0, 0, 0
    for now in range(END):
        ended, busy = [call for call in busy if call[0] == now], [call for call in busy if call[0] > now]
        for _, start, ok, left in ended:
            again = not ok and left
            if breaker and not (around and again):
                breaker.report(ok, start, now)
            # without a report of each try (breaks 4): breaker and not again and breaker.report(ok, start, now)
            if again and (around or not breaker or breaker.allows(now)):
                ok = now not in hangs
                failed += not ok
                busy.append((now + (1 if ok else TIMEOUT), now, ok, left - 1))
            elif again:
                plain += 1
        if len(busy) == WORKERS:
            lost += 1  # no worker left to answer this page at all
        elif len(busy) >= limit or breaker and not breaker.allows(now):
            plain += 1  # answered at once, without recommendations
        else:
            ok = now not in hangs
            failed += not ok
            busy.append((now + (1 if ok else TIMEOUT), now, ok, tries - 1))
            # without the hang: busy.append((now + 1, now, ok, tries - 1))
    return failed, plain, lost


def back_in(end):
    """Seconds from the service's return until the breaker lets all calls through again."""
    breaker = Breaker()
    run(breaker, hangs=range(200, end))
    return max(0.0, (breaker.since - end) / 10)


guarded, together, touchy = Breaker(), Breaker(), Breaker(ratio=0.05)  # touchy opens at the first failure in 20 calls
run(touchy)
alone, breaker, bulkhead, both = run(), run(guarded), run(limit=CALLS), run(together, limit=CALLS)
print("timeout of 3 s           calls that failed   pages without the extra   pages lost")
outside, inside = run(Breaker(), tries=2, around=True), run(Breaker(), tries=2)
rows = {"alone": alone, "+ breaker": breaker, "+ limit of 5 calls": bulkhead, "+ both": both}
for name, row in {**rows, "2 tries, breaker around": outside, "2 tries, breaker inside": inside}.items():
    print("{:24}{:18}{:26}{:13}".format(name, *row))
print(*guarded.log, sep="\n")
print("with the limit:", *together.log[-1:])
delays = [back_in(end) for end in range(450, 550)]
print(f"back at 45.0 to 54.9 s: it closes {min(delays)} to {max(delays)} s later")
# claim: here the breaker loses 10 pages instead of 100, and a limit of 5 concurrent calls loses none
lost = [row[2] for row in (alone, breaker, bulkhead, both)]
assert lost == [100, 10, 0, 0], f"{lost[1]} lost with the breaker, {lost[2]} with the limit"
assert sum(alone) == 300 and bulkhead == (50, 250, 0)
# claim: the breaker opens 3.9 s into the fault, and one that opens at the first failure waits for a timeout of 3 s too
opened = [*guarded.log[:1], *touchy.log[:1]]
assert opened == ["23.9 s open", "23.0 s open"], " and ".join(opened) or "never open"
# claim: in the worst case, the breaker closes a timeout plus a pause, 8 s, after the service is back
assert (min(delays), max(delays)) == (0.1, 8.0), f"{max(delays)} s"
# claim: with two tries a page, 40 pages are lost with the breaker around both tries, and 19 with one that sees each try
assert outside == (62, 268, 40) and inside == (32, 301, 19), f"{outside[2]} and {inside[2]} lost"
