"""Read the files below ``data/`` from disk as untrusted bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

DATA = PurePosixPath("data")
_QUESTIONS = DATA / "questions"
_MAX_BYTES, _MAX_BYTES_IN_QUESTIONS = 64 * 1024, 32 * 1024


def max_bytes(path: PurePosixPath) -> int:
    """The largest size at which a file is read. Markdown parsers can take quadratic time."""
    return _MAX_BYTES_IN_QUESTIONS if path.is_relative_to(_QUESTIONS) else _MAX_BYTES


@dataclass(frozen=True)
class RawFile:
    """A file on disk. ``raw`` is empty if the file is too large or not a regular file."""

    path: PurePosixPath
    raw: bytes
    size: int
    is_link: bool = False

    @cached_property
    def text(self) -> str | None:
        r"""The content without a byte order mark and with ``\n`` line endings, or None if it isn't UTF-8."""
        try:
            text = self.raw.decode("utf-8")
        except UnicodeDecodeError:
            return None
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read(root: Path) -> Iterator[RawFile]:
    """Every file below ``root/data``, in path order. Skips hidden files and doesn't follow links."""
    for folder, folders, names in os.walk(root / DATA):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        linked = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*linked, *(name for name in names if not name.startswith("."))]):
            yield _read(root, here / name)


def _read(root: Path, file: Path) -> RawFile:
    path = PurePosixPath(file.relative_to(root).as_posix())
    if file.is_symlink() or not file.is_file():
        return RawFile(path, b"", 0, is_link=True)
    size = file.stat().st_size
    return RawFile(path, file.read_bytes() if size <= max_bytes(path) else b"", size)
