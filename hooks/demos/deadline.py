"""A time limit that doesn't count the time for which a busy machine kept processes waiting for a processor."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

MAX_FACTOR = 5
"""The clock stops a program after this many times its limit, whatever it waited for."""


class Deadline:
    """``seconds`` from now. Linux only: elsewhere, waiting for a processor counts too."""

    def __init__(self, seconds: float) -> None:
        self._start = time.monotonic()
        self._seconds = seconds
        self._waits: dict[int, tuple[float, float]] = {}
        """Each process's wait since it started: when first seen, and now."""

    def passed(self, pids: Iterable[int]) -> bool:
        """Whether the time is up; ``pids`` are the processes that run now. Call it often: only they are looked at."""
        for pid in pids:
            wait = _waited(pid)
            first, _ = self._waits.get(pid, (wait, wait))
            self._waits[pid] = first, max(first, wait)
        waited = sum(last - first for first, last in self._waits.values())
        return time.monotonic() - self._start > min(self._seconds + waited, MAX_FACTOR * self._seconds)


def _waited(pid: int) -> float:
    """Seconds that a process was ready to run and had no processor."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[1]) / 1e9
    return 0.0
