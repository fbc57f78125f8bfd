"""Export the data of a commit to a folder, straight from git's object store: never checked out, never run."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from hooks.findings.finding import Finding
from hooks.load.files import DATA, max_bytes

_FILES, _SUBMODULE = ("100644", "100664", "100755"), "160000"
_MAX_ENTRIES = 20_000
_MAX_BYTES = 200_000_000
_MAX_NAME, _MAX_PATH = 255, 1_000
"""Bytes in one name, and in a path; every file system takes that much."""


class GitError(Exception):
    """Git failed; the message says how."""


class TooLarge(Exception):  # noqa: N818 - the change is
    """A commit has more data than is reviewed; the message says how much."""


class Entry(NamedTuple):
    """A file in a commit. ``mode`` is git's; ``size`` is 0 for anything but a file."""

    mode: str
    sha: str
    size: int
    path: PurePosixPath


Tree = Mapping[PurePosixPath, Entry]


def fetch(repository: Path, commit: str) -> None:
    """Fetch a commit from ``origin`` into the object store."""
    _git(repository, "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--depth=1", "origin", commit)


def data_tree(repository: Path, commit: str) -> Tree:
    """The files of ``data/`` and the pages of ``docs/`` in a commit.

    Raises:
        TooLarge: There are too many.
    """
    listing = _git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", str(DATA), "docs")
    lines = [line for line in listing.split(b"\0") if line]
    if len(lines) > _MAX_ENTRIES:
        raise TooLarge(f"{len(lines):,} files; the limit is {_MAX_ENTRIES:,}")
    entries = [entry for entry in map(_entry, lines) if _is_relevant(entry.path)]
    if (size := sum(min(entry.size, max_bytes(entry.path)) for entry in entries)) > _MAX_BYTES:
        raise TooLarge(f"{size:,} bytes; the limit is {_MAX_BYTES:,}")
    return {entry.path: entry for entry in entries}


def _entry(line: bytes) -> Entry:
    metadata, _, name = line.partition(b"\t")
    mode, _, sha, size = metadata.decode().split()
    return Entry(mode, sha, int(size) if size.isdecimal() else 0, _path(name))


def _is_relevant(path: PurePosixPath) -> bool:
    return path.is_relative_to(DATA) or path.suffix == ".md"


def merged(main: Tree, head: Tree, changed: Collection[PurePosixPath]) -> Tree:
    """The tree after merging: ``head`` for what it changed, ``main`` for the rest.

    Where one has a file and the other has a folder, ``head`` wins. So do names that aren't UTF-8, since GitHub lists
    them differently.
    """
    theirs = {
        path: entry for path, entry in head.items() if path in changed or "\N{REPLACEMENT CHARACTER}" in str(path)
    }
    folders = {parent for path in theirs for parent in path.parents}
    ours = {
        path: entry
        for path, entry in main.items()
        if path not in changed and path not in folders and theirs.keys().isdisjoint(path.parents)
    }
    return {**ours, **theirs}


def export(repository: Path, tree: Tree, folder: Path) -> list[Finding]:
    """Write the files of a tree below ``folder``; pages of ``docs/`` are empty.

    Files over the size limit become blanks just over it, so the check rejects them. Submodules become empty folders,
    and whatever else isn't a file a broken symlink; the check rejects both.

    Returns:
        Findings for what no folder can hold.
    """
    kept = [entry for entry in tree.values() if _is_writable(entry.path) and tree.keys().isdisjoint(entry.path.parents)]
    contents = _contents(repository, [entry for entry in kept if _is_read(entry)])
    for entry in kept:
        file = folder / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == _SUBMODULE:
            file.mkdir(exist_ok=True)
        elif entry.mode not in _FILES:
            file.symlink_to("nowhere")
        elif _is_read(entry):
            file.write_bytes(next(contents))
        else:
            file.write_bytes(b" " * (max_bytes(entry.path) + 1) if entry.path.is_relative_to(DATA) else b"")
    return [_unwritable(path) for path in sorted(tree.keys() - {entry.path for entry in kept})]


def _is_writable(path: PurePosixPath) -> bool:
    names = [part.encode() for part in path.parts]
    return ".." not in path.parts and len(b"/".join(names)) <= _MAX_PATH and max(map(len, names)) <= _MAX_NAME


def _is_read(entry: Entry) -> bool:
    return entry.mode in _FILES and entry.path.is_relative_to(DATA) and entry.size <= max_bytes(entry.path)


def _unwritable(path: PurePosixPath) -> Finding:
    message = "this name is too long, or used twice, so the file isn't read"
    return Finding(path, 1, 1, "F006", message, "Rename it or delete it.")


def _contents(repository: Path, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The content of each file, from one process."""
    with tempfile.TemporaryFile() as names:
        names.writelines(f"{entry.sha}\n".encode() for entry in entries)
        names.seek(0)
        command = ["git", "-C", str(repository), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=names, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None  # noqa: S101 - it's a pipe
            for header in iter(process.stdout.readline, b""):
                *_, kind, size = header.decode().split()
                if kind != "blob":
                    raise GitError(f"git has no file where a commit lists one: {header.decode().strip()}")
                yield process.stdout.read(int(size) + 1)[:-1]


def changed_files(repository: Path, base: str, commit: str) -> list[PurePosixPath]:
    """The files in ``data/`` that differ between two commits."""
    names = _git(repository, "diff", "--name-only", "-z", "--no-renames", base, commit, "--", str(DATA))
    return [_path(name) for name in names.split(b"\0") if name]


def _path(name: bytes) -> PurePosixPath:
    return PurePosixPath(name.decode("utf-8", "replace"))


def _git(repository: Path, *args: str) -> bytes:
    done = subprocess.run(["git", "-C", str(repository), *args], capture_output=True, check=False)  # noqa: S607
    if done.returncode:
        error = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(f"git {args[0]} failed: {error.splitlines()[-1] if error else done.returncode}")
    return done.stdout
