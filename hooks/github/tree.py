"""The data of another commit as files in a folder of its own: read from git's store, never checked out, never run."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from hooks.load.files import DATA, max_bytes

Wanted = Callable[[PurePosixPath], bool]
_LINK = "120000"
_MOST_FILES = 20_000


class _Entry(NamedTuple):
    mode: str
    kind: str
    name: str
    size: int
    path: PurePosixPath


def write_data(repository: Path, commit: str, folder: Path, wanted: Wanted = lambda _: True) -> list[PurePosixPath]:
    """Write what is ``wanted`` of ``data/`` of ``commit`` below ``folder``, with the names of its pages; returns it.

    A file larger than the check reads is written as blanks of the size it tells; a link as a link to nothing.
    """
    written = []
    for entry in _entries(repository, commit):
        if not wanted(entry.path):
            continue
        file = folder / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == _LINK:
            file.symlink_to("nowhere")
        elif not entry.path.is_relative_to(DATA):
            file.touch()
        elif entry.size > max_bytes(entry.path):
            file.write_bytes(b" " * (max_bytes(entry.path) + 1))
        else:
            file.write_bytes(_git(repository, "cat-file", "blob", entry.name))
        written.append(entry.path)
    return written


def changed(repository: Path, base: str, commit: str) -> list[PurePosixPath]:
    """The files below ``data/`` in which two commits differ."""
    names = _git(repository, "diff", "--name-only", "-z", "--no-renames", base, commit, "--", str(DATA))
    return [PurePosixPath(name.decode("utf-8", "replace")) for name in names.split(b"\0") if name]


def _entries(repository: Path, commit: str) -> Iterator[_Entry]:
    listed = _git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", str(DATA), "docs")
    for line in listed.split(b"\0")[:_MOST_FILES]:
        if line:
            facts, _, name = line.partition(b"\t")
            mode, kind, object_, size = facts.decode().split()
            path = PurePosixPath(name.decode("utf-8", "replace"))
            wanted = path.is_relative_to(DATA) or path.suffix == ".md"
            if kind == "blob" and wanted and not {"..", ".git"} & set(path.parts):
                yield _Entry(mode, kind, object_, int(size), path)


def _git(repository: Path, *words: str) -> bytes:
    command = ["git", "-C", str(repository), *words]
    return subprocess.run(command, capture_output=True, check=True).stdout
