"""Controls: variants of a program without the cause, in which its claims must break. Parses their comments.

See `hooks.demos.program` for the format.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hooks.demos.errors import ProgramError

SERIAL, NOTHING, TIMEOUT = "serial", "nothing", "timeout"
_EXPECT = re.compile(r"(?:--|#) expect: *(?P<value>\S.*?)(?:, not (?P<instead>.*\S))?")
_CONTROL = re.compile(r"(?:--|#) without (?P<label>\S[^:]*?)(?: \(breaks (?P<breaks>[^():]*)\))?:(?: (?P<text>.*))?")
_BREAKS = re.compile(r"(?P<claims>\d+(?:, \d+)*)?(?:(?:^| )with (?P<error>\w+))?")
_NO_CONTROL = re.compile(r"(?:--|#) no control: *(?P<reason>\S.*)")
_RUNS = re.compile(r"# runs: (?P<count>\d+)(?P<reason>, because \S.*)?")
NEAR_CLAIM = re.compile(r"(?:--|#)\s*claims?\s*:", re.IGNORECASE)
"""A claim, or what looks like one."""
_MAX_RUNS = 200
_MAX_SHOWN = 80
"""Characters of a comment in an error."""
_NO_CONTROL_FORM = "no control: REASON"
_CONTROL_FORM = "without LABEL (breaks 1, 3 with 40001): STATEMENT"
_NEAR = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"expect(?:s|ed)?\s*:.*|expect(?:s|ed)? \S+, not \S+", "expect: VALUE"),
        (r"(?:no[ -]?|without (?:a )?)controls?\s*:.*", _NO_CONTROL_FORM),
        (r"(?:runs?|seeds?|sweeps?)\s*[:=]\s*\d.*|runs \d+", f"runs: {_MAX_RUNS}"),
        (r"with ?out(?: [^\s:,.]+){0,6}(?: ?\([^()]*\))?\s*:.*|without .*(?:;| serial|\(breaks .*)", _CONTROL_FORM),
        (r"breaks?\s*:.*|breaks? \d+(?:, \d+)*(?: with \w+)?|controls?\s*:.*", _CONTROL_FORM),
    )
)
"""Other spellings of an annotation, in any case, and the right one. Prose without a colon is none of them."""
_IN_LABEL = re.compile(r"\([^()]*\bbreaks?\b.*|breaks? \d.*|\(with (?:\w{5}|timeout|\w+Error)\b.*", re.IGNORECASE)


class Runs(NamedTuple):
    """How many times a script with random choices runs, each time with another ``$SEED``."""

    number: int
    line: int


class Expectation(NamedTuple):
    """The one value that a query returns, as text, and the value that one may have expected, if stated."""

    value: str
    instead: str
    line: int


class ControlComment(NamedTuple):
    """A ``without`` comment. ``breaks`` are numbers of claims, counted from 1; none means all of them.

    ``text`` is the first line of what takes the statement's place; ``error`` a SQLSTATE, an exception or ``timeout``.
    """

    label: str
    breaks: tuple[int, ...]
    error: str
    text: str
    line: int


class NoControl(NamedTuple):
    """Why a claim has no control."""

    reason: str
    line: int


class Control(NamedTuple):
    """A variant of a program.

    Attributes:
        label: Names what the variant lacks: ``FOR UPDATE``.
        line: Where the program states it first.
        breaks: Indexes of the claims that must break.
        error: The SQLSTATE, exception or ``timeout`` that it may end with; empty for none.
        replacements: What takes the place of a statement, by its index (SQL) or its first and last line (Python).
        serial: Its sessions run one after the other.
    """

    label: str
    line: int
    breaks: tuple[int, ...]
    error: str
    replacements: tuple[tuple[tuple[int, int], str], ...]
    serial: bool = False


Annotation = Expectation | ControlComment | NoControl | Runs


def annotation(text: str, line: int) -> Annotation | None:
    """Parse a comment; None if it's an ordinary one.

    Raises:
        ProgramError: It looks like an annotation, but isn't one.
    """
    if found := _EXPECT.fullmatch(text):
        return Expectation(found["value"], found["instead"] or "", line)
    if found := _RUNS.fullmatch(text):
        return _runs(int(found["count"]), line, has_reason=bool(found["reason"]))
    if found := _NO_CONTROL.fullmatch(text):
        return NoControl(found["reason"].strip(), line)
    if found := _CONTROL.fullmatch(text):
        breaks = _BREAKS.fullmatch(found["breaks"] or "")
        if breaks is None:
            listed = found["breaks"][:_MAX_SHOWN]
            raise ProgramError(line, f"{listed!r} isn't a list of claims: write (breaks 1, 3 with 40001)")
        if found["label"] in {"control", "a control"}:
            raise _near(text, line, _NO_CONTROL_FORM)
        if _IN_LABEL.search(found["label"]) or (found["text"] or "").startswith("(breaks"):
            raise _near(text, line, _CONTROL_FORM)
        numbers = tuple(int(number) for number in (breaks["claims"] or "").split(", ") if number)
        return ControlComment(found["label"], numbers, breaks["error"] or "", (found["text"] or "").strip(), line)
    body = text.lstrip("-#").strip()
    for pattern, form in _NEAR:
        if pattern.fullmatch(body):
            raise _near(text, line, form)
    return None


def _near(text: str, line: int, form: str) -> ProgramError:
    right = f"{text[: 2 if text.startswith('--') else 1]} {form}"
    return ProgramError(line, f"{text[:_MAX_SHOWN]!r} looks like an annotation: write exactly {right}, or reword it")


def is_annotation(comment: str, line: int) -> bool:
    """Whether a comment is an annotation or a claim, or looks like one."""
    try:
        return annotation(comment, line) is not None or NEAR_CLAIM.match(comment) is not None
    except ProgramError:
        return True


def require_own_line(comment: str, line: int) -> None:
    """Check a comment behind code.

    Raises:
        ProgramError: It's an annotation or a claim, or looks like one; it would have no effect.
    """
    if is_annotation(comment, line):
        message = f"{comment[:_MAX_SHOWN]!r} has no effect here: give it a line of its own, below the statement"
        raise ProgramError(line, message)


def _runs(count: int, line: int, *, has_reason: bool) -> Runs:
    if not 1 < count <= _MAX_RUNS:
        raise ProgramError(line, f"a script runs 2 to {_MAX_RUNS} times")
    if count < _MAX_RUNS and not has_reason:
        raise ProgramError(line, f"say why fewer than {_MAX_RUNS} runs: # runs: {count}, because …")
    return Runs(count, line)


class ControlList:
    """Collects a program's controls: comments with the same label are one control."""

    def __init__(self) -> None:
        self._comments: dict[str, list[tuple[ControlComment, tuple[int, int], str]]] = {}

    def add(self, comment: ControlComment, place: tuple[int, int], text: str) -> None:
        """Add a comment, with the place that it replaces and the complete replacement."""
        self._comments.setdefault(comment.label, []).append((comment, place, text))

    def controls(self, claims: int) -> tuple[Control, ...]:
        """The controls of a program with a number of claims, in order.

        Raises:
            ProgramError: One breaks a claim that doesn't exist, or is serial and replaces statements too.
        """
        return tuple(_control(label, parts, claims) for label, parts in self._comments.items())


def _control(label: str, parts: list[tuple[ControlComment, tuple[int, int], str]], claims: int) -> Control:
    first = parts[0][0]
    breaks = sorted({number for comment, _, _ in parts for number in comment.breaks}) or range(1, claims + 1)
    errors = {comment.error for comment, _, _ in parts if comment.error}
    for comment, _, _ in parts:
        if any(not 1 <= number <= claims for number in comment.breaks):
            raise ProgramError(comment.line, f"there are {claims} claims, and this control breaks another one")
    if len(errors) > 1:
        raise ProgramError(first.line, f"the control {label!r} names several errors: {', '.join(sorted(errors))}")
    serial = any(text == SERIAL for _, _, text in parts)
    if serial and len(parts) > 1:
        raise ProgramError(first.line, f"the control {label!r} is serial: give its other replacements another label")
    replacements = () if serial else tuple((place, "" if text == NOTHING else text) for _, place, text in parts)
    indexes = tuple(number - 1 for number in breaks)
    return Control(label, first.line, indexes, "".join(errors), replacements, serial)
