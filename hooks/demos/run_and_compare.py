"""Run programs side by side, and compare each with its record or update the record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

from hooks.demos.outcome import Outcome, outcome_of
from hooks.demos.postgres import CONNINFO_VARIABLE
from hooks.demos.services import Services, exit_on_signals

MAX_WORKERS = 4

_Worker = subprocess.Popen[str]


def run_and_compare(programs: Iterable[Path], *, record: bool = False, unconfined: bool = False) -> Iterator[Outcome]:
    """Run every program; yields the outcomes in the programs' order.

    Programs run in several processes, one program at a time in each. Each process has its own servers, which start
    when a program first needs them and stop after the last, so that programs can't influence each other.
    """
    paths = list(programs)
    count = min(_processors(), MAX_WORKERS, len(paths))
    if count <= 1 or os.environ.get(CONNINFO_VARIABLE):  # a server that isn't ours can run one program at a time
        with Services(unconfined=unconfined) as services:
            for path in paths:
                yield outcome_of(path, services, record=record)
    else:
        options = (*(["--record"] if record else []), *(["--unconfined"] if unconfined else []))
        # The workers end first, so that no thread waits for one.
        with ThreadPoolExecutor(count) as threads, exit_on_signals(), _workers(count, options) as idle:
            yield from threads.map(lambda path: _run(path, idle), paths)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _workers(count: int, options: Sequence[str]) -> Iterator[SimpleQueue[_Worker]]:
    """Start idle workers: see `hooks.demos.worker`. In sessions of their own, so that only we get a Ctrl-C."""
    command = [sys.executable, "-P", "-m", "hooks.demos.worker", *options]
    workers: list[_Worker] = []
    idle: SimpleQueue[_Worker] = SimpleQueue()
    try:
        for _ in range(count):
            workers.append(
                subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
                )
            )
            idle.put(workers[-1])
        yield idle
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.communicate()


def _run(path: Path, idle: SimpleQueue[_Worker]) -> Outcome:
    """Let an idle worker run a program."""
    worker = idle.get()
    try:
        answer = _ask(worker, str(path))
    finally:
        idle.put(worker)
    if not answer:
        return Outcome(path, "failed", f"{path.name}: the process that ran it ended", failed=True)
    return Outcome(path, **json.loads(answer))


def _ask(worker: _Worker, path: str) -> str:
    """Send a worker a line, and return its answer; empty if it has ended."""
    if worker.stdin is None or worker.stdout is None:
        return ""
    try:
        worker.stdin.write(f"{json.dumps(path)}\n")
        worker.stdin.flush()
        return worker.stdout.readline()
    except (OSError, ValueError):  # ValueError: the pipe is closed
        return ""
