"""URLs of the GitHub repository: edit and view files, open prefilled issue forms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

BRANCH = "main"


@dataclass(frozen=True)
class Repository:
    """A GitHub repository. If ``url`` is unknown (empty), so are all URLs below."""

    url: str = ""
    branch: str = BRANCH

    @property
    def edit(self) -> str:
        """Prefix of edit URLs; append a file's path."""
        return self._at(f"edit/{quote(self.branch)}/")

    def file(self, path: PurePosixPath, line: int | None = None) -> str:
        """URL of a file, optionally at a line."""
        return self._at(f"blob/{quote(self.branch)}/{quote(str(path))}{f'#L{line}' if line else ''}")

    def edit_file(self, path: PurePosixPath, line: int | None = None) -> str:
        """URL of the editor for a file. GitHub accepts a line here, too."""
        return self._at(f"edit/{quote(self.branch)}/{quote(str(path))}{f'#L{line}' if line else ''}")

    def new_file(self, path: PurePosixPath, text: str) -> str:
        """URL of the editor with a new file, its name and content prefilled."""
        query = urlencode({"filename": path.name, "value": text}, quote_via=quote)
        return self._at(f"new/{quote(self.branch)}/{quote(str(path.parent))}?{query}")

    def history(self, path: PurePosixPath) -> str:
        """URL of a file's commits."""
        return self._at(f"commits/{quote(self.branch)}/{quote(str(path))}")

    def form(self, name: str, **fields: str) -> str:
        """URL of an issue form with ``fields`` prefilled (``title`` fills in the issue's title)."""
        return self._at(f"issues/new?{urlencode({'template': name, **fields}, quote_via=quote)}")

    def _at(self, rest: str) -> str:
        return f"{self.url}/{rest}" if self.url else ""
