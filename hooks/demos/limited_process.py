"""Run a command with limited time, memory and output, and kill whatever it leaves running."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil

from hooks.demos.deadline import Deadline
from hooks.demos.errors import DemoError, TimedOut, TooMuchMemory

MAX_MEMORY = 512 * 1024 * 1024
"""Bytes that a script, its child processes and its server hold together."""
_MEMORY_INTERVAL = 0.1


class PreparedScript(NamedTuple):
    """A script in a temporary folder, and how to run it. ``path`` is where the script itself sees its file."""

    path: str
    folder: Path
    command: tuple[str, ...]
    environment: dict[str, str]


class Result(NamedTuple):
    """``status`` is the exit status; ``problem`` is the limit for which the script was killed."""

    status: int
    output: str
    errors: str
    problem: DemoError | None


def run_command(script: PreparedScript, timeout: float, limit: int) -> Result:
    """Run a script and kill whatever it leaves running; at most ``limit`` bytes of its output are read.

    Output goes to files, since a pipe would stay open as long as a leftover process holds it.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = psutil.Popen(
            script.command, cwd=script.folder, env=script.environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=errors, start_new_session=True,
        )  # fmt: skip
        try:
            problem = _watch(process, timeout)
        finally:
            _kill(process)
        texts = []
        for file in (output, errors):
            file.seek(0)
            texts.append(file.read(limit).decode(errors="replace"))
    return Result(process.returncode, texts[0], texts[1], problem)


def _watch(process: psutil.Popen, timeout: float) -> DemoError | None:
    """Wait for a process; returns the limit that it exceeded, if any."""
    deadline = Deadline(timeout)
    family: list[psutil.Process] = [process]
    while not deadline.passed(member.pid for member in family):
        with suppress(psutil.TimeoutExpired):
            process.wait(min(timeout, _MEMORY_INTERVAL))
            return None
        family = _family(process)
        if _memory(family) > MAX_MEMORY:
            return TooMuchMemory(0, f"the script's processes hold more than {MAX_MEMORY >> 20} MB together")
    return TimedOut(0, f"the script, or a process it started, was killed after {timeout:g} seconds")


def _memory(family: Sequence[psutil.Process]) -> int:
    """Bytes held by processes. The slower exact count is used only if the sum is too high."""
    resident = sum(_measured(member, "memory_info", "rss") for member in family)
    return (
        resident if resident <= MAX_MEMORY else sum(_measured(member, "memory_full_info", "pss") for member in family)
    )


def _family(process: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return [process, *process.children(recursive=True)]
    return []


def _measured(process: psutil.Process, method: str, field: str) -> int:
    with suppress(psutil.Error):
        info = getattr(process, method)()
        return int(getattr(info, field, info.rss))
    return 0


def _kill(process: psutil.Popen) -> None:
    """Kill the process, its descendants and its process group. The sandbox kills everything else inside."""
    for member in _family(process):
        with suppress(psutil.Error):
            member.kill()
    with suppress(ProcessLookupError, PermissionError):  # PermissionError: macOS, if the group is gone
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
