"""Where the project is on the web, and the addresses at which its files are edited and its forms filled in."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlencode, urlsplit

BRANCH = "main"


@dataclass(frozen=True)
class Repository:
    """A repository on the web; ``address`` is empty where it is not known, and so is every other address then."""

    address: str = ""
    branch: str = BRANCH

    @property
    def edit(self) -> str:
        """Where a file is edited, up to its path."""
        return self._at(f"edit/{quote(self.branch)}/")

    def file(self, path: PurePosixPath, line: int | None = None) -> str:
        """A file as it is shown, at a line if one is given."""
        return self._at(f"blob/{quote(self.branch)}/{quote(str(path))}{f'#L{line}' if line else ''}")

    def edit_file(self, path: PurePosixPath, line: int | None = None) -> str:
        """The editor with a file in it; GitHub takes a line there too."""
        return self._at(f"edit/{quote(self.branch)}/{quote(str(path))}{f'#L{line}' if line else ''}")

    def new_file(self, path: PurePosixPath, text: str) -> str:
        """The editor with a new file in it, named and begun."""
        query = urlencode({"filename": path.name, "value": text}, quote_via=quote)
        return self._at(f"new/{quote(self.branch)}/{quote(str(path.parent))}?{query}")

    def form(self, name: str, **fields: str) -> str:
        """An issue form with some of its fields filled in, and its title if ``title`` is among them."""
        return self._at(f"issues/new?{urlencode({'template': name, **fields}, quote_via=quote)}")

    def _at(self, rest: str) -> str:
        return f"{self.address}/{rest}" if self.address else ""


def repository(root: Path) -> Repository:
    """That of ``REPO_URL``, else of ``GITHUB_REPOSITORY``, else the checkout's origin on GitHub."""
    address = (os.environ.get("REPO_URL") or _from_ci() or _from_origin(root)).rstrip("/")
    parts = urlsplit(address)
    return Repository(address if parts.scheme == "https" and parts.netloc else "")


def _from_ci() -> str:
    name = os.environ.get("GITHUB_REPOSITORY", "")
    return f"https://github.com/{name}" if re.fullmatch(r"[\w.-]+/[\w.-]+", name) else ""


def _from_origin(root: Path) -> str:
    try:
        found = subprocess.run(
            ["git", "-C", str(root), "remote", "get-url", "origin"],  # noqa: S607 - git is found as the user finds it
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    match = re.fullmatch(r"(?:https://github\.com/|git@github\.com:)([\w.-]+/[\w.-]+?)(?:\.git)?", found.stdout.strip())
    return f"https://github.com/{match[1]}" if match else ""
