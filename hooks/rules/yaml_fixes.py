"""Automatic fixes for YAML: syntax errors, wrong types, dates and URLs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from hooks.findings.finding import Edit, Position
from hooks.load.quoting import quoted
from hooks.load.yaml import Document, parse

_ENTRY = re.compile(r"(?P<head>\s*(?:- +)*(?:[\w-]+: +)?)(?P<value>\S.*)")
_QUOTE_PAIRS = {'"': '"', "'": "'", "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}"}
_CLOSING = {"[": "]", "{": "}"}


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    """Cached: many values in one file may need a fix."""
    return text.split("\n")


def fix_syntax(document: Document, number: int) -> Edit | None:
    """A replacement for line ``number`` that lets YAML parse past it, if one of the usual fixes does."""
    lines = _lines(document.text)
    line = lines[number - 1] if number <= len(lines) else ""
    for candidate, safe in (*_candidates(line), *_reindented(line, lines[: number - 1])):
        text = "\n".join([*lines[: number - 1], candidate, *lines[number:]])
        error = parse(document.path, text).syntax_error
        if error is None or error.position.line > number:
            return Edit(Position(number, 1), line, candidate, safe)
    return None


def _candidates(line: str) -> Iterator[tuple[str, bool]]:
    """What the line may have been meant to be, likeliest first, and whether the fix is safe."""
    indent = re.match(r"\s*", line)
    if indent and "\t" in indent[0]:
        yield indent[0].replace("\t", "  ") + line[indent.end() :], True
    if "\N{NO-BREAK SPACE}" in line:
        yield line.replace("\N{NO-BREAK SPACE}", " "), True
    if no_space := re.fullmatch(r"(\s*(?:- +)*[\w-]+:)([^\s/].*)", line):
        yield f"{no_space[1]} {no_space[2]}", True
    if header := re.fullmatch(r"(.*: +)[>|][+-]? +(\S.*)", line):
        yield header[1] + header[2], True
    if entry := _ENTRY.fullmatch(line):
        head, value = entry["head"], entry["value"].rstrip()
        if value[0] in _CLOSING:
            yield head + value + _CLOSING[value[0]], False
        if not value.startswith("- "):
            yield head + quoted(_without_quotes(value).replace('\\"', '"')), ":" in head or "-" in head
            yield head + quoted(value), ":" in head or "-" in head
    if no_colon := re.fullmatch(r"(\s*(?:- +)*[a-z_]+) (\S.*)", line):
        yield f"{no_colon[1]}: {no_colon[2]}", False


def _reindented(line: str, above: list[str]) -> Iterator[tuple[str, bool]]:
    """The line indented like one of the lines above, closest first, and then one step deeper."""
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return
    prefixes = (" ", " -") if line.lstrip().startswith("-") else (" -", " ")
    nonempty = [other for other in reversed(above) if other.strip()]
    columns = [len(other) - len(other.lstrip(prefix)) for other in nonempty for prefix in prefixes]
    for column in dict.fromkeys(columns):
        moved = " " * column + line.lstrip()
        if moved != line:
            yield moved, False
    yield f"  {line}", False


def _without_quotes(value: str) -> str:
    closing = _QUOTE_PAIRS.get(value[0])
    if closing is None or len(value) == 1:
        return value
    if value[-1] in (closing, value[0]):
        return value[1:-1]
    return value if closing in value[1:] else value[1:]


def fix_type(
    document: Document, position: Position, expected: str, value: object, keys: tuple[str, ...]
) -> Edit | None:
    """Rewrite a value in its field's type. ``keys`` are the field names of the model expected there, if any."""
    lines = _lines(document.text)
    rest = lines[position.line - 1][position.column - 1 :].rstrip() if position.line <= len(lines) else ""
    match expected, value:
        case "text", bool() | int():
            source = str(value).lower()
            return Edit(position, source, f'"{source}"')
        case "text", dict() if [f"{key}: {item}" for key, item in value.items()] == [rest]:
            return Edit(position, rest, quoted(rest))
        case "a whole number", str() if number := re.fullmatch(r"(\d+)( ?min(utes)?)?", value, re.ASCII):
            source = rest if rest[:1] not in ("'", '"') else rest[: len(value) + 2]
            return Edit(position, source, number[1]) if source.strip("'\"") == value else None
        case "a list", str() if rest == value:
            return _as_list(position, value)
        case _, str() if "on" in keys and rest == value and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return Edit(position, value, f"{{on: {value}}}")
    return None


def _as_list(position: Position, value: str) -> Edit | None:
    if re.fullmatch(r"-[^\s-].*", value):
        return Edit(position, "-", "- ")
    return Edit(position, value, f"[{value}]") if re.fullmatch(r"[\w][\w. -]*", value) else None


def fix_date(position: Position, value: object) -> Edit | None:
    """Rewrite a date as YYYY-MM-DD. Ambiguous dates get no fix."""
    text = str(value)
    for pattern, order in (
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)),
        (r"(\d{4})(\d\d)(\d\d)", (1, 2, 3)),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.Z+-]*)?", (1, 2, 3)),
    ):
        if match := re.fullmatch(pattern, text, re.ASCII):
            year, month, day = (int(match[group]) for group in order)
            try:
                return Edit(position, text, datetime.date(year, month, day).isoformat())
            except ValueError:
                return None
    return None


def fix_url(position: Position, value: object) -> Edit | None:
    """Add the missing ``https://`` to a URL."""
    text = str(value)
    bare = re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[!-~]*)?", text, re.ASCII | re.IGNORECASE)
    return Edit(position, text, f"https://{text}") if bare else None
