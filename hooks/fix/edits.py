"""Edits of findings, put into the texts they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hooks.findings.finding import Edit


class _Span(NamedTuple):
    start: int
    end: int
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with every edit made whose old text stands in its place; of two in one place the first."""
    starts = _line_starts(text)
    spans = sorted(span for edit in edits if (span := _span(text, starts, edit)) is not None)
    parts, end = [], 0
    for span in spans:
        if span.start >= end:
            parts += [text[end : span.start], span.new]
            end = span.end
    return "".join([*parts, text[end:]])


def lines_to_put(text: str, edits: Sequence[Edit]) -> tuple[str, str] | None:
    """The lines that the edits are about, as they are and as they should be; None if none fits the text."""
    starts = _line_starts(text)
    spans = [span for edit in edits if (span := _span(text, starts, edit)) is not None]
    if not spans:
        return None
    begin = text.rfind("\n", 0, min(span.start for span in spans)) + 1
    end = text.find("\n", max(span.end for span in spans))
    end = len(text) if end < 0 else end
    behind = len(text) - end
    whole = edited(text, edits)
    return text[begin:end], whole[begin : len(whole) - behind]


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)
    return starts


def _span(text: str, starts: list[int], edit: Edit) -> _Span | None:
    """Where the old text is: at its mark, or behind the quote that stands there."""
    if edit.mark.line > len(starts):
        return None
    start = starts[edit.mark.line - 1] + edit.mark.column - 1
    start += text[start : start + 1] in ("'", '"') and not text.startswith(edit.old, start)
    return _Span(start, start + len(edit.old), edit.new) if text.startswith(edit.old, start) else None
