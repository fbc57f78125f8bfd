"""The style sheet of the pages: the files of ``docs/assets/styles/`` as one, so that a page asks once."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin

ADDRESS = "assets/stylesheets/guide.css"
ORDER = ("theme", "lists", "question", "pages", "diagram", "timeline", "contribute", "search")
"""Later ones may refine earlier ones."""


def style_sheet(folder: Path) -> str:
    """Every file of ``folder`` in its order, without what only people need.

    Raises:
        ValueError: a file has no place in the order, or there is none for a place.
    """
    files = {file.stem: file for file in folder.glob("*.css")}
    if files.keys() != set(ORDER):
        raise ValueError(f"{folder} and the order of its files differ: {', '.join(sorted(files.keys() ^ set(ORDER)))}")
    return str(cssmin("".join(files[name].read_text("utf-8") for name in ORDER)))
