"""Runs a script many times, each with another ``$SEED`` from 0 on. Runs inside the sandbox, instead of the script.

Usage: ``python sweep.py RUNS SCRIPT`` in an empty folder. Prints a JSON list with the exit status, output and errors of
each run, in order. Stops after the first run that fails, unless ``RUNS`` begins with a plus sign.
"""

from __future__ import annotations

import json
import os
import runpy
import shutil
import sys
from pathlib import Path

MAX_OUTPUT = 8 * 1024
"""Bytes of a run's output, and of its errors."""


def main() -> None:
    """Run the script in forked processes, as many at a time as there are processors."""
    runs, script = sys.argv[1:]
    sys.path.insert(0, str(Path(script).parent))
    results = []
    for start in range(0, int(runs), _batch()):
        batch = range(start, min(start + _batch(), int(runs)))
        children = [(seed, _start(script, seed)) for seed in batch]
        results += [_finish(seed, child) for seed, child in children]
        if not runs.startswith("+") and any(status for status, _, _ in results):
            break
    json.dump(results, sys.stdout)


def _batch() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(script: str, seed: int) -> int:
    """Fork a process that runs the script in a new folder; returns its id."""
    if child := os.fork():
        return child
    folder = Path.cwd() / f"{seed}"
    folder.mkdir()
    for descriptor, name in ((1, "output"), (2, "errors")):
        os.dup2(os.open(f"{seed}.{name}", os.O_RDWR | os.O_CREAT | os.O_TRUNC), descriptor)
    os.chdir(folder)
    os.environ["SEED"] = str(seed)
    sys.argv = [script]
    runpy.run_path(script, run_name="__main__")
    sys.exit()


def _finish(seed: int, child: int) -> tuple[int, str, str]:
    _, status = os.waitpid(child, 0)
    texts = []
    for name in ("output", "errors"):
        file = Path(f"{seed}.{name}")
        with file.open("rb") as opened:
            texts.append(opened.read(MAX_OUTPUT).decode(errors="replace"))
        file.unlink()
    shutil.rmtree(str(seed), ignore_errors=True)
    return os.waitstatus_to_exitcode(status), texts[0], texts[1]


if __name__ == "__main__":
    main()
