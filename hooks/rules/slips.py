"""A: lines that only look like Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from hooks.findings.finding import Edit, Problem
from hooks.load.project import Project
from hooks.prose.slips import Kind
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Problems

_SAID: Mapping[Kind, tuple[str, str]] = {
    Kind.LINK: ("a blank parts the link's name from its address", "Write `[name](address)` without a blank between."),
    Kind.TURNED_LINK: ("the brackets of the link are turned around", "Write `[name](address)`."),
    Kind.HEADING: ("no heading comes of this", "Put a blank after the last `#`."),
    Kind.ENTRY: ("no list comes of this", "Put a blank after the `-`; put it in backticks if it is an option."),
    Kind.TABLE: ("no table comes of this", "Put a line `|---|---|` with a part for each column below the first line."),
    Kind.MERGE: ("a merge is unfinished", "Keep one version, and delete the lines `<<<`, `===` and `>>>`."),
    Kind.HOLE: ("this is still to be written", "Write it, or delete the line."),
    Kind.FENCE: ("the code block is never closed", "Put the same three signs on a line of their own below the code."),
}


@LIBRARY.error("A013", mend="Compare it with the preview: it is shown as the signs it was written with.")
def markdown_as_meant(project: Project) -> Problems:
    """What looks like a link, a heading, a list, a table or a code block is one, and nothing is left to be written.

    A blank too many or too few, and Markdown shows the signs instead.
    """
    for path, prose in project.proses.items():
        for kind, mark, old, new in prose.slips:
            said, hint = _SAID[kind]
            edit = Edit(mark, old, new, sure=kind in (Kind.LINK, Kind.TURNED_LINK)) if new else None
            yield Problem(path, mark, said, hint, edit)
