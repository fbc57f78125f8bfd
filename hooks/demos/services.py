"""The servers that programs run on, each started when the first program needs it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from types import FrameType, TracebackType
from typing import Self

from hooks.demos.postgres import Server, postgres
from hooks.demos.valkey import Valkey, valkey


class Services:
    """Servers for as long as the block lasts. Asking for one that does not start raises `ServerError`."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._stack.enter_context(_told_to_leave())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @cached_property
    def postgres(self) -> Server:
        """PostgreSQL for SQL programs."""
        return self._stack.enter_context(postgres())

    @cached_property
    def valkey(self) -> Valkey:
        """Valkey for scripts that say ``# needs: valkey``."""
        return self._stack.enter_context(valkey())


@contextmanager
def _told_to_leave() -> Iterator[None]:
    """Who is told to end, or whose terminal is closed, ends its servers first: they would go on alone."""
    if threading.current_thread() is not threading.main_thread():  # others cannot be told
        yield
        return
    told = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_DFL]
    for number in told:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in told:
            signal.signal(number, signal.SIG_DFL)


def _leave(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)
