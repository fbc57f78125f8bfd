"""What a check has to say: one type, whoever found it and wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple


class Severity(StrEnum):
    """An error ends a build; a warning is advice."""

    ERROR = "error"
    WARNING = "warning"


class Mark(NamedTuple):
    """A place in a text file, both counted from 1, columns in characters."""

    line: int
    column: int


START = Mark(1, 1)


class Edit(NamedTuple):
    """What mends a finding: ``new`` for ``old``, which stands at ``mark``.

    ``sure`` is whether nothing else can have been meant; otherwise it is a proposal.
    """

    mark: Mark
    old: str
    new: str
    sure: bool = True


class Problem(NamedTuple):
    """What a rule yields: where, what is wrong, and a closer hint than the rule's own if there is one."""

    path: PurePosixPath
    mark: Mark
    message: str
    hint: str | None = None
    edit: Edit | None = None


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One problem with the rule that found it. Findings sort by place."""

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
    """Whether any of them must stop a build."""
    return any(finding.severity is Severity.ERROR for finding in findings)
