"""A demo's text read into what is to be run and what it claims, each with its line.

A SQL program: comment lines that say what it shows; ``-- setup``; statements; ``-- session A`` and
``-- session B`` sections in the order in which their statements are issued; last, one or more
``-- claim: …``, each followed by one query that returns true. Without sessions everything runs in one.
A Python program: a script in which each ``# claim: …`` is followed by an ``assert``. A claim's sentence
may go on in comment lines directly below it. ``# needs: valkey`` gives it a Valkey server and the client for it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from hooks.demos.errors import ProgramError
from hooks.demos.statements import Comment, Statement, pieces

MARKER = re.compile(r"-- (?:(?P<setup>setup)|session (?P<session>[A-Z])|claim: *(?P<claim>\S.*))")
NEAR_MARKER = re.compile(r"--\s*(?:setup|sessions?\s*[:=-]?\s*\w|claims?\s*:.*)\s*:?\s*", re.IGNORECASE)
PYTHON_CLAIM = re.compile(r"# claim: *(?P<claim>\S.*)")
PYTHON_NEAR = re.compile(r"#\s*claims?\s*:", re.IGNORECASE)
PYTHON_NEEDS = re.compile(r"^#\s*needs\s*:\s*(?P<needs>.*?)\s*$", re.IGNORECASE | re.MULTILINE)
VALKEY = "valkey"


class Step(NamedTuple):
    """One statement. ``session`` is empty before the sessions begin; ``note`` is the comment above it."""

    session: str
    sql: str
    line: int
    note: str


class Claim(NamedTuple):
    """What the program is there to show, the line that says so, and what checks it: a query or asserts."""

    sentence: str
    line: int
    check: str
    check_line: int


class Program(NamedTuple):
    """A SQL demo. ``notes`` are the comment lines at its top, without their dashes."""

    notes: str
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        """Names of the sessions in the order in which they first speak."""
        return tuple(dict.fromkeys(step.session for step in self.steps if step.session))


def parse_sql(text: str) -> Program:
    """Read a SQL program.

    Raises:
        ProgramError: It does not follow the format; the first fault, with its line.
    """
    reader = _Reader()
    for piece in pieces(text):
        if isinstance(piece, Statement):
            reader.statement(piece)
        elif (marker := _marker(piece)) is not None:
            reader.section(marker, piece)
        elif piece.inside is None:
            reader.comment(piece)
    return reader.program(last_line=text.count("\n"))


def parse_python(text: str) -> tuple[Claim, ...]:
    """The claims of a script.

    Raises:
        ProgramError: A syntax error, no claim, or a claim that no ``assert`` follows.
    """
    try:
        asserts = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assert)]
    except SyntaxError as error:
        raise ProgramError(error.lineno or 1, f"not Python: {error.msg}") from error
    sentences = list(_python_sentences(text))
    _require_claim(sentences, text.count("\n"), "# claim: …, then an assert")
    claims = []
    for number, (sentence, line) in enumerate(sentences):
        following = sentences[number + 1][1] if number + 1 < len(sentences) else text.count("\n") + 2
        checks = sorted((node for node in asserts if line < node.lineno < following), key=lambda node: node.lineno)
        if not checks:
            raise ProgramError(line, f"no assert follows the claim: {sentence}")
        claims.append(Claim(sentence, line, ast.unparse(checks[0]), checks[0].lineno))
    return tuple(claims)


def needs_valkey(text: str) -> bool:
    """Whether a script says that it needs Valkey.

    Raises:
        ProgramError: It says that it needs something else.
    """
    found = list(PYTHON_NEEDS.finditer(text))
    for match in found:
        if match["needs"] != VALKEY:
            line = text.count("\n", 0, match.start()) + 1
            raise ProgramError(line, f"a script can have no {match['needs']!r}: only `# needs: {VALKEY}` is known")
    return bool(found)


@dataclass
class _Reader:
    """Where the reading of a SQL program stands."""

    notes: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sectioned: bool = False
    session: str = ""
    pending: tuple[str, int] | None = None
    above: list[str] = field(default_factory=list)

    def statement(self, piece: Statement) -> None:
        if self.pending is not None:
            self.claims.append(Claim(*self.pending, piece.sql, piece.line))
            self.pending = None
        elif self.claims:
            raise ProgramError(piece.line, "a claim is one query: give this one a -- claim: of its own")
        else:
            self.steps.append(Step(self.session, piece.sql, piece.line, "\n".join(self.above)))
        self.above = []

    def comment(self, piece: Comment) -> None:
        if self.pending is not None:
            self.pending = (f"{self.pending[0]} {piece.text.strip('- ')}", self.pending[1])
        elif self.sectioned or self.steps:
            self.above.append(piece.text)
        else:
            self.notes.append(piece.text.strip("- "))

    def section(self, marker: re.Match[str], piece: Comment) -> None:
        if self.pending is not None:
            raise ProgramError(self.pending[1], f"no query follows the claim: {self.pending[0]}")
        if self.claims and not marker["claim"]:
            raise ProgramError(piece.line, "claims come last: move this section above them")
        if marker["setup"] and (self.sectioned or self.steps):
            raise ProgramError(piece.line, "-- setup comes first, once")
        self.sectioned = True
        if marker["claim"]:
            self.pending = (marker["claim"].strip(), piece.line)
        self.session = marker["session"] or ""

    def program(self, *, last_line: int) -> Program:
        if self.pending is not None:
            raise ProgramError(self.pending[1], f"no query follows the claim: {self.pending[0]}")
        _require_claim(self.claims, last_line, "-- claim: …, then a query that returns true")
        return Program("\n".join(self.notes), tuple(self.steps), tuple(self.claims))


def _require_claim(claims: object, last_line: int, example: str) -> None:
    if not claims:
        raise ProgramError(max(last_line, 1), f"the program claims nothing: end it with {example}")


def _marker(piece: Comment) -> re.Match[str] | None:
    """The section a comment opens, if it does."""
    found = MARKER.fullmatch(piece.text)
    if found is None and NEAR_MARKER.fullmatch(piece.text):
        raise ProgramError(
            piece.line, f"{piece.text!r} is nearly a section: write -- setup, -- session A or -- claim: … exactly so"
        )
    if found is not None and piece.inside is not None:
        raise ProgramError(piece.inside, f"this statement does not end before {piece.text!r}: add the missing ;")
    return found


def _python_sentences(text: str) -> Iterator[tuple[str, int]]:
    """Each claim's sentence and line; the comment lines right below it belong to it."""
    sentence, first, last = "", 0, 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT or token.line.strip() != token.string:
            continue
        line = token.start[0]
        found = PYTHON_CLAIM.fullmatch(token.string)
        if found is None and PYTHON_NEAR.match(token.string):
            raise ProgramError(line, f"{token.string!r} is nearly a claim: write # claim: … exactly so")
        if found is None and sentence and line == last + 1:
            sentence, last = f"{sentence} {token.string.strip('# ')}", line
        elif found is not None:
            if sentence:
                yield sentence, first
            sentence, first, last = found["claim"].strip(), line, line
    if sentence:
        yield sentence, first
