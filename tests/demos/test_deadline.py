"""Time limits on a busy machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.demos import deadline
from hooks.demos.deadline import MAX_FACTOR, Deadline


class Machine:
    """A clock, and for how long each process has waited for a processor since it started."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waited: dict[int, float] = {}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr("time.monotonic", lambda: machine.now)
    monkeypatch.setattr(deadline, "_waited", lambda pid: machine.waited.get(pid, 0.0))
    return machine


def test_sleep_counts(machine: Machine) -> None:
    limit = Deadline(10)
    machine.now += 9
    assert not limit.passed([1])
    machine.now += 2
    assert limit.passed([1])


def test_waiting_for_a_processor_does_not_count(machine: Machine) -> None:
    machine.waited[1] = 5.0  # before the limit began
    limit = Deadline(10)
    assert not limit.passed([1])
    machine.now, machine.waited[1] = machine.now + 12, 8.0
    assert not limit.passed([1])
    machine.now += 2
    assert limit.passed([2])  # the first process is gone, and its wait still counts


def test_a_busy_machine_stops_a_program_in_the_end(machine: Machine) -> None:
    limit = Deadline(10)
    limit.passed([1])
    machine.now, machine.waited[1] = machine.now + MAX_FACTOR * 10 + 1, 1000.0
    assert limit.passed([1])


def test_the_wait_of_a_process_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_: "359551 2500000000 2\n")
    assert deadline._waited(1) == 2.5
    monkeypatch.undo()
    assert deadline._waited(2**30) == 0.0
