"""Export the data of a commit to a folder, straight from git's object store: never checked out, never run."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from hooks.load.files import DATA, max_bytes

PathFilter = Callable[[PurePosixPath], bool]
_SYMLINK, _SUBMODULE = "120000", "160000"
_MAX_ENTRIES = 20_000


class _Entry(NamedTuple):
    mode: str
    sha: str
    size: int
    path: PurePosixPath


def export_data(
    repository: Path, commit: str, folder: Path, include: PathFilter = lambda _: True
) -> list[PurePosixPath]:
    """Write the files of ``data/`` at ``commit`` below ``folder``, and the pages of ``docs/`` as empty files.

    Files over the size limit become blanks just over it, so the check rejects them; symlinks become broken symlinks,
    and submodules empty folders.

    Returns:
        The paths written.
    """
    written = []
    for entry in _entries(repository, commit):
        if not include(entry.path):
            continue
        file = folder / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == _SYMLINK:
            file.symlink_to("nowhere")
        elif entry.mode == _SUBMODULE:
            file.mkdir(exist_ok=True)
        elif not entry.path.is_relative_to(DATA):
            file.touch()
        elif entry.size > max_bytes(entry.path):
            file.write_bytes(b" " * (max_bytes(entry.path) + 1))
        else:
            file.write_bytes(_git(repository, "cat-file", "blob", entry.sha))
        written.append(entry.path)
    return written


def changed_files(repository: Path, base: str, commit: str) -> list[PurePosixPath]:
    """The files in ``data/`` that differ between two commits."""
    names = _git(repository, "diff", "--name-only", "-z", "--no-renames", base, commit, "--", str(DATA))
    return [PurePosixPath(name.decode("utf-8", "replace")) for name in names.split(b"\0") if name]


def _entries(repository: Path, commit: str) -> Iterator[_Entry]:
    listing = _git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", str(DATA), "docs")
    for line in listing.split(b"\0")[:_MAX_ENTRIES]:
        if line:
            metadata, _, name = line.partition(b"\t")
            mode, _, sha, size = metadata.decode().split()
            path = PurePosixPath(name.decode("utf-8", "replace"))
            relevant = path.is_relative_to(DATA) or path.suffix == ".md"
            if relevant and ".." not in path.parts:
                yield _Entry(mode, sha, 0 if mode == _SUBMODULE else int(size), path)


def _git(repository: Path, *args: str) -> bytes:
    command = ["git", "-C", str(repository), *args]
    return subprocess.run(command, capture_output=True, check=True).stdout
