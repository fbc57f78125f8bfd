"""What programs run with: the database server, started when first needed, and the sandbox."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from types import FrameType, TracebackType
from typing import Self

from hooks.demos.postgres import Server, postgres_server
from hooks.demos.sandbox import Sandbox, find_sandbox


class Services:
    """A context manager that stops the server on exit. A server that doesn't start raises `ServerError`.

    Args:
        unconfined: Programs may run without a sandbox, even if they have changed.
    """

    def __init__(self, *, unconfined: bool = False) -> None:
        self._stack = ExitStack()
        self.unconfined = unconfined

    def __enter__(self) -> Self:
        self._stack.enter_context(exit_on_signals())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @cached_property
    def postgres(self) -> Server:
        """PostgreSQL, for SQL programs."""
        return self._stack.enter_context(postgres_server())

    @cached_property
    def sandbox(self) -> Sandbox | None:
        """The sandbox for scripts; None if this system has none, or if they're unconfined."""
        return None if self.unconfined else find_sandbox()


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into a normal exit, so the servers are stopped and not orphaned."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread can set handlers
        yield
        return
    handled = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_DFL]
    for number in handled:
        signal.signal(number, _exit)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)


def _exit(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)
