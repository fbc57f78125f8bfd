"""A trip of three bookings as a saga. In each run its orchestrator crashes once, after another action, and is restarted.

A customer may cancel before the restart.
"""

STEPS = ("flight", "hotel", "car")
ALL, NOTHING = STEPS, ()


class Crash(Exception):
    pass


class World:
    """Three services, each idempotent by trip, and the saga's log. All of them survive a crash of the orchestrator."""

    def __init__(self, crash_after, sold_out):
        self.booked, self.log, self.canceled = [], [], False
        self.actions, self.crash_after, self.sold_out = 0, crash_after, sold_out

    def acted(self):
        self.actions += 1
        if self.actions == self.crash_after:
            raise Crash

    def book(self, step):
        if step == self.sold_out:
            return False
        self.booked = [other for other in self.booked if other != step] + [step]
        # without repeatable bookings (breaks 1): self.booked.append(step)
        self.acted()
        return True

    def cancel(self, step):
        self.booked = [other for other in self.booked if other != step]
        # without compensations (breaks 2, 3): nothing
        # without accepting that nothing is booked (breaks 2, 3 with ValueError): self.booked.remove(step)
        self.acted()

    def write(self, *entry):
        self.log.append(entry)
        self.acted()


def saga(world):
    """Write the intent, act, write the outcome. If a step is refused or the trip is canceled, undo in reverse."""
    while ("undo",) not in world.log:
        begun = [entry[1] for entry in world.log if entry[0] == "begin"]
        done = [entry[1] for entry in world.log if entry[0] == "done"]
        if len(done) == len(STEPS):
            return
        step = STEPS[len(done)]
        if world.canceled:
            world.write("undo")
            break
        if step not in begun:
            world.write("begin", step)
            # without intents (breaks 3): begun.append(step)
        if world.book(step):
            world.write("done", step)
        else:
            world.write("undo")
    started = [entry[1] for entry in world.log if entry[0] == "begin"]
    # without intents (breaks 3): started = [entry[1] for entry in world.log if entry[0] == "done"]
    for step in reversed(started):
        if ("undone", step) not in world.log:
            world.cancel(step)
            world.write("undone", step)


def ends(sold_out=None, canceled=False):
    """How the trip ends, for each action after which the orchestrator can crash."""
    outcomes = []
    while True:
        world = World(len(outcomes) + 1, sold_out)
        try:
            saga(world)
            return outcomes
        except Crash:
            world.canceled = canceled
        saga(world)
        # without the restart: nothing
        outcomes.append(tuple(world.booked))


found = {
    "car free": ends(),
    "car sold out": ends(sold_out="car"),
    "canceled before the restart": ends(canceled=True),
}
torn = {name: sum(outcome not in (ALL, NOTHING) for outcome in outcomes) for name, outcomes in found.items()}
for name, count in torn.items():
    print(f"{name:28}{count} trips end in part or twice")


def wrong(name, allowed):
    """Trips that end in another way, for the message."""
    count = sum(outcome != allowed for outcome in found[name])
    return f"{count} of {len(found[name])} trips"


# claim: wherever the orchestrator crashes, a restart from the log books the whole trip once if the car is free
assert set(found["car free"]) == {ALL}, wrong("car free", ALL)
# claim: wherever the orchestrator crashes, a restart from the log leaves nothing booked if the car is sold out
assert set(found["car sold out"]) == {NOTHING}, wrong("car sold out", NOTHING)
# claim: if the customer cancels before the restart, the trip ends booked once or not at all, but never in part
count = torn["canceled before the restart"]
assert count == 0, f"{count} in part or twice"
assert set(found["canceled before the restart"]) == {ALL, NOTHING}
