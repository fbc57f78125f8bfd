"""A finding: one problem at one position, with the rule that found it and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple


class Severity(StrEnum):
    """An error fails the build; a warning is advice."""

    ERROR = "error"
    WARNING = "warning"


class Position(NamedTuple):
    """A position in a text file. Both count from 1; columns are in characters."""

    line: int
    column: int


START = Position(1, 1)


class Edit(NamedTuple):
    """An automatic fix: replace ``old`` at ``position`` with ``new``.

    A ``safe`` fix is the only thing the author can have meant. Any other fix is a suggestion.
    """

    position: Position
    old: str
    new: str
    safe: bool = True


class Problem(NamedTuple):
    """What a rule yields. ``hint`` says how to fix this one; without it the rule's own ``fix`` is shown."""

    path: PurePosixPath
    position: Position
    message: str
    hint: str | None = None
    edit: Edit | None = None


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """A problem and the rule that found it. Findings sort by path and position."""

    path: PurePosixPath
    line: int
    column: int
    rule: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    edit: Edit | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.rule} {self.message} \N{EM DASH} {self.hint}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding fails the build."""
    return any(finding.severity is Severity.ERROR for finding in findings)
