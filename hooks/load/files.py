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
    """A file on disk. ``raw`` is empty if the file is too large, hidden or not a regular file.

    Hidden folders and empty ones are there too: an editor or git shows nothing of them.
    """

    path: PurePosixPath
    raw: bytes
    size: int
    is_link: bool = False
    is_hidden: bool = False

    @cached_property
    def text(self) -> str | None:
        r"""The content without a byte order mark and with ``\n`` line endings, or None if it isn't UTF-8."""
        try:
            text = self.raw.decode("utf-8")
        except UnicodeDecodeError:
            return None
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def read(root: Path) -> Iterator[RawFile]:
    """Every file below ``root/data``, in path order. Doesn't follow links, nor look into hidden folders."""
    data = root / DATA
    if data.is_symlink() or (data.exists() and not data.is_dir()):
        yield RawFile(DATA, b"", 0, is_link=True)
        return
    for folder, folders, names in os.walk(data, onerror=_fail_unless_missing):
        here = Path(folder)
        leaves = {name for name in folders if _is_hidden(name) or (here / name).is_symlink()}
        for name in sorted([*leaves, *names]):
            yield _read(root, here / name)
        folders[:] = sorted(set(folders) - leaves)
        if not (folders or leaves or names):
            yield RawFile(_path(root, here), b"", 0, is_hidden=True)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__pycache__"


def _path(root: Path, file: Path) -> PurePosixPath:
    return PurePosixPath(file.relative_to(root).as_posix())


def _fail_unless_missing(error: OSError) -> None:
    """An unreadable folder must not look empty; a project without data is fine."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _read(root: Path, file: Path) -> RawFile:
    path = _path(root, file)
    if _is_hidden(path.name):
        return RawFile(path, b"", 0, is_hidden=True)
    if file.is_symlink() or not file.is_file():
        return RawFile(path, b"", 0, is_link=True)
    size = file.stat().st_size
    return RawFile(path, file.read_bytes() if size <= max_bytes(path) else b"", size)
