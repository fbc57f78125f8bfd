"""A process that a test starts and leaves running: it ends with the block, even one that ignores what it is asked."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

STOP_SECONDS = 30
"""How long a process gets to end after SIGTERM, before it is killed."""


@contextmanager
def started(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:  # noqa: ANN401 - those of Popen
    """Run ``command`` for as long as the block lasts; ``options`` are those of ``subprocess.Popen``."""
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        process.kill()
        process.wait(STOP_SECONDS)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                pipe.close()
