"""Small git repositories for tests, independent of the user's git config."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

NO_ENV: Mapping[str, str] = MappingProxyType({})
IDENTITY = {"name": "Ada", "email": "ada@example.org"}


def git(root: Path, *args: str, stdin: bytes | None = None, env: Mapping[str, str] = NO_ENV) -> str:
    """Run git with extra environment variables; returns stdout."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{role}_{name.upper()}": value for role in ("AUTHOR", "COMMITTER") for name, value in IDENTITY.items()},
        "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
        "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
        **env,
    }
    command = ["git", "-C", str(root), *args]
    done = subprocess.run(command, env=environment, input=stdin, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def init_repository(root: Path) -> Path:
    """An empty repository."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    return root


def commit_all(root: Path, message: str = "Change", env: Mapping[str, str] = NO_ENV) -> str:
    """Commit everything in the folder; returns the SHA."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message, env=env)
    return git(root, "rev-parse", "HEAD").strip()


def commit_tree(root: Path, entries: Mapping[str, tuple[str, bytes]]) -> str:
    """Commit entries that a work tree can't contain, each given as mode and content; returns the SHA."""
    by_folder: dict[str, list[str]] = {}
    for path, (mode, content) in entries.items():
        folder, _, name = path.rpartition("/")
        blob = git(root, "hash-object", "-w", "--stdin", stdin=content).strip()
        by_folder.setdefault(folder, []).append(f"{mode} blob {blob}\t{name}")
    folders = {*by_folder, *(folder[:i] for folder in by_folder for i, c in enumerate(folder) if c == "/"), ""}
    for folder in sorted(folders, key=lambda name: name.count("/") + bool(name), reverse=True):
        tree = git(root, "mktree", "-z", stdin="\0".join([*by_folder.get(folder, []), ""]).encode()).strip()
        if not folder:
            return git(root, "commit-tree", tree, "-m", "Tree").strip()
        parent, _, name = folder.rpartition("/")
        by_folder.setdefault(parent, []).append(f"040000 tree {tree}\t{name}")
    raise AssertionError
