"""Format findings for a terminal, as GitHub annotations and as JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

import click

from hooks.findings.finding import Finding, Severity

_MAX_WIDTH = 110
"""Longest part of a source line that is shown; longer lines are cut around the caret."""


def as_text(findings: Iterable[Finding], root: Path, *, color: bool = False) -> str:
    """Each finding with its source line and a caret, then the totals."""
    findings = tuple(findings)
    style = partial(click.style) if color else _unstyled
    lines = _Lines(root)
    blocks = [_block(finding, lines.get(finding), style) for finding in findings]
    return "\n".join([*blocks, _summary(findings)])


def _unstyled(text: str, **_: object) -> str:
    return text


def _block(finding: Finding, line: str | None, style: Callable[..., str]) -> str:
    color = "red" if finding.severity is Severity.ERROR else "yellow"
    location = style(visible(f"{finding.path}:{finding.line}:{finding.column}:"), bold=True)
    message, hint = visible(finding.message), style(visible(finding.hint), fg="cyan")
    head = f"{location} {style(finding.rule, fg=color)} {message} \N{EM DASH} {hint}"
    if not line:
        return head
    start = max(0, finding.column - _MAX_WIDTH)
    shown, column = visible(line[start : start + _MAX_WIDTH + 20]).rstrip(), finding.column - 1 - start
    gutter, padding = " " * len(str(finding.line)), " " * sum(map(_width, shown[:column].ljust(column)))
    return f"{head}\n  {finding.line} | {shown}\n  {gutter} | {padding}{style('^', fg=color)}"


def _width(char: str) -> int:
    """How many terminal columns a character takes."""
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _summary(findings: tuple[Finding, ...]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return "No findings."
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}."


class _Lines:
    """Source lines; reads each file once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[PurePosixPath, list[str]] = {}

    def get(self, finding: Finding) -> str | None:
        if finding.path not in self._files:
            file = self._root / finding.path
            readable = file.is_file() and not file.is_symlink()
            text = file.read_text("utf-8", errors="replace").removeprefix("\ufeff") if readable else ""
            self._files[finding.path] = text.split("\n")
        lines = self._files[finding.path]
        return lines[finding.line - 1] if finding.line <= len(lines) else None


def visible(line: str) -> str:
    """The text on one line, without characters that move the cursor or hide text on a terminal."""
    plain = re.sub(r"[\t\n]", " ", line)
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in plain)


def as_github(findings: Iterable[Finding]) -> str:
    """GitHub workflow commands, one per finding; each becomes an annotation on its line."""
    return "\n".join(
        f"::{finding.severity} file={_property(str(finding.path))},line={finding.line},col={finding.column},"
        f"title={finding.rule}::" + _data(f"{finding.message} \N{EM DASH} {finding.hint}")
        for finding in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON list of objects with the fields of ``Finding``, without the edit."""
    return json.dumps([_object(finding) for finding in findings], indent=2)


def _object(finding: Finding) -> Mapping[str, str | int]:
    return {
        "path": str(finding.path),
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
    }
