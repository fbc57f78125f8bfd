"""One build of the guide: the project read once, and what is made of it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from hooks.check import Checked, check
from hooks.finding import has_errors
from hooks.pages.addresses import address_of
from hooks.pages.generated import Page, pages
from hooks.render.view import View


class Guide:
    """What the macros and the site adapter share during one build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.checked: Checked = check(root)
        self.edit = edit_address(root)

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands against publishing it."""
        return not has_errors(self.checked.findings)

    @cached_property
    def view(self) -> View:
        """The library as pages show it."""
        return View(self.checked.project.library, titles=self._titles())

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The generated pages."""
        return pages(self.checked.project.library)

    def _titles(self) -> dict[str, str]:
        """Titles of the hand-written pages, from their first heading."""
        titles = {page.address: page.title for page in self.pages.values()}
        for path in self.checked.project.files:
            if path.is_relative_to("docs") and path.suffix == ".md":
                heading = re.search(r"^# (.+?)(?: *\{.*\})?$", (self.root / path).read_text("utf-8"), re.MULTILINE)
                titles[address_of(path.relative_to("docs"))] = heading[1] if heading else path.stem
        return titles


def edit_address(root: Path) -> str:
    """Where a file of the project can be edited in the web, up to its path; empty if the repository is unknown.

    The repository is that of ``REPO_URL``, else of ``GITHUB_REPOSITORY``, else the checkout's origin on GitHub.
    """
    repository = os.environ.get("REPO_URL") or _from_ci() or _from_origin(root)
    parts = urlsplit(repository)
    return f"{repository.rstrip('/')}/edit/main/" if parts.scheme == "https" and parts.netloc else ""


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
