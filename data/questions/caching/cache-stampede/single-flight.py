"""Fifty requests miss one key together. A barrier and an event fix the order of events."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, Event, Lock

N = 50


class SingleFlight:
    def __init__(self, expected=1):
        self.lock, self.flights = Lock(), {}
        self.expected, self.all_here = expected, Event()  # for the demo only: when everybody who will come has come

    def do(self, key, load):
        with self.lock:
            leads = key not in self.flights
            # without single flight (breaks 1, 2): leads = True
            flight = self.flights[key] = Future() if leads else self.flights[key]
            self.expected -= 1
            if self.expected == 0:
                self.all_here.set()
        if leads:
            try:
                flight.set_result(load())
            except BaseException as error:  # whatever ends the leader, or its waiters would hang
                flight.set_exception(error)
            with self.lock:
                if self.flights.get(key) is flight:
                    del self.flights[key]  # after a failure too, or the error would stay
                    # without the removal (breaks 3): pass
        return flight.result()  # the leader's value, or the leader's exception


def serve(servers=1, broken=False):
    """Loads and errors of fifty requests, spread over servers with a flight each."""
    loads, all_missed = [], Barrier(N)
    flights = [SingleFlight(N // servers) for _ in range(servers)]
    # without a flight each (breaks 2): flights = [SingleFlight(N)] * servers

    def request(number):
        flight = flights[number % servers]

        def load():
            loads.append(number)
            flight.all_here.wait()  # still running while the others arrive
            if broken and loads[0] == number:  # the first load fails, and any other would succeed
                raise ConnectionError
            return "page"

        all_missed.wait()  # all fifty have seen the miss before the first one loads
        return flight.do("home", load)

    with ThreadPoolExecutor(N) as pool:
        futures = [pool.submit(request, number) for number in range(N)]
    return len(loads), sum(future.exception() is not None for future in futures)


def one_after_the_other(first_fails):
    """Loads of two requests that have both seen the miss, where the first one's flight has landed before the second's begins."""
    flight, cache, loads = SingleFlight(), {}, []

    def load():
        if "home" in cache:  # a second look, inside the flight
            return cache["home"]
        # without the second look (breaks 4): nothing
        loads.append("SELECT")
        if first_fails and len(loads) == 1:
            raise ConnectionError
        cache["home"] = "page"
        return cache["home"]

    answers = []
    for _ in range(2):
        try:
            answers.append(flight.do("home", load))
        except ConnectionError:
            answers.append("error")
    return len(loads), answers[1]


shared, fleet, down = serve(), serve(servers=5), serve(broken=True)
after_failure, after_success = one_after_the_other(True), one_after_the_other(False)
print(f"single flight                 {shared[0]:2} load")
print(f"5 servers with a flight each  {fleet[0]:2} loads")
print(f"single flight, the first fails{down[0]:2} load, {down[1]} errors")
print(f"the next request then         {after_failure[0]:2} loads in all, gets {after_failure[1]}")
print(f"a late one after a success    {after_success[0]:2} load in all, gets {after_success[1]}")
# claim: with single flight, 50 simultaneous misses in one process are one load, and if it fails, all 50 fail, even if a second load would succeed
assert shared == (1, 0) and down == (1, 50), f"{shared[0]} loads, and {down[1]} errors if the first fails"
# claim: a flight lives in one process, so five servers with 10 misses each load five times
assert fleet == (5, 0), f"{fleet[0]} loads"
# claim: if the flight is removed after a failure too, the next request loads again and gets the page
assert after_failure == (2, "page"), f"the next one gets {after_failure[1]}"
# claim: with a second look at the cache inside the flight, a request that comes after the landing doesn't load again
assert after_success == (1, "page"), f"{after_success[0]} loads"
