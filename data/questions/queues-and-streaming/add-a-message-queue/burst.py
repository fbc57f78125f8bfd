"""A consumer that does 50 messages a second meets a burst, and loads at and above what it can do, second by second."""

from collections import deque

CAPACITY = 50
ROOM = 1_000_000
# without the queue (breaks 1, 3): ROOM = CAPACITY
AFTER, MOST, ABOVE = 20, 50, 60  # calls a second: after the burst, at capacity, and above it
# without the quiet time after the burst (breaks 1): AFTER, MOST, ABOVE = 60, 50, 60
# without the limit on the load (breaks 2): AFTER, MOST, ABOVE = 20, 51, 60
# without the excess (breaks 3): AFTER, MOST, ABOVE = 20, 50, 50


def direct(load):
    """The caller waits for the work, at most a second, so whatever exceeds the capacity of its second fails."""
    return sum(max(0, arriving - CAPACITY) for arriving in load)


def queued(load):
    """The longest queue, the longest wait in seconds of what was done, and when the queue is empty for good."""
    queue, longest, wait, empty = deque(), 0, 0, 0
    for second, arriving in enumerate(load):
        queue.extend([second] * min(arriving, ROOM - len(queue)))
        for _ in range(min(CAPACITY, len(queue))):
            wait = max(wait, second - queue.popleft())
        longest = max(longest, len(queue))
        empty = second + 1 if queue else empty
    return longest, wait, None if queue else empty


LOADS = {
    f"burst: 200/s for 20 s, then {AFTER}/s": [200] * 20 + [AFTER] * 580,
    f"steady: {MOST}/s for an hour": [MOST] * 3600,
    f"growth: {ABOVE}/s for ten minutes": [ABOVE] * 600,
    f"growth: {ABOVE}/s for an hour": [ABOVE] * 3600,
}
seen = {}
for name, load in LOADS.items():
    failed, (longest, wait, empty) = seen[name] = direct(load), queued(load)
    end = f"empty after {empty} s" if empty is not None else "never empty"
    print(f"{name:33} direct: {failed:5} fail   queued: up to {longest:5} waited up to {wait:3} s, {end}")

burst, steady, minutes, hour = seen.values()
# claim: the burst fails 3,000 direct calls; queued, they wait at most a minute, and 2 minutes in, the queue is empty
failed, (longest, wait, empty) = burst
assert failed == longest == 20 * (200 - CAPACITY) == 3000, f"up to {longest} in the queue"
assert wait <= 60 and empty == 119, f"empty after {empty} s"
# claim: at what the consumer can do, and with even arrivals, nothing fails and nothing waits
assert steady == (0, (0, 0, 0)), f"up to {steady[1][0]} in the queue"
# claim: a fifth above it, the queue never empties: six times as long makes it, and the wait, six times as long
assert minutes[1] == (6000, 100, None) and hour[1] == (36000, 600, None), f"up to {hour[1][0]} in the queue"
