"""A hundred requests that wait for a slow dependency: how many are in flight at once. Gates fix the order, not clocks."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

REQUESTS, THREADS, LIMIT = 100, 8, 8
# without the small pool (breaks 1): REQUESTS, THREADS, LIMIT = 100, 100, 8
# without the semaphore (breaks 3): REQUESTS, THREADS, LIMIT = 100, 8, 100


def thread_pool(threads):
    """A call blocks its thread until the dependency answers, which it does only after we have counted."""
    started, answered = threading.Semaphore(0), threading.Event()

    def request():
        started.release()
        answered.wait()

    with ThreadPoolExecutor(threads) as pool:
        futures = [pool.submit(request) for _ in range(REQUESTS)]
        for _ in range(threads):
            started.acquire()  # all threads are inside a call now, and none of them can take another request
        in_flight = sum(future.running() for future in futures)
        answered.set()
    return in_flight


async def event_loop(limit=REQUESTS):
    in_flight, most, allowed, answered = 0, 0, asyncio.Semaphore(limit), asyncio.Event()

    async def request():
        nonlocal in_flight, most
        async with allowed:
            in_flight += 1
            most = max(most, in_flight)
            await answered.wait()
            # without the await (breaks 2, 3): nothing
            in_flight -= 1

    async def dependency():
        for _ in range(REQUESTS):
            await asyncio.sleep(0)  # lets every request that can go on do so
        answered.set()

    await asyncio.gather(*(request() for _ in range(REQUESTS)), dependency())
    return most


pool, loop, limited = thread_pool(THREADS), asyncio.run(event_loop()), asyncio.run(event_loop(limit=LIMIT))
print(f"{pool:3} of {REQUESTS} in flight on a pool of {THREADS} threads")
print(f"{loop:3} of {REQUESTS} in flight on one event loop")
print(f"{limited:3} of {REQUESTS} in flight on one event loop behind a semaphore of {LIMIT}")
# claim: a pool of 8 has 8 calls in flight, however many requests wait
assert pool == 8, f"{pool} in flight"
# claim: one thread with an event loop has all hundred in flight
assert loop == 100, f"{loop} in flight"
# claim: a semaphore limits them to 8
assert limited == 8, f"{limited} in flight"
