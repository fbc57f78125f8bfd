"""Minifies scripts, and puts a script and those it imports for their effects into one file."""

from __future__ import annotations

import re
from pathlib import Path

from rjsmin import jsmin

FOLDER = "assets/scripts/"
_IMPORT = re.compile(r'^import "(?P<file>\./[^"]+)";$', re.MULTILINE)


def served_script(file: Path) -> str:
    """The text of a script as pages load it. Each imported script becomes a block, so names don't conflict."""
    text = _IMPORT.sub(lambda found: f"{{{(file.parent / found['file']).read_text('utf-8')}}}", file.read_text("utf-8"))
    return str(jsmin(text))
