"""Bundles and minifies the CSS in ``docs/assets/styles/``: one sheet for every page, and one for each kind of a few."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin

FOLDER = "assets/stylesheets/"
GUIDE = "guide"
SHEETS = {
    GUIDE: ("theme", "lists", "question", "pages", "diagram", "replay", "search", "print"),
    "home": ("home",),
    "contribute": ("contribute",),
    "search-page": ("search-page",),
}
"""The files of each sheet, in cascade order. Every page has ``guide``; one with ``style: home`` has ``home``, too."""


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
