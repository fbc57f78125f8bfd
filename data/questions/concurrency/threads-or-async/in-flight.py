"""A hundred requests that wait for a slow dependency: how many are in flight at once. Gates fix the order, not clocks."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

REQUESTS, THREADS, LIMIT = 100, 8, 8
# without the small pool (breaks 1): REQUESTS, THREADS, LIMIT = 100, 100, 8
# without the semaphore (breaks 3): REQUESTS, THREADS, LIMIT = 100, 8, 100


def thread_pool(threads):
    """A call blocks its thread until the dependency answers, which it does only after we have counted."""
    started, answered, used = threading.Semaphore(0), threading.Event(), set()

    def request():
        used.add(threading.get_ident())
        started.release()
        answered.wait()

    with ThreadPoolExecutor(threads) as pool:
        futures = [pool.submit(request) for _ in range(REQUESTS)]
        for _ in range(threads):
            started.acquire()  # all threads are inside a call now, and none of them can take another request
        in_flight = sum(future.running() for future in futures)
        threads_used = len(used)
        answered.set()
    return in_flight, threads_used


async def event_loop(limit=REQUESTS):
    in_flight, most, allowed, answered, used = 0, 0, asyncio.Semaphore(limit), asyncio.Event(), set()

    async def request():
        nonlocal in_flight, most
        async with allowed:
            in_flight += 1
            used.add(threading.get_ident())
            most = max(most, in_flight)
            await answered.wait()
            # without the await (breaks 2, 3): threading.Event().wait(0.001)  # blocks the loop's only thread
            in_flight -= 1

    async def dependency():
        for _ in range(REQUESTS):
            await asyncio.sleep(0)  # lets every request that can go on do so
        answered.set()

    await asyncio.gather(*(request() for _ in range(REQUESTS)), dependency())
    return most, len(used)


pool, loop, limited = thread_pool(THREADS), asyncio.run(event_loop()), asyncio.run(event_loop(limit=LIMIT))
print(f"{pool[0]:3} of {REQUESTS} in flight on {pool[1]:3} threads: a pool of {THREADS}")
print(f"{loop[0]:3} of {REQUESTS} in flight on {loop[1]:3} thread: an event loop")
print(f"{limited[0]:3} of {REQUESTS} in flight on {limited[1]:3} thread: an event loop behind a semaphore of {LIMIT}")
# claim: of 100 requests, a pool of 8 threads has 8 in flight, one on each thread
assert pool == (8, 8), f"{pool[0]} in flight on {pool[1]} threads"
# claim: an event loop has all 100 in flight on one thread
assert loop == (100, 1), f"{loop[0]} in flight on {loop[1]} thread"
# claim: a semaphore of 8 limits the event loop to 8 in flight
assert limited == (8, 1), f"{limited[0]} in flight on {limited[1]} thread"
