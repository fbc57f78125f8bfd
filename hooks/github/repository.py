"""Detect which GitHub repository this project is built from."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from hooks.model.repository import Repository


def detect_repository(root: Path) -> Repository:
    """The repository from ``$REPO_URL``, else ``$GITHUB_REPOSITORY``, else the checkout's ``origin`` on GitHub."""
    address = (os.environ.get("REPO_URL") or _from_ci() or _from_origin(root)).rstrip("/")
    parts = urlsplit(address)
    return Repository(address if parts.scheme == "https" and parts.netloc else "")


def _from_ci() -> str:
    name = os.environ.get("GITHUB_REPOSITORY", "")
    return f"https://github.com/{name}" if re.fullmatch(r"[\w.-]+/[\w.-]+", name) else ""


def _from_origin(root: Path) -> str:
    try:
        found = subprocess.run(
            ["git", "-C", str(root), "remote", "get-url", "origin"],  # noqa: S607 - the user's git
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except (FileNotFoundError, PermissionError):
        return ""
    match = re.fullmatch(r"(?:https://github\.com/|git@github\.com:)([\w.-]+/[\w.-]+?)(?:\.git)?", found.stdout.strip())
    return f"https://github.com/{match[1]}" if match else ""
