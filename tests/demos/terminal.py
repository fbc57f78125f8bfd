"""A pseudo-terminal for testing interactive commands."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

TIMEOUT = 30
"""Seconds to wait for output."""
_TAKE_TERMINAL = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)  # don't inherit an ignored SIGINT
os.close(os.open(os.ttyname(0), os.O_RDWR))  # makes it the controlling terminal, so that Ctrl-C works
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """Runs a command in a pseudo-terminal and kills it on exit. ``status`` is set by `rest`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._screen, keyboard = pty.openpty()
        termios.tcsetwinsize(keyboard, (40, 120))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, *command],
            env={**os.environ, "TERM": "xterm", **(environment or {})},
            stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True,
        )  # fmt: skip
        os.close(keyboard)
        self._seen = ""
        self.status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait(TIMEOUT)
        os.close(self._screen)

    def until(self, text: str) -> str:
        """Wait for a text and return the output before it."""
        while text not in self._seen:
            if not self._read():
                raise AssertionError(f"{text!r} not found in:\n{self._seen}")
        shown, _, self._seen = self._seen.partition(text)
        return shown

    def rest(self) -> str:
        """Wait for the command to exit and return the rest of its output."""
        while self._read():
            pass
        self.status = self._process.wait(TIMEOUT)
        return self._seen

    def type(self, text: str) -> None:
        """Type text."""
        os.write(self._screen, text.encode())

    def _read(self) -> bool:
        ready, _, _ = select.select([self._screen], [], [], TIMEOUT)
        found = b""
        if ready:
            with suppress(OSError):  # on Linux, if the other end is closed
                found = os.read(self._screen, 65536)
        self._seen += found.decode(errors="replace")
        return bool(found)
