"""Fifty requests miss one key together. A barrier and a semaphore fix the order of events."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, Lock, Semaphore

N = 50


class SingleFlight:
    def __init__(self):
        self.lock, self.flights = Lock(), {}
        self.followers = Semaphore(0)  # for the demo only: counts who waits for the leader

    def do(self, key, load):
        with self.lock:
            leads = key not in self.flights
            flight = self.flights.setdefault(key, Future())
        if leads:
            try:
                flight.set_result(load())
            except Exception as error:
                flight.set_exception(error)
            with self.lock:
                del self.flights[key]  # after a failure too, or the error would stay forever
        else:
            self.followers.release()
        return flight.result()  # the leader's value, or the leader's exception


def serve(protected, error=None):
    queries, flight, all_missed = [], SingleFlight(), Barrier(N)

    def query():
        queries.append("SELECT")
        for _ in range(N - 1 if protected else 0):
            flight.followers.acquire()  # still running while the other 49 arrive
        if error:
            raise error
        return "page"

    def request():
        all_missed.wait()  # all fifty have seen the miss before the first one loads
        return flight.do("home", query) if protected else query()

    with ThreadPoolExecutor(N) as pool:
        futures = [pool.submit(request) for _ in range(N)]
    return len(queries), sum(future.exception() is not None for future in futures)


def after_a_failure():
    flight = SingleFlight()
    try:
        flight.do("home", lambda: 1 / 0)
    except ZeroDivisionError:
        pass
    try:
        return flight.do("home", lambda: "page")
    except ZeroDivisionError:
        return "the old error"


alone, shared, down = serve(protected=False), serve(protected=True), serve(True, ConnectionError())
fleet = sum(serve(protected=True)[0] for _ in range(4))
print(f"no protection             {alone[0]:2} loads")
print(f"single flight             {shared[0]:2} load")
print(f"4 servers, a flight each  {fleet:2} loads")
print(f"single flight, load fails {down[0]:2} load, {down[1]} errors")
print(f"the next request gets     {after_a_failure()}")
# claim: fifty simultaneous misses are fifty loads without protection, and one with single flight
assert alone == (50, 0) and shared == (1, 0)
# claim: a flight lives in one process, so four servers load four times; and one failed load fails all fifty
assert fleet == 4 and down == (1, 50)
# claim: a failure is not kept: the next request loads again
assert after_a_failure() == "page"
