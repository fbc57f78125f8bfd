"""A: recorded output matches the program it was recorded from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.findings.finding import Position, Problem
from hooks.load.project import Project
from hooks.model.question import Program
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems

STALE_RECORD_FIX = (
    "If you meant to change the program, leave the recording: CI runs the program and a maintainer commits the new "
    "output (or run `guide demo --record`). If not, undo the change."
)
_CLAIM = re.compile(r"^[ \t]*(?:--|#) claim: *(\S.*)$", re.MULTILINE)
_HOLDS = re.compile(r"^claim holds: (.*)$", re.MULTILINE)
_STATEMENT = re.compile(r"^(?:[A-Z ] )?> (.*)$", re.MULTILINE)


@RULES.warning("A011", fix=STALE_RECORD_FIX)
def recordings_match_programs(project: Project) -> Problems:
    """Recorded output has the claims and the statements of its program.

    That much can be checked without running the program. CI checks that a run still prints the same.
    """
    for question in project.library.questions.values():
        for program in question.programs:
            for number, difference in _differences(program) if program.record else ():
                record = program.path.with_name(f"{program.name}.out")
                message = f"`{program.name}` has changed since this was recorded: {difference}"
                yield Problem(record, Position(number, 1), message)


def _differences(program: Program) -> Iterator[tuple[int, str]]:
    """The first line of the recording that doesn't match the program, and why."""
    record = program.record or ""
    claims, held = [claim.rstrip() for claim in _CLAIM.findall(program.text)], _HOLDS.findall(record)
    if len(claims) != len(held):
        yield _line_of(record, "claim holds: "), f"claims in the program: {len(claims)}, in the recording: {len(held)}"
        return
    for claim, recorded in zip(claims, held, strict=True):
        if not recorded.startswith(claim):
            yield _line_of(record, f"claim holds: {recorded}"), f"the claim is now `{claim[:80]}`"
            return
    lines = {line.strip() for line in program.text.split("\n")}
    for match in _STATEMENT.finditer(record) if program.name.endswith(".sql") else ():
        statement = match[1].strip()
        if statement not in lines and statement not in program.text:
            yield record.count("\n", 0, match.start()) + 1, f"it no longer contains `{statement[:80]}`"
            return


def _line_of(text: str, part: str) -> int:
    found = text.find(part)
    return text.count("\n", 0, max(found, 0)) + 1
