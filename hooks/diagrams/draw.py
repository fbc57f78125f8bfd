"""Draw fences with Mermaid: which setting is taken, and what's refused, with its line and what to write instead.

Only ``guide draw``, the records workflow and the tests use it; the site is built from the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hooks.diagrams import fit
from hooks.diagrams.chromium import DrawError, DrawTimeout
from hooks.diagrams.fences import Fence
from hooks.diagrams.palette import COLORS
from hooks.diagrams.record import finished
from hooks.diagrams.svg_parser import UnsafeSvg, parse
from hooks.diagrams.unsupported import Refusal, for_mermaid, kind_of, refusals

if TYPE_CHECKING:
    from hooks.diagrams.page import Draw, Result

TIMEOUT = 20
"""Seconds for one drawing. Most take less than one."""


class Rung(NamedTuple):
    """How tight a drawing is, in pixels: where labels wrap, distances, padding, and participants of a sequence."""

    wrap: int
    nodes: int
    ranks: int
    padding: int
    actor: int
    gap: int


RUNGS = (Rung(130, 20, 30, 8, 80, 24), Rung(110, 14, 28, 8, 80, 24), Rung(90, 14, 28, 6, 72, 14))
"""Tried in this order, until a drawing is legible on a phone."""
_QUOTES = 'Put text that isn\'t plain words in quotes: `A["Balancer (L7)"]`.'
_MERMAID_HINTS = (
    (re.compile(r"\bend\b"), "`end` is a keyword: write `End`, or quote it in a label."),
    (re.compile(r"[\[({|>].*[()\[\]{}@]"), _QUOTES),
    (re.compile(r";"), "A statement ends at `;`: leave it out."),
)
_UNCLOSED = (
    "Something isn't closed: `loop`, `alt` and `subgraph` need an `end`, an opening bracket needs a closing one."
)
_SMALLER = "Leave out details, or split it in two."
_BROKEN = "Shorten it, or split it with a space or `<br/>`."
_HINT = "The syntax is at https://mermaid.js.org/intro/syntax-reference.html."
_EXPECTED = re.compile(r"Expecting (.*), got '([^']*)'", re.DOTALL)
_END = {"1", "EOF", "EOF_IN_STRUCT"}
"""How Mermaid's parsers call the end of a diagram."""
_FEW = 3


def draw(fences: Iterable[Fence], root: Path) -> list[str | Refusal]:
    """The record of each fence, in order, or why it has none. Depends on the source and the pinned tools alone.

    Raises:
        DrawError: Nothing can be drawn, for lack of Chromium, for example.
    """
    known = [(fence, next(refusals(fence), None)) for fence in fences]
    if all(refusal for _, refusal in known):
        return [refusal for _, refusal in known if refusal]
    try:
        from hooks.diagrams.page import with_page  # noqa: PLC0415 - imports a package that only tests install
    except ImportError as error:
        raise DrawError("Drawing requires Playwright: run make draw, which installs it") from error

    def work(page: Draw) -> list[str | Refusal]:
        return [refusal or _drawn(fence, page) for fence, refusal in known]

    return with_page(root, work, timeout=TIMEOUT)


def _drawn(fence: Fence, page: Draw) -> str | Refusal:
    """The first drawing without a fault whose text is large enough, else one that's legible, else why there's none."""
    kind = kind_of(fence.source)
    given = {"source": for_mermaid(fence.source), "kind": kind, "colors": COLORS}
    legible, refusal = "", Refusal(fence.line, "", "")
    for rung in RUNGS:
        try:
            result = page({**given, "rung": rung._asdict()})
        except DrawTimeout:
            return legible or Refusal(fence.line, f"drawing took over {TIMEOUT} seconds", _SMALLER)
        record = _record(fence, result)
        if isinstance(record, Refusal):
            return legible or record
        size = fit.shown_text(root := parse(record))
        if result["faults"]:
            fault = Refusal(fence.line, str(result["faults"][0]), fit.hint(kind))
            refusal = refusal if refusal.reason else fault
        elif size >= fit.GOOD_TEXT:
            return record
        elif size >= fit.MIN_TEXT:
            legible = legible or record
        else:
            refusal = Refusal(fence.line, fit.too_wide(root), fit.hint(kind))
    return legible or refusal


def _record(fence: Fence, result: Result) -> str | Refusal:
    """The record of a drawing, or a refusal that no other rung would change."""
    if "error" in result:
        return _refused(fence, result)
    if broken := next((fault for fault in result["faults"] if fault.endswith("broken in two")), None):
        return Refusal(fence.line, broken, _BROKEN)
    try:
        return finished(str(result["svg"]), fence)
    except UnsafeSvg as error:
        return Refusal(fence.line, f"the drawing isn't allowed: {error}", _SMALLER)


def _refused(fence: Fence, result: Result) -> Refusal:
    """Mermaid's own message in one line, at the answer's line."""
    given, message = for_mermaid(fence.source).rstrip(), str(result["error"])
    above = given[: len(given) - len(given.lstrip())].count("\n")  # which Mermaid doesn't count
    lines = given.split("\n")
    number = max(1, min(int(result["line"]) + above, len(lines)))
    line = fence.source.split("\n")[number - 1].strip()
    found = _EXPECTED.search(message)
    if found and found[2] in _END:
        return Refusal(fence.line + number, f"Mermaid refuses the diagram, which ends after `{line}`", _UNCLOSED)
    hint = next((hint for pattern, hint in _MERMAID_HINTS if pattern.search(line)), _HINT)
    reason = _parse_error(found[1], found[2]) if found else " ".join(message.split())[:300]
    return Refusal(fence.line + number, f"Mermaid refuses `{line}`: {reason}", hint)


def _parse_error(expected: str, got: str) -> str:
    tokens = expected.split(", ")
    more = f" or {len(tokens) - _FEW} others" if len(tokens) > _FEW else ""
    return f"parse error, expecting {', '.join(tokens[:_FEW])}{more}, got '{got}'"
