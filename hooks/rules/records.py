"""A: recorded output matches the program it was recorded from."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.demos.controls import Control
from hooks.demos.errors import RecordError
from hooks.demos.program import Program, Script
from hooks.demos.transcript import HOLDS, ControlRecord, Entry, Record, parse, render_entries
from hooks.findings.finding import Position, Problem
from hooks.load.project import Project
from hooks.rules.parsed_programs import Parsed, parsed_programs
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems

STALE_RECORD_FIX = (
    "If you meant to change the program, leave the recording: CI runs the program and a maintainer commits the new "
    "output (or run `guide demo --record`). If not, undo the change."
)
_BODY = 3
"""The line where a recording's transcript starts."""
_MAX_SHOWN = 80
"""Characters of a statement, claim or label in a message."""


@RULES.warning("A011", fix=STALE_RECORD_FIX)
def recordings_match_programs(project: Project) -> Problems:
    """Recorded output has the claims, the controls and the statements of its program.

    That much can be checked without running the program. CI checks that a run still prints the same.
    """
    for parsed in parsed_programs(project):
        if not parsed.file.record:
            continue
        path = parsed.file.path.with_name(f"{parsed.file.name}.out")
        difference = next(_differences(parsed, parsed.file.record), None)
        if difference is not None:
            line, message = difference
            yield Problem(
                path, Position(line, 1), f"`{parsed.file.name}` has changed since this was recorded: {message}"
            )


def _differences(parsed: Parsed, text: str) -> Iterator[tuple[int, str]]:
    """The lines of a recording that don't match the program, and why."""
    try:
        record = parse(text)
    except RecordError as error:
        yield error.line, f"this isn't a recording; {error.message}"
        return
    yield from _claims(parsed, record, text)
    yield from _controls(parsed, record, text)
    if isinstance(parsed.program, Program):
        yield from _statements(parsed.program, record.entries)


def _claims(parsed: Parsed, record: Record, text: str) -> Iterator[tuple[int, str]]:
    claims = [claim.sentence for claim in parsed.program.claims]
    if len(claims) != len(record.claims):
        numbers = f"claims in the program: {len(claims)}, in the recording: {len(record.claims)}"
        yield _line_of(text, HOLDS), numbers
    for claim, recorded in zip(claims, record.claims, strict=False):
        if claim != recorded:
            yield _line_of(text, f"{HOLDS}{recorded}"), f"the claim is now `{claim[:_MAX_SHOWN]}`"


def _controls(parsed: Parsed, record: Record, text: str) -> Iterator[tuple[int, str]]:
    program = parsed.program
    if len(program.controls) != len(record.controls):
        numbers = f"controls in the program: {len(program.controls)}, in the recording: {len(record.controls)}"
        yield _line_of(text, "without " if record.controls else HOLDS), numbers
    for control, recorded in zip(program.controls, record.controls, strict=False):
        if (difference := _control(program, control, recorded)) is not None:
            yield _line_of(text, f"without {recorded.label}: "), difference


def _control(program: Program | Script, control: Control, recorded: ControlRecord) -> str | None:
    """How a recorded control differs from the program's."""
    if control.label != recorded.label:
        return f"the control is now `{control.label[:_MAX_SHOWN]}`"
    if tuple(program.claims[number].sentence for number in control.breaks) != recorded.failed:
        return "the control breaks other claims now"
    if isinstance(program, Program):
        statements = [entry.statement for entry in recorded.entries if entry.statement]
        if statements != _in_order(program.variant(control))[: len(statements)]:  # an error can end its run
            return "the control runs other statements now"
    return None


def _statements(program: Program, entries: tuple[Entry, ...]) -> Iterator[tuple[int, str]]:
    expected, line = iter(_in_order(program)), _BODY
    for entry in entries:
        now = next(expected, "") if entry.statement else ""
        if now != entry.statement:
            yield line, f"its statement here is now `{_first_line(now)}`" if now else "it ends before this statement"
        line += render_entries([entry]).count("\n") + 1
    for missing in expected:
        yield line - 1, f"it goes on with `{_first_line(missing)}`"


def _in_order(program: Program) -> list[str]:
    """The statements in the order in which they're sent: the setup's first. Each is below its note."""
    steps = sorted(program.steps, key=lambda step: bool(step.session))
    texts = [f"{step.note}\n{step.sql}".strip() for step in steps]
    return ["\n".join(line.rstrip() for line in text.split("\n")) for text in texts]


def _first_line(statement: str) -> str:
    return statement.partition("\n")[0][:_MAX_SHOWN]


def _line_of(text: str, start: str) -> int:
    """The first line that begins with ``start``, or the last."""
    lines = text.removesuffix("\n").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(start)), len(lines))
