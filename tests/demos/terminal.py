"""A terminal for a command that wants one: what it shows is read, what somebody types is written."""

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

PATIENCE = 30
"""Seconds until a command that shows nothing more is given up."""
_TAKE_TERMINAL = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a terminal's shell does not pass on that it ignores Ctrl-C
os.close(os.open(os.ttyname(0), os.O_RDWR))  # makes it the session's own, so that Ctrl-C arrives
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """A command at its own terminal for as long as the block lasts; ``status`` is there once it has ended."""

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
        self._process.wait(PATIENCE)
        os.close(self._screen)

    def until(self, text: str) -> str:
        """What is shown up to a text, which is awaited."""
        while text not in self._seen:
            if not self._read():
                raise AssertionError(f"{text!r} was not shown, but:\n{self._seen}")
        shown, _, self._seen = self._seen.partition(text)
        return shown

    def rest(self) -> str:
        """What is shown until the command ends."""
        while self._read():
            pass
        self.status = self._process.wait(PATIENCE)
        return self._seen

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self._screen, text.encode())

    def _read(self) -> bool:
        ready, _, _ = select.select([self._screen], [], [], PATIENCE)
        found = b""
        if ready:
            with suppress(OSError):  # Linux says so when the other end is closed
                found = os.read(self._screen, 65536)
        self._seen += found.decode(errors="replace")
        return bool(found)
