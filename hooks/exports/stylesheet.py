"""Bundles and minifies the CSS in ``docs/assets/styles/`` into one style sheet."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin

PATH = "assets/stylesheets/guide.css"
ORDER = ("theme", "lists", "question", "pages", "diagram", "replay", "contribute")
"""Cascade order: later files override earlier ones."""


def bundle_css(folder: Path) -> str:
    """All files of ``folder``, concatenated and minified.

    Raises:
        ValueError: a file isn't in ``ORDER``, or is missing.
    """
    files = {file.stem: file for file in folder.glob("*.css")}
    if files.keys() != set(ORDER):
        differing = ", ".join(sorted(files.keys() ^ set(ORDER)))
        raise ValueError(f"the files in {folder} don't match ORDER in hooks/exports/stylesheet.py: {differing}")
    return str(cssmin("".join(files[name].read_text("utf-8") for name in ORDER)))
