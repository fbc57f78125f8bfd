"""Measures the time and memory of a build, and the time until an edit is served."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

from tests.processes import started

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "NO_MKDOCS_2_WARNING": "1"
}
"""With bytecode caching, as on anyone's machine."""
_TIMEOUT = 120.0
_MAXRSS_PER_MB = 1024 if sys.platform == "linux" else 1024 * 1024
_MARKER = "wordnobodywrote"


class BuildCost(NamedTuple):
    """Wall-clock seconds, CPU seconds of all processes, and peak memory of the largest process in MB."""

    wall: float
    cpu: float
    peak: float


def build(folder: Path) -> BuildCost:
    """Run ``mkdocs build`` in ``folder``.

    Raises:
        RuntimeError: the build failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, env=_ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"mkdocs build failed in {folder}")
    return BuildCost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MAXRSS_PER_MB)


def edit_to_served(folder: Path) -> float:
    """Seconds from an edit of an answer until ``mkdocs serve`` serves it."""
    answer = folder / "data" / "questions" / "transactions" / "lost-update" / "answer.md"
    port = _free_port()
    page = f"http://127.0.0.1:{port}/questions/lost-update/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", f"127.0.0.1:{port}"]
    with started(command, cwd=folder, env=_ENVIRONMENT):
        _wait_for(page, "lost-update")
        start = time.perf_counter()
        answer.write_text(answer.read_text("utf-8") + f"\nThis is new: {_MARKER}.\n", "utf-8")
        _wait_for(page, _MARKER)
        return time.perf_counter() - start


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(url: str, text: str) -> None:
    deadline = time.perf_counter() + _TIMEOUT
    while time.perf_counter() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=_TIMEOUT) as response:  # noqa: S310 - our own server
                if text in response.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise RuntimeError(f"{url} didn't show {text!r} within {_TIMEOUT:.0f} s")
