"""Apply the edits of findings to a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hooks.findings.finding import Edit


class _Span(NamedTuple):
    start: int
    end: int
    new: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits applied. Skips edits that don't match the text, and the second of two that overlap."""
    starts = _line_starts(text)
    spans = sorted(span for edit in edits if (span := _span(text, starts, edit)) is not None)
    parts, end = [], 0
    for span in spans:
        if span.start >= end:
            parts += [text[end : span.start], span.new]
            end = span.end
    return "".join([*parts, text[end:]])


def suggested_lines(text: str, edits: Sequence[Edit]) -> tuple[str, str] | None:
    """The lines that the edits touch, before and after. None if no edit matches the text."""
    starts = _line_starts(text)
    spans = [span for edit in edits if (span := _span(text, starts, edit)) is not None]
    if not spans:
        return None
    start = text.rfind("\n", 0, min(span.start for span in spans)) + 1
    end = text.find("\n", max(span.end for span in spans))
    end = len(text) if end < 0 else end
    after = len(text) - end
    result = apply_edits(text, edits)
    return text[start:end], result[start : len(result) - after]


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)
    return starts


def _span(text: str, starts: list[int], edit: Edit) -> _Span | None:
    """Where the old text is: at the edit's position, or after an opening quote there."""
    if edit.position.line > len(starts):
        return None
    start = starts[edit.position.line - 1] + edit.position.column - 1
    start += text[start : start + 1] in ("'", '"') and not text.startswith(edit.old, start)
    return _Span(start, start + len(edit.old), edit.new) if text.startswith(edit.old, start) else None
