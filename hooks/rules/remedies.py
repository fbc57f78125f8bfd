"""What to put for a value that is not read as it was meant."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from hooks.findings.finding import Edit, Mark
from hooks.load.quoting import quoted
from hooks.load.yaml import Document, parse

_ENTRY = re.compile(r"(?P<head>\s*(?:- +)*(?:[\w-]+: +)?)(?P<value>\S.*)")
_PAIRS = {'"': '"', "'": "'", "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}"}
_CLOSING = {"[": "]", "{": "}"}


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    """Many values of one file may have to be retyped."""
    return text.split("\n")


def readable(document: Document, number: int) -> Edit | None:
    """Another text for the line in which YAML could not be read, if one is found with which it can."""
    lines = _lines(document.text)
    line = lines[number - 1] if number <= len(lines) else ""
    for other, sure in (*_others(line), *_indented(line, lines[: number - 1])):
        text = "\n".join([*lines[: number - 1], other, *lines[number:]])
        syntax = parse(document.path, text).syntax
        if syntax is None or syntax.mark.line > number:
            return Edit(Mark(number, 1), line, other, sure)
    return None


def _others(line: str) -> Iterator[tuple[str, bool]]:
    """What the line may have been meant to be, the likeliest first."""
    indent = re.match(r"\s*", line)
    if indent and "\t" in indent[0]:
        yield indent[0].replace("\t", "  ") + line[indent.end() :], True
    if "\N{NO-BREAK SPACE}" in line:
        yield line.replace("\N{NO-BREAK SPACE}", " "), True
    if glued := re.fullmatch(r"(\s*(?:- +)*[\w-]+:)([^\s/].*)", line):
        yield f"{glued[1]} {glued[2]}", True
    if header := re.fullmatch(r"(.*: +)[>|][+-]? +(\S.*)", line):
        yield header[1] + header[2], True
    if entry := _ENTRY.fullmatch(line):
        head, value = entry["head"], entry["value"].rstrip()
        if value[0] in _CLOSING:
            yield head + value + _CLOSING[value[0]], False
        if not value.startswith("- "):
            yield head + quoted(_without_quotes(value).replace('\\"', '"')), ":" in head or "-" in head
            yield head + quoted(value), ":" in head or "-" in head
    if words := re.fullmatch(r"(\s*(?:- +)*[a-z_]+) (\S.*)", line):
        yield f"{words[1]}: {words[2]}", False


def _indented(line: str, above: list[str]) -> Iterator[tuple[str, bool]]:
    """The line in the column of one above it, the nearest first, and one step further in."""
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return
    signs = (" ", " -") if line.lstrip().startswith("-") else (" -", " ")
    told = [other for other in reversed(above) if other.strip()]
    columns = [len(other) - len(other.lstrip(sign)) for other in told for sign in signs]
    for column in dict.fromkeys(columns):
        moved = " " * column + line.lstrip()
        if moved != line:
            yield moved, False
    yield f"  {line}", False


def _without_quotes(value: str) -> str:
    closing = _PAIRS.get(value[0])
    if closing is None or len(value) == 1:
        return value
    if value[-1] in (closing, value[0]):
        return value[1:-1]
    return value if closing in value[1:] else value[1:]


def retyped(document: Document, mark: Mark, wanted: str, value: object, keys: tuple[str, ...]) -> Edit | None:
    """A value in the type that its field has; ``keys`` are those that may stand there."""
    lines = _lines(document.text)
    rest = lines[mark.line - 1][mark.column - 1 :].rstrip() if mark.line <= len(lines) else ""
    match wanted, value:
        case "text", bool() | int():
            said = str(value).lower()
            return Edit(mark, said, f'"{said}"')
        case "text", dict() if [f"{key}: {part}" for key, part in value.items()] == [rest]:
            return Edit(mark, rest, quoted(rest))
        case "a whole number", str() if number := re.fullmatch(r"(\d+)( ?min(utes)?)?", value, re.ASCII):
            written = rest if rest[:1] not in ("'", '"') else rest[: len(value) + 2]
            return Edit(mark, written, number[1]) if written.strip("'\"") == value else None
        case "a list", str() if rest == value:
            return _listed(mark, value)
        case _, str() if "on" in keys and rest == value and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return Edit(mark, value, f"{{on: {value}}}")
    return None


def _listed(mark: Mark, value: str) -> Edit | None:
    if re.fullmatch(r"-[^\s-].*", value):
        return Edit(mark, "-", "- ")
    return Edit(mark, value, f"[{value}]") if re.fullmatch(r"[\w][\w. -]*", value) else None


def dated(mark: Mark, value: object) -> Edit | None:
    """A day in the one form it has here. What could be read in two ways is left."""
    said = str(value)
    for pattern, order in (
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)),
        (r"(\d{4})(\d\d)(\d\d)", (1, 2, 3)),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.Z+-]*)?", (1, 2, 3)),
    ):
        if match := re.fullmatch(pattern, said, re.ASCII):
            year, month, day = (int(match[place]) for place in order)
            try:
                return Edit(mark, said, datetime.date(year, month, day).isoformat())
            except ValueError:
                return None
    return None


def schemed(mark: Mark, value: object) -> Edit | None:
    """A web address with the scheme it lacks."""
    said = str(value)
    plain = re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[!-~]*)?", said, re.ASCII | re.IGNORECASE)
    return Edit(mark, said, f"https://{said}") if plain else None
