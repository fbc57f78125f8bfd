"""Parse a program into its statements and claims, with line numbers.

A SQL program consists of comment lines that describe it, ``-- setup`` with statements, ``-- session A`` and
``-- session B`` sections in execution order, and finally one or more ``-- claim: …``, each followed by one query that
returns true. Without session sections, everything runs in one session.

A Python program is a script in which each ``# claim: …`` is followed by an ``assert``. ``# needs: valkey`` gives it a
Valkey server and its client.

A claim's sentence can continue in the comment lines right below it. These comments are about the line right above them:

- ``-- expect: 125, not 135`` states the one value that a query returns, and what one may have expected.
- ``-- without FOR UPDATE: SELECT …;`` (in Python, ``# without the lock: …``) is a control: the program also runs with
  this in place of the statement, and then its claims must break. Replacements with the same label are one control;
  ``nothing`` removes the statement. ``-- without the overlap: serial`` runs the sessions one after the other.
  ``(breaks 1, 3 with 40001)`` after the label numbers the claims if they aren't all, and names an expected error: a
  SQLSTATE, an exception or ``timeout``.
- ``-- no control: …`` says why a claim can have none.

``# runs: 200`` anywhere in a script runs it as often, with ``$SEED`` from 0 on for its random choices.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent
from typing import NamedTuple

from hooks.demos.controls import (
    NOTHING,
    SERIAL,
    Annotation,
    Control,
    ControlComment,
    ControlList,
    Expectation,
    NoControl,
    Runs,
    annotation,
)  # fmt: skip
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
_LAYOUT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip


class Step(NamedTuple):
    """A statement. ``session`` is empty outside of session sections; ``note`` is the comment above it."""

    session: str
    sql: str
    line: int
    note: str
    expect: Expectation | None = None


class Claim(NamedTuple):
    """A claim and its check: a query that must return true, or an assert. ``no_control`` says why it has no control."""

    sentence: str
    line: int
    check: str
    check_line: int
    no_control: str = ""


class Program(NamedTuple):
    """A SQL program. ``notes`` are the comment lines at the top, without the dashes."""

    notes: str
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]
    controls: tuple[Control, ...] = ()

    @property
    def sessions(self) -> tuple[str, ...]:
        """Session names in order of first use."""
        return tuple(dict.fromkeys(step.session for step in self.steps if step.session))

    def variant(self, control: Control) -> Program:
        """The program that a control runs. Its queries are expected to return anything."""
        replaced = {place[0]: text for place, text in control.replacements}
        steps = [
            step._replace(sql=replaced.get(index, step.sql)) for index, step in enumerate(self.steps)
            if replaced.get(index) != ""
        ]  # fmt: skip
        if control.serial:
            steps.sort(key=lambda step: ("", *self.sessions).index(step.session))
        return self._replace(steps=tuple(steps), controls=())


class Script(NamedTuple):
    """A Python program."""

    claims: tuple[Claim, ...]
    controls: tuple[Control, ...]
    runs: int = 1


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
            if (found := annotation(part.text, part.line)) is not None:
                parser.annotation(found)
            else:
                parser.comment(part)
    return parser.program(last_line=text.count("\n"))


def parse_python(text: str) -> Script:
    """Parse a script.

    Raises:
        ProgramError: It has a syntax error, no claim, a claim without an ``assert``, or a control out of place.
    """
    try:
        return _script(text)
    except SyntaxError as error:
        raise ProgramError(error.lineno or 1, f"not Python: {error.msg}") from error
    except (RecursionError, MemoryError) as error:
        raise ProgramError(1, "it's nested too deeply: simplify its longest expression") from error


def _script(text: str) -> Script:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(text.encode()).readline)
    if encoding != "utf-8":
        raise ProgramError(1, f"a script is UTF-8: remove the encoding {encoding}")
    with warnings.catch_warnings(action="ignore"):  # Python shows them when it runs the script
        tree = ast.parse(text)
    comments = _PythonComments(tree, text)
    _require_claim(comments.sentences, text.count("\n"), "# claim: …, then an assert")
    claims = tuple(_python_claims(tree, comments, text.count("\n") + 2))
    return Script(claims, comments.controls.controls(len(claims)), comments.runs)


def _python_claims(tree: ast.Module, comments: _PythonComments, end: int) -> Iterator[Claim]:
    asserts = sorted((node for node in ast.walk(tree) if isinstance(node, ast.Assert)), key=lambda node: node.lineno)
    for number, (sentence, line) in enumerate(comments.sentences):
        next_line = comments.sentences[number + 1][1] if number + 1 < len(comments.sentences) else end
        check = next((node for node in asserts if line < node.lineno < next_line), None)
        if check is None:
            raise ProgramError(line, f"no assert after the claim: {sentence}")
        reason = next((found.reason for found in comments.reasons if line < found.line < next_line), "")
        yield Claim(sentence, line, ast.unparse(check), check.lineno, reason)


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
    pending_control: tuple[ControlComment, str] | None = None
    controls: ControlList = field(default_factory=ControlList)
    below: str = ""
    """What an annotation in this line is about: ``step``, ``claim`` or nothing."""

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
            self._replace_with(found, found.text)

    def _replace_with(self, found: ControlComment, text: str) -> None:
        """Add a control, or wait for more lines of its replacement."""
        if text == NOTHING or text.endswith(";"):
            self.controls.add(found, (len(self.steps) - 1, 0), dedent(text))
            self.pending_control = None
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
            self._replace_with(control, f"{text}\n{part.text.removeprefix('--').removeprefix(' ')}".lstrip("\n"))
            return
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
        _require_claim(self.claims, last_line, "-- claim: …, then a query that returns true")
        controls = self.controls.controls(len(self.claims))
        program = Program("\n".join(self.notes), tuple(self.steps), tuple(self.claims), controls)
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


def claim_lines(text: str) -> list[int]:
    """The lines of a script's claims."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.start[0] for token in tokens if _is_own_line(token) and PYTHON_CLAIM.fullmatch(token.string)]


def _is_own_line(token: tokenize.TokenInfo) -> bool:
    """Whether it's a comment on a line of its own."""
    return token.type == tokenize.COMMENT and token.line.strip() == token.string


class _PythonComments:
    """The claims' sentences with their lines, the controls, and the reasons for having none."""

    def __init__(self, tree: ast.Module, text: str) -> None:
        self.sentences: list[tuple[str, int]] = []
        self.reasons: list[NoControl] = []
        self.runs = 1
        self.controls = ControlList()
        self._statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
        self._last_code = 0
        self._open: ControlComment | None = None
        self._text: list[str] = []
        in_claim = False
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if _is_own_line(token):
                in_claim = self._comment(token, in_claim=in_claim)
            elif token.type not in _LAYOUT:
                self._close()
                self._last_code, in_claim = token.end[0], False
        self._close()

    def _comment(self, token: tokenize.TokenInfo, *, in_claim: bool) -> bool:
        """Take a comment; returns whether a claim's sentence continues below it."""
        line, column = token.start
        claim = PYTHON_CLAIM.fullmatch(token.string)
        found = None if claim else annotation(token.string, line)
        if found is not None or claim:
            self._close()
        if claim:
            self.sentences.append((claim["claim"].strip(), line))
        elif PYTHON_NEAR.match(token.string):
            raise ProgramError(line, f"{token.string!r} looks like a claim: write exactly # claim: …")
        elif isinstance(found, Expectation):
            raise ProgramError(line, "only SQL has # expect: assert what a script's value is")
        elif isinstance(found, Runs):
            self.runs = found.number
        elif isinstance(found, NoControl):
            self.reasons.append(found)
        elif isinstance(found, ControlComment):
            self._open, self._column, self._text = found, column, [found.text] if found.text else []
        elif self._open is not None:
            self._text.append(token.string.removeprefix("#").removeprefix(" "))
        elif in_claim:
            sentence, first = self.sentences[-1]
            self.sentences[-1] = f"{sentence} {token.string.strip('# ')}", first
        return bool(claim) or (in_claim and found is None and self._open is None)

    def _close(self) -> None:
        """Add the control whose replacement ends here."""
        if self._open is None:
            return
        comment, self._open = self._open, None
        place = self._place(comment.line)
        if comment.text == SERIAL:
            raise ProgramError(comment.line, "only SQL sessions can be serial: replace what makes it concurrent")
        if any(place[0] <= line <= place[1] for _, line in self.sentences):
            raise ProgramError(comment.line, "a control must not replace a claim")
        self.controls.add(comment, place, "\n".join(self._text))

    def _place(self, line: int) -> tuple[int, int]:
        """First and last line of the statement that ends right above a comment, with the same indentation."""
        for node in self._statements:
            if node.end_lineno == self._last_code and node.col_offset == self._column:
                decorators = getattr(node, "decorator_list", [])
                return min(part.lineno for part in (node, *decorators)), self._last_code
        raise ProgramError(line, "this belongs right below a statement, indented like it")
