"""A consumer that does 50 messages a second meets a burst and then a load that is a little too high, second by second."""

from collections import deque

CAPACITY = 50


def direct(load):
    """The caller waits for the work, so whatever exceeds the capacity of its second fails."""
    return sum(max(0, arriving - CAPACITY) for arriving in load)


def queued(load):
    """The longest queue, the longest wait in seconds of what was done, and after how many seconds the queue is empty for good."""
    queue, longest, wait, empty = deque(), 0, 0, 0
    for second, arriving in enumerate(load):
        queue.extend([second] * arriving)
        for _ in range(min(CAPACITY, len(queue))):
            wait = max(wait, second - queue.popleft())
        longest = max(longest, len(queue))
        empty = second + 1 if queue else empty
    return longest, wait, None if queue else empty


LOADS = {
    "burst: 200/s for 20 s, then 20/s": [200] * 20 + [20] * 580,
    "growth: 60/s for ten minutes": [60] * 600,
    "growth: 60/s for an hour": [60] * 3600,
}
seen = {}
for name, load in LOADS.items():
    failed, (longest, wait, empty) = seen[name] = direct(load), queued(load)
    end = f"empty after {empty} s" if empty else "never empty"
    print(f"{name:33} direct: {failed:5} fail   queued: up to {longest:5} waited up to {wait:3} s, {end}")

burst, minutes, hour = seen.values()
# claim: the burst fails 3,000 direct calls; queued, they wait a minute at most, and after two minutes the queue is empty
assert burst[0] == burst[1][0] == 20 * (200 - CAPACITY) == 3000 and burst[1][1] <= 3000 / CAPACITY
assert burst[1][2] <= 20 + 3000 / (CAPACITY - 20)
# claim: at 60 a second the queue never empties, and six times as long makes six times the queue and the wait
assert minutes[1][2] is hour[1][2] is None
assert hour[1][0] == 6 * minutes[1][0] and hour[1][1] == 6 * minutes[1][1]
