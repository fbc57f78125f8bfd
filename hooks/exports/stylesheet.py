"""Bundles and minifies the CSS in ``docs/assets/styles/``: one sheet for every page, and one for each kind of a few."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin

FOLDER = "assets/stylesheets/"
GUIDE = "guide"
_PAGES = ("cards", "pages")
SHEETS = {
    GUIDE: ("theme", "lists", "question", "diagram", "replay", "print"),
    "pages": _PAGES,
    "home": (*_PAGES, "home"),
    "contribute": (*_PAGES, "contribute"),
}
"""The files of each sheet, in cascade order.

Every page has ``guide``. One with ``style: home`` has ``home``, too; others have ``pages``, except for questions.
"""


def bundle_css(folder: Path) -> dict[str, str]:
    """All files of ``folder``, concatenated and minified, as sheets by their paths in the site.

    Raises:
        ValueError: a file isn't in ``SHEETS``, or is missing.
    """
    files = {file.stem: file for file in folder.glob("*.css")}
    listed = {name for names in SHEETS.values() for name in names}
    if files.keys() != listed:
        differing = ", ".join(sorted(files.keys() ^ listed))
        raise ValueError(f"the files in {folder} don't match SHEETS in hooks/exports/stylesheet.py: {differing}")
    return {
        f"{FOLDER}{sheet}.css": str(cssmin("".join(files[name].read_text("utf-8") for name in names)))
        for sheet, names in SHEETS.items()
    }
