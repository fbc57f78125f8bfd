"""A hundred sender slots, 200 healthy deliveries a second, and customers whose endpoints hang until the timeout."""

import heapq

SLOTS, HEALTHY, TIMEOUT, FAILURES, PROBE = 100, 0.3, 15, 20, 60  # slots, seconds, seconds, in a row, seconds


class Endpoint:
    """One that hangs. Says whether a delivery may start now, or waits in the endpoint's own queue."""

    def __init__(self):
        self.ends, self.next_probe = [], 0

    def admits(self, now):
        is_open = sum(end <= now for end in self.ends) >= FAILURES
        # without the breaker (breaks 2): is_open = False
        if is_open and now < self.next_probe:
            return False
        self.next_probe = now + PROBE
        return sum(end > now for end in self.ends) < 20
        # without the cap (breaks 1, 2): return True


def waits(hanging):
    """Seconds that each healthy delivery waits for a slot, by its arrival, over five minutes."""
    endpoints, free, waited = [Endpoint() for _ in range(hanging)], [0.0] * SLOTS, {}
    for tick in range(60_000):
        now = tick / 200
        for endpoint in endpoints if tick % 20 == 0 else ():  # ten a second for each that hangs
            if endpoint.admits(now):
                endpoint.ends.append(max(now, heapq.heappop(free)) + TIMEOUT)
                heapq.heappush(free, endpoint.ends[-1])
        start = max(now, heapq.heappop(free))
        heapq.heappush(free, start + HEALTHY)
        waited[now] = start - now
    return waited


one, ten = waits(1), waits(10)
last = [wait for now, wait in ten.items() if now >= 240]
print(f"one endpoint hangs:  a healthy delivery waits {max(one.values()):.0f} s at most")
print(f"ten endpoints hang:  a healthy delivery waits {max(ten.values()):.0f} s at most, {max(last):.0f} s in the last minute")
# claim: with a cap of twenty open requests for each endpoint, one that hangs delays no healthy delivery
assert max(one.values()) == 0, f"{max(one.values()):.0f} s"
# claim: with ten that hang, a healthy delivery waits up to 44 seconds, and none waits in the fifth minute, when breakers are open
assert round(max(ten.values())) == 44 and max(last) == 0, f"{max(last):.0f} s"
