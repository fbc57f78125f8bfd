"""A trip of three bookings as a saga, with a crash after every single action, and the same without a log."""

STEPS = ("flight", "hotel", "car")


class Crash(Exception):
    pass


class World:
    """Three services, each idempotent by trip, and the orchestrator's log. Both survive a crash of the orchestrator."""

    def __init__(self, crash_after, sold_out):
        self.booked, self.log = set(), []
        self.actions, self.crash_after, self.sold_out = 0, crash_after, sold_out

    def act(self):
        self.actions += 1
        if self.actions == self.crash_after:
            raise Crash

    def book(self, step):
        if step == self.sold_out:
            return False
        self.booked.add(step)
        self.act()
        return True

    def cancel(self, step):
        self.booked.discard(step)
        self.act()

    def write(self, *entry):
        self.log.append(entry)
        self.act()


def saga(world):
    """Log the intent, act, and on a refusal undo in reverse. Run again after a crash, it goes on from the log."""
    while not any(entry[0] == "undo" for entry in world.log):
        begun = [name for kind, name in world.log if kind == "begin"]
        done = [name for kind, name in world.log if kind == "done"]
        if done == list(STEPS):
            return
        step = STEPS[len(done)]
        if step not in begun:
            world.write("begin", step)
        world.write(*(("done", step) if world.book(step) else ("undo", step)))
    for step in reversed([name for kind, name in world.log if kind == "begin"]):
        if ("undone", step) not in world.log:
            world.cancel(step)
            world.write("undone", step)


def without_a_log(world):
    booked = []
    for step in STEPS:
        if not world.book(step):
            for earlier in reversed(booked):
                world.cancel(earlier)
            return
        booked.append(step)


def ends(run, sold_out, restart):
    """How every trip ends, one for each place at which the orchestrator can crash."""
    outcomes, crash_after = [], 1
    while True:
        world = World(crash_after, sold_out)
        try:
            run(world)
            return outcomes
        except Crash:
            if restart:
                run(world)
        outcomes.append(frozenset(world.booked))
        crash_after += 1


for sold_out in (None, "car"):
    for name, run, restart in (("saga", saga, True), ("no log", without_a_log, False)):
        outcomes = ends(run, sold_out, restart)
        halves = sum(outcome not in (frozenset(), frozenset(STEPS)) for outcome in outcomes)
        print(f"{name:7} car {'sold out' if sold_out else 'free':9} {len(outcomes):2} crashes, {halves} trips half booked")

# claim: wherever the orchestrator dies, the saga resumed from its log ends with all of the trip if the car is free
assert set(ends(saga, None, True)) == {frozenset(STEPS)}
# claim: and with nothing of it if the car is sold out
assert set(ends(saga, "car", True)) == {frozenset()}
# claim: without a log some crashes leave half a trip, and nobody knows
assert any(0 < len(outcome) < 3 for outcome in ends(without_a_log, "car", False))
