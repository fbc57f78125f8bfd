"""The files of a program's folder: reads only regular files, and tells whether they have changed."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from hooks.demos.errors import ProgramError

MAX_BYTES = 128 * 1024
"""Of all modules next to a program."""
_GIT_TIMEOUT = 30
_DEFAULT_BRANCHES = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")


def require_regular_files(folder: Path) -> None:
    """Check that a folder has only regular files and folders, since a program, its record or a module may be any.

    Raises:
        ProgramError: It has a symbolic link, a device or the like.
    """
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            kind = "a symbolic link" if entry.is_symlink() else "not a regular file"
            raise ProgramError(0, f"{entry.name} is {kind}: remove it, since programs run next to regular files only")


def modules_next_to(path: Path) -> dict[str, bytes]:
    """The Python files in a program's folder by name, without the program itself.

    Raises:
        ProgramError: One can't be read or isn't a regular file, or they have more than `MAX_BYTES` together.
    """
    require_regular_files(path.parent)
    modules: dict[str, bytes] = {}
    left = MAX_BYTES
    for module in sorted(path.parent.glob("*.py")):
        if module.name == path.name or not module.is_file():
            continue
        try:
            with module.open("rb") as file:
                modules[module.name] = file.read(left + 1)
        except OSError as error:
            raise ProgramError(0, f"{module.name} can't be read: {error.strerror}") from error
        left -= len(modules[module.name])
        if left < 0:
            raise ProgramError(0, f"{module.name} and the modules before it have more than {MAX_BYTES // 1024} KiB")
    return modules


def has_changed(path: Path) -> bool:
    """Whether a program or a module next to it differs from the merge base with the remote's default branch.

    True as well if git can't tell.
    """
    if not path.is_file():
        return True
    base = next(filter(None, (_git(path.parent, "merge-base", "HEAD", branch) for branch in _DEFAULT_BRANCHES)), b"")
    if not base:
        return True
    listed = _git(path.parent, "ls-tree", "-z", base.decode().strip(), "./")
    hashes = {}
    for entry in listed.split(b"\0")[:-1]:
        details, _, name = entry.partition(b"\t")
        hashes[name.decode(errors="replace")] = details.split()[-1].decode()
    current = {**modules_next_to(path), path.name: path.read_bytes()}
    return any(hashes.get(name) != _blob_id(content, hashes.get(name, "")) for name, content in current.items())


def _blob_id(content: bytes, like: str) -> str:
    """The id that git gives to a file with this content, in the format of another id: SHA-1 or SHA-256."""
    algorithm = hashlib.sha256 if len(like) == hashlib.sha256().digest_size * 2 else hashlib.sha1
    return algorithm(b"blob %d\0%s" % (len(content), content)).hexdigest()


def _git(folder: Path, *arguments: str) -> bytes:
    """The output of git; empty if it fails or isn't installed. A folder that looks like a bare repository is none."""
    command = ["git", "-C", str(folder), "-c", "safe.bareRepository=explicit", *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=_GIT_TIMEOUT).stdout
    except (OSError, subprocess.SubprocessError):
        return b""
