"""What goes wrong outside of the project, in one sentence that says what to do: no space, no permission, no memory."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from socket import gaierror
from typing import Any

import click

from hooks.node.npm import NodeError

_FULL = "The disk is full{at}: free some space, then try again."
_DENIED = "You have no permission for {file}: change its owner or mode, or move the project to a folder of yours."
_MEMORY = "There isn't enough memory: close other programs, then try again."
_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "Your disk quota is used up{at}: free some space, then try again.",
    errno.EFBIG: "A file is larger than is allowed here{at}: raise the limit (ulimit -f), then try again.",
    errno.EROFS: "The file system is read-only{at}: mount it read-write, or copy the project to another folder.",
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EMFILE: "Too many files are open: raise the limit (ulimit -n 4096), then try again.",
    errno.ENFILE: "Too many files are open on this computer: close other programs, then try again.",
    errno.ENOMEM: _MEMORY,
    errno.EAGAIN: "Too many processes are running: close other programs, then try again.",
    errno.EADDRINUSE: "The port is in use: choose another with --address, as in --address 127.0.0.1:8001.",
    errno.EADDRNOTAVAIL: "{file} isn't an address of this computer: choose another, as in --address 127.0.0.1:8000.",
    errno.EISDIR: "{file} is a folder: move it away, then try again.",
    errno.ENOTDIR: "{file} isn't a folder: move it away, then try again.",
    errno.EEXIST: "{file} is in the way: move it away, then try again.",
}
_UNKNOWN_HOST = "{file} has no host that is known: choose another, as in --address 127.0.0.1:8000."
_OTHER = "{reason}{at}: put that right, then try again."
_REASON = re.compile(r"\[Errno (\d+)\] ([^:]*)")
"""In the texts that ``shutil`` has in place of errors."""
ENVIRONMENT_ERRORS = (OSError, MemoryError, BrokenExecutor, NodeError)


class EnvironmentGroup(click.Group):
    """Commands that end with one sentence, not a traceback, if the computer doesn't let them go on."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's
        """Called to run the command line."""
        with one_sentence():
            return super().main(*args, **kwargs)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Exit with 1 and one sentence on an error of the environment. Characters that can't be printed become escapes."""
    _print_anything()
    try:
        yield
    except ENVIRONMENT_ERRORS as error:
        _drop_output()
        click.echo(f"Error: {sentence(error)}", err=True)
        sys.exit(1)


def _print_anything() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - stays open
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def sentence(error: Exception) -> str:
    """What happened and what to do."""
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        file, _, text = error.args[0][0]
        if match := _REASON.match(text):
            error = OSError(int(match[1]), match[2], str(file))
    if isinstance(error, MemoryError | BrokenExecutor):
        return _MEMORY
    if not isinstance(error, OSError):
        return str(error)
    file = str(error.filename or "a file")
    if isinstance(error, FileNotFoundError) and os.sep not in file and not Path(file).exists():
        return f"{file} wasn't found: install it or put it there, then try again."
    if isinstance(error, gaierror):
        return _UNKNOWN_HOST.format(file=file)
    reason = error.strerror or str(error)
    at = f" ({file})" if error.filename else ""
    return _SENTENCES.get(error.errno or 0, _OTHER).format(file=file, at=at, reason=reason)


def _drop_output() -> None:
    """Discard output that can't be written. Else Python fails again when it exits."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
