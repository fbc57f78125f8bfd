"""A: records tell of the programs as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hooks.findings.finding import Mark, Problem
from hooks.load.project import Project
from hooks.model.question import Program
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Problems

WHICH = (
    "If the change is meant, leave it: the check of the pull request runs the program, and a maintainer commits the "
    "new record (with an install: `guide demo --record`). If it is not, put back what the record tells."
)
_CLAIM = re.compile(r"^[ \t]*(?:--|#) claim: *(\S.*?)[ \t]*$", re.MULTILINE)
_HOLDS = re.compile(r"^claim holds: (.*)$", re.MULTILINE)
_STATEMENT = re.compile(r"^(?:[A-Z ] )?> (.*)$", re.MULTILINE)


@LIBRARY.warning("A011", mend=WHICH)
def records_are_fresh(project: Project) -> Problems:
    """A record has the claims of its program, and no statement that the program has not.

    This is what can be told without running it; that it prints the same is told by the tests.
    """
    for question in project.library.questions.values():
        for program in question.programs:
            for number, told in _stale(program) if program.record else ():
                record = program.path.with_name(f"{program.name}.out")
                yield Problem(record, Mark(number, 1), f"`{program.name}` was changed after this was recorded: {told}")


def _stale(program: Program) -> Iterator[tuple[int, str]]:
    """The first line of the record that does not fit the program."""
    record = program.record or ""
    claims, held = _CLAIM.findall(program.text), _HOLDS.findall(record)
    if len(claims) != len(held):
        yield _line(record, "claim holds: "), f"it claims {len(claims)}, and {len(held)} held"
        return
    for claim, told in zip(claims, held, strict=True):
        if not told.startswith(claim):
            yield _line(record, f"claim holds: {told}"), f"it claims `{claim[:80]}`"
            return
    lines = {line.strip() for line in program.text.split("\n")}
    for match in _STATEMENT.finditer(record) if program.name.endswith(".sql") else ():
        if match[1].strip() not in lines and match[1].strip() not in program.text:
            yield record.count("\n", 0, match.start()) + 1, f"it has no `{match[1].strip()[:80]}`"
            return


def _line(text: str, part: str) -> int:
    found = text.find(part)
    return text.count("\n", 0, max(found, 0)) + 1
