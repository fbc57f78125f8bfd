"""Parse a SQL program into its statements, claims and controls. See `hooks.demos.program` for the format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import dedent

from hooks.demos.controls import (
    NOTHING,
    SERIAL,
    Annotation,
    ControlComment,
    ControlList,
    Expectation,
    NoControl,
    Runs,
    annotation,
    is_annotation,
    require_own_line,
)  # fmt: skip
from hooks.demos.errors import ProgramError
from hooks.demos.program import Claim, Program, Step, require_claim
from hooks.demos.split_sql import Comment, Statement, split_sql, trailing_comments

MARKER = re.compile(r"-- (?:(?P<setup>setup)|session (?P<session>[A-Z])|claim: *(?P<claim>\S.*))")
NEAR_MARKER = re.compile(r"--\s*+(?:setup\s*+:?|sessions?\s*+[:=-]?\s*+\w\s*+:?|claims?\s*+:.*)\s*+", re.IGNORECASE)
MAX_SESSIONS = 6
"""Sessions of a SQL program, since each can hold about 160 MB."""
_MAX_REPLACEMENT = 50
"""Lines of a statement that a control puts in place of another, since each line reads all of them again."""
_ONE_STATEMENT = "one statement takes the place of one: end it with the only ;"


def parse_sql(text: str) -> Program:
    """Parse a SQL program.

    Raises:
        ProgramError: It isn't in the format; reports the first error.
    """
    if "\0" in text:
        raise ProgramError(text.count("\n", 0, text.index("\0")) + 1, "remove the null character: it ends a statement")
    for comment, line in trailing_comments(text):
        require_own_line(comment, line)
    parser = _SqlParser()
    for part in split_sql(text):
        if isinstance(part, Statement):
            parser.statement(part)
        elif (marker := _marker(part)) is not None:
            parser.section(marker, part)
        elif part.inside is None:
            if (found := annotation(part.text, part.line)) is not None:
                parser.annotation(found)
            else:
                parser.comment(part)
        elif is_annotation(part.text, part.line):
            raise _unended(part.inside, part)
    return parser.program(last_line=text.count("\n"))


@dataclass
class _SqlParser:
    notes: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sectioned: bool = False
    session: str = ""
    pending_claim: tuple[str, int] | None = None
    pending_note: list[str] = field(default_factory=list)
    pending_control: tuple[ControlComment, str] | None = None
    controls: ControlList = field(default_factory=ControlList)
    below: str = ""
    """What an annotation in this line is about: ``step``, ``claim`` or nothing."""
    replaced: int = -1
    """The last line of the last replacement."""

    def statement(self, part: Statement) -> None:
        self._require_replacement()
        self.below = "claim" if self.pending_claim is not None else "step"
        if self.pending_claim is not None:
            self.claims.append(Claim(*self.pending_claim, part.sql, part.line))
            self.pending_claim = None
        elif self.claims:
            raise ProgramError(part.line, "a claim has one query: add a -- claim: for this one")
        else:
            self.steps.append(Step(self.session, part.sql, part.line, "\n".join(self.pending_note)))
        self.pending_note = []

    def annotation(self, found: Annotation) -> None:
        self._require_replacement()
        if isinstance(found, Runs):
            raise ProgramError(found.line, "only scripts can run several times")
        if isinstance(found, NoControl):
            self._require_below("claim", found.line, "a claim's query")
            self.claims[-1] = self.claims[-1]._replace(no_control=found.reason)
        elif isinstance(found, Expectation):
            self._require_below("step", found.line, "a query")
            self.steps[-1] = self.steps[-1]._replace(expect=found)
        elif found.text == SERIAL:
            self.controls.add(found, (0, 0), SERIAL)
        else:
            self._require_below("step", found.line, "a statement")
            self._replace_with(found, found.text, found.line)

    def _replace_with(self, found: ControlComment, text: str, line: int) -> None:
        """Add a control whose replacement ends in this line, or wait for more lines."""
        if text == NOTHING or _is_statement(text, found.line):
            self.controls.add(found, (len(self.steps) - 1, 0), dedent(text))
            self.pending_control, self.replaced = None, line
        else:
            self.pending_control = found, text

    def _require_below(self, kind: str, line: int, name: str) -> None:
        if self.below != kind:
            raise ProgramError(line, f"this belongs right below {name}")

    def _require_replacement(self) -> None:
        if self.pending_control is not None:
            raise ProgramError(self.pending_control[0].line, "what takes the statement's place must end with ;")

    def comment(self, part: Comment) -> None:
        if self.pending_control is not None:
            control, text = self.pending_control
            more = part.text.removeprefix("--").removeprefix(" ")
            self._replace_with(control, f"{text}\n{more}".lstrip("\n"), part.line)
            return
        if part.line == self.replaced + 1 and part.text.endswith(";"):
            raise ProgramError(part.line, _ONE_STATEMENT)
        self.below = ""
        if self.pending_claim is not None:
            sentence, line = self.pending_claim
            self.pending_claim = (f"{sentence} {part.text.strip('- ')}", line)
        elif self.sectioned or self.steps:
            self.pending_note.append(part.text)
        else:
            self.notes.append(part.text.strip("- "))

    def section(self, marker: re.Match[str], part: Comment) -> None:
        self._require_query()
        self._require_replacement()
        self.below = ""
        if self.claims and not marker["claim"]:
            raise ProgramError(part.line, "claims come last: move this section above them")
        if marker["setup"] and (self.sectioned or self.steps):
            raise ProgramError(part.line, "-- setup must come first, and only once")
        self.sectioned = True
        if marker["claim"]:
            self.pending_claim = (marker["claim"].strip(), part.line)
        self.session = marker["session"] or ""

    def _require_query(self) -> None:
        if self.pending_claim is not None:
            sentence, line = self.pending_claim
            raise ProgramError(line, f"no query after the claim: {sentence}")

    def program(self, *, last_line: int) -> Program:
        self._require_query()
        self._require_replacement()
        require_claim(self.claims, last_line, "-- claim: …, then a query that returns true")
        controls = self.controls.controls(len(self.claims))
        program = Program("\n".join(self.notes), tuple(self.steps), tuple(self.claims), controls)
        for name in program.sessions[MAX_SESSIONS:]:
            line = next(step.line for step in self.steps if step.session == name)
            raise ProgramError(line, f"a program has at most {MAX_SESSIONS} sessions")
        return program


def _marker(part: Comment) -> re.Match[str] | None:
    """The section that a comment starts, if any."""
    found = MARKER.fullmatch(part.text)
    if found is None and NEAR_MARKER.fullmatch(" ".join(part.text.split())):  # long spaces would take quadratic time
        raise ProgramError(
            part.line, f"{part.text!r} looks like a section: write exactly -- setup, -- session A or -- claim: …"
        )
    if found is not None and part.inside is not None:
        raise _unended(part.inside, part)
    return found


def _unended(line: int, comment: Comment) -> ProgramError:
    return ProgramError(line, f"this statement doesn't end before {comment.text!r}: add the missing ;")


def _is_statement(text: str, line: int) -> bool:
    """Whether a replacement is complete: its last character ends it, and isn't inside a quote.

    Raises:
        ProgramError: It has several statements, or too many lines; ``line`` is the control's.
    """
    if text.count("\n") >= _MAX_REPLACEMENT:
        raise ProgramError(line, f"what takes the statement's place has at most {_MAX_REPLACEMENT} lines")
    if not text.endswith(";"):
        return False
    try:
        statements = [part for part in split_sql(text) if isinstance(part, Statement)]
    except ProgramError:
        return False
    if len(statements) != 1:
        raise ProgramError(line, _ONE_STATEMENT)
    return True
