"""Parse a program into its statements and claims, with line numbers.

A SQL program consists of comment lines that describe it, ``-- setup`` with statements, ``-- session A`` and
``-- session B`` sections in execution order, and finally one or more ``-- claim: …``, each followed by one query that
returns true. Without session sections, everything runs in one session.

A Python program is a script in which each ``# claim: …`` is followed by an ``assert``. ``# needs: valkey`` gives it a
Valkey server and its client.

A claim's sentence can continue in the comment lines right below it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from hooks.demos.errors import ProgramError
from hooks.demos.split_sql import Comment, Statement, split_sql

MARKER = re.compile(r"-- (?:(?P<setup>setup)|session (?P<session>[A-Z])|claim: *(?P<claim>\S.*))")
NEAR_MARKER = re.compile(r"--\s*+(?:setup\s*+:?|sessions?\s*+[:=-]?\s*+\w\s*+:?|claims?\s*+:.*)\s*+", re.IGNORECASE)
PYTHON_CLAIM = re.compile(r"# claim: *(?P<claim>\S.*)")
PYTHON_NEAR = re.compile(r"#\s*claims?\s*:", re.IGNORECASE)
PYTHON_NEEDS = re.compile(r"^#[ \t]*+needs[ \t]*+:(?P<needs>.*)$", re.IGNORECASE | re.MULTILINE)
VALKEY = "valkey"
MAX_SESSIONS = 6
"""Sessions of a SQL program, since each can hold about 160 MB."""


class Step(NamedTuple):
    """A statement. ``session`` is empty outside of session sections; ``note`` is the comment above it."""

    session: str
    sql: str
    line: int
    note: str


class Claim(NamedTuple):
    """A claim and its check: a query that must return true, or an assert."""

    sentence: str
    line: int
    check: str
    check_line: int


class Program(NamedTuple):
    """A SQL program. ``notes`` are the comment lines at the top, without the dashes."""

    notes: str
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        """Session names in order of first use."""
        return tuple(dict.fromkeys(step.session for step in self.steps if step.session))


def parse_sql(text: str) -> Program:
    """Parse a SQL program.

    Raises:
        ProgramError: It isn't in the format; reports the first error.
    """
    if "\0" in text:
        raise ProgramError(text.count("\n", 0, text.index("\0")) + 1, "remove the null character: it ends a statement")
    parser = _SqlParser()
    for part in split_sql(text):
        if isinstance(part, Statement):
            parser.statement(part)
        elif (marker := _marker(part)) is not None:
            parser.section(marker, part)
        elif part.inside is None:
            parser.comment(part)
    return parser.program(last_line=text.count("\n"))


def parse_python(text: str) -> tuple[Claim, ...]:
    """The claims of a script.

    Raises:
        ProgramError: It has a syntax error, no claim, or a claim without an ``assert``.
    """
    try:
        return tuple(_python_claims(text))
    except SyntaxError as error:
        raise ProgramError(error.lineno or 1, f"not Python: {error.msg}") from error
    except (RecursionError, MemoryError) as error:
        raise ProgramError(1, "it's nested too deeply: simplify its longest expression") from error


def _python_claims(text: str) -> Iterator[Claim]:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(text.encode()).readline)
    if encoding != "utf-8":
        raise ProgramError(1, f"a script is UTF-8: remove the encoding {encoding}")
    with warnings.catch_warnings(action="ignore"):  # Python shows them when it runs the script
        tree = ast.parse(text)
    asserts = sorted((node for node in ast.walk(tree) if isinstance(node, ast.Assert)), key=lambda node: node.lineno)
    sentences = list(_python_sentences(text))
    _require_claim(sentences, text.count("\n"), "# claim: …, then an assert")
    for number, (sentence, line) in enumerate(sentences):
        next_line = sentences[number + 1][1] if number + 1 < len(sentences) else text.count("\n") + 2
        check = next((node for node in asserts if line < node.lineno < next_line), None)
        if check is None:
            raise ProgramError(line, f"no assert after the claim: {sentence}")
        yield Claim(sentence, line, ast.unparse(check), check.lineno)


def needs_valkey(text: str) -> bool:
    """Whether a script has ``# needs: valkey``.

    Raises:
        ProgramError: It needs something else.
    """
    found = list(PYTHON_NEEDS.finditer(text))
    for match in found:
        if (needs := match["needs"].strip()) != VALKEY:
            line = text.count("\n", 0, match.start()) + 1
            raise ProgramError(line, f"{needs!r} isn't available: only `# needs: {VALKEY}` is supported")
    return bool(found)


@dataclass
class _SqlParser:
    notes: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sectioned: bool = False
    session: str = ""
    pending_claim: tuple[str, int] | None = None
    pending_note: list[str] = field(default_factory=list)

    def statement(self, part: Statement) -> None:
        if self.pending_claim is not None:
            self.claims.append(Claim(*self.pending_claim, part.sql, part.line))
            self.pending_claim = None
        elif self.claims:
            raise ProgramError(part.line, "a claim has one query: add a -- claim: for this one")
        else:
            self.steps.append(Step(self.session, part.sql, part.line, "\n".join(self.pending_note)))
        self.pending_note = []

    def comment(self, part: Comment) -> None:
        if self.pending_claim is not None:
            sentence, line = self.pending_claim
            self.pending_claim = (f"{sentence} {part.text.strip('- ')}", line)
        elif self.sectioned or self.steps:
            self.pending_note.append(part.text)
        else:
            self.notes.append(part.text.strip("- "))

    def section(self, marker: re.Match[str], part: Comment) -> None:
        self._require_query()
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
        _require_claim(self.claims, last_line, "-- claim: …, then a query that returns true")
        program = Program("\n".join(self.notes), tuple(self.steps), tuple(self.claims))
        for name in program.sessions[MAX_SESSIONS:]:
            line = next(step.line for step in self.steps if step.session == name)
            raise ProgramError(line, f"a program has at most {MAX_SESSIONS} sessions")
        return program


def _require_claim(claims: object, last_line: int, example: str) -> None:
    if not claims:
        raise ProgramError(max(last_line, 1), f"the program has no claim: end it with {example}")


def _marker(part: Comment) -> re.Match[str] | None:
    """The section that a comment starts, if any."""
    found = MARKER.fullmatch(part.text)
    if found is None and NEAR_MARKER.fullmatch(" ".join(part.text.split())):  # long spaces would take quadratic time
        raise ProgramError(
            part.line, f"{part.text!r} looks like a section: write exactly -- setup, -- session A or -- claim: …"
        )
    if found is not None and part.inside is not None:
        raise ProgramError(part.inside, f"this statement doesn't end before {part.text!r}: add the missing ;")
    return found


def _python_sentences(text: str) -> Iterator[tuple[str, int]]:
    """Each claim's sentence and line, with the comment lines right below it."""
    sentence, first, last = "", 0, 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT or token.line.strip() != token.string:
            continue
        line = token.start[0]
        found = PYTHON_CLAIM.fullmatch(token.string)
        if found is None and PYTHON_NEAR.match(token.string):
            raise ProgramError(line, f"{token.string!r} looks like a claim: write exactly # claim: …")
        if found is None and sentence and line == last + 1:
            sentence, last = f"{sentence} {token.string.strip('# ')}", line
        elif found is not None:
            if sentence:
                yield sentence, first
            sentence, first, last = found["claim"].strip(), line, line
    if sentence:
        yield sentence, first
