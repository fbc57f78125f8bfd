"""What a build costs, by the operating system's own account, and how soon an edit is served."""

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
"""As on a reader's machine, where Python keeps what it compiled."""
_PATIENCE = 120.0
_KILOBYTES = 1024 if sys.platform == "linux" else 1024 * 1024
_WORD = "wordnobodywrote"


class Cost(NamedTuple):
    """Seconds on the clock, seconds of processor over all processes, and the peak of the largest in MB."""

    wall: float
    cpu: float
    peak: float


def build(folder: Path) -> Cost:
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
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _KILOBYTES)


def until_served(folder: Path) -> float:
    """Seconds from the edit of one answer until ``mkdocs serve`` answers with it."""
    answer = folder / "data" / "questions" / "transactions" / "lost-update" / "answer.md"
    port = _free_port()
    page = f"http://127.0.0.1:{port}/questions/lost-update/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dev-addr", f"127.0.0.1:{port}"]
    with started(command, cwd=folder, env=_ENVIRONMENT):
        _wait_for(page, "lost-update")
        start = time.perf_counter()
        answer.write_text(answer.read_text("utf-8") + f"\nThis is new: {_WORD}.\n", "utf-8")
        _wait_for(page, _WORD)
        return time.perf_counter() - start


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(page: str, word: str) -> None:
    deadline = time.perf_counter() + _PATIENCE
    while time.perf_counter() < deadline:
        try:
            with urllib.request.urlopen(page, timeout=_PATIENCE) as response:  # noqa: S310 - our own server
                if word in response.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise RuntimeError(f"{page} did not show {word!r} within {_PATIENCE:.0f} s")
