"""A hundred requests that wait for a slow dependency: how many are in flight at once. Gates fix the order, not clocks."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

REQUESTS, THREADS = 100, 8


def thread_pool():
    """A call blocks its thread until the dependency answers, which it does only after we have counted."""
    started, answered = threading.Semaphore(0), threading.Event()

    def request():
        started.release()
        answered.wait()

    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(request) for _ in range(REQUESTS)]
        for _ in range(THREADS):
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
            in_flight -= 1

    async def dependency():
        for _ in range(REQUESTS):
            await asyncio.sleep(0)  # lets every request that can go on do so
        answered.set()

    await asyncio.gather(*(request() for _ in range(REQUESTS)), dependency())
    return most


pool, loop, limited = thread_pool(), asyncio.run(event_loop()), asyncio.run(event_loop(limit=THREADS))
print(f"{pool:3} of {REQUESTS} in flight on a pool of {THREADS} threads")
print(f"{loop:3} of {REQUESTS} in flight on one event loop")
print(f"{limited:3} of {REQUESTS} in flight on one event loop behind a semaphore of {THREADS}")
# claim: a pool has as many calls in flight as it has threads, however many requests wait
assert pool == THREADS
# claim: one event loop has all hundred in flight, unless a semaphore limits them
assert (loop, limited) == (REQUESTS, THREADS)
