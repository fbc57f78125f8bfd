"""Small git repositories for tests, that depend on nobody's settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})
WHO = {"name": "Ada", "email": "ada@example.org"}


def git(root: Path, *words: str, given: bytes | None = None, settings: Mapping[str, str] = NOTHING) -> str:
    """Run git; returns what it printed."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{name.upper()}": value for who in ("AUTHOR", "COMMITTER") for name, value in WHO.items()},
        "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
        "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
        **settings,
    }
    command = ["git", "-C", str(root), *words]
    done = subprocess.run(command, env=environment, input=given, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def begun(root: Path) -> Path:
    """An empty repository."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    return root


def committed(root: Path, message: str = "Change", settings: Mapping[str, str] = NOTHING) -> str:
    """Everything in the folder as a commit; returns its name."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message, settings=settings)
    return git(root, "rev-parse", "HEAD").strip()


def commit_tree(root: Path, entries: Mapping[str, tuple[str, bytes]]) -> str:
    """A commit of entries that a work tree cannot hold: each a mode and its content."""
    listed: dict[str, list[str]] = {}
    for path, (mode, content) in entries.items():
        folder, _, name = path.rpartition("/")
        blob = git(root, "hash-object", "-w", "--stdin", given=content).strip()
        listed.setdefault(folder, []).append(f"{mode} blob {blob}\t{name}")
    folders = {*listed, *(folder[:i] for folder in listed for i, sign in enumerate(folder) if sign == "/"), ""}
    for folder in sorted(folders, key=lambda name: name.count("/") + bool(name), reverse=True):
        tree = git(root, "mktree", given="\n".join([*listed.get(folder, []), ""]).encode()).strip()
        if not folder:
            return git(root, "commit-tree", tree, "-m", "Tree").strip()
        above, _, name = folder.rpartition("/")
        listed.setdefault(above, []).append(f"040000 tree {tree}\t{name}")
    raise AssertionError
