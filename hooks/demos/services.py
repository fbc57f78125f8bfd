"""The servers that programs run on, each started when the first program needs it."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Self

from hooks.demos.postgres import Server, postgres
from hooks.demos.valkey import Valkey, valkey


class Services:
    """Servers for as long as the block lasts. Asking for one that does not start raises `ServerError`."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Self:
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
