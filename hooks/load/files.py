"""The files of ``data/`` as they lie on disk, before anybody trusts them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

DATA = PurePosixPath("data")
_QUESTIONS = DATA / "questions"
_MOST, _MOST_OF_A_QUESTION = 128 * 1024, 32 * 1024


def most_bytes(path: PurePosixPath) -> int:
    """How large a file may be. Reading Markdown takes time by the square of its length, whoever parses it."""
    return _MOST_OF_A_QUESTION if path.is_relative_to(_QUESTIONS) else _MOST


@dataclass(frozen=True)
class RawFile:
    """One file: its path from the project's root and its bytes, which are empty if it must not be read."""

    path: PurePosixPath
    raw: bytes
    size: int
    is_link: bool = False

    @cached_property
    def text(self) -> str | None:
        """The content with bare line feeds, or None if it is not UTF-8."""
        try:
            text = self.raw.decode("utf-8")
        except UnicodeDecodeError:
            return None
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read(root: Path) -> Iterator[RawFile]:
    """Every file below ``root/data`` in the order of their paths; links are not followed, hidden files not read."""
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
    return RawFile(path, file.read_bytes() if size <= most_bytes(path) else b"", size)
