"""A repository on the web: the addresses at which its files are edited and its forms filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

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
