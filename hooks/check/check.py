"""Load, then judge: all findings of a project in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from hooks.findings.finding import Finding
from hooks.load.library import ReadAnswers, load, read_each
from hooks.load.project import Project
from hooks.rules import (
    answers,
    diagrams,
    fences,
    files,
    hidden,
    links,
    lists,
    questions,
    records,
    references,
    shape,
    slips,
    yaml,
)
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Rule

_REGISTERED = (answers, diagrams, fences, hidden, links, lists, questions, records, references, slips)
"""Modules whose import adds their rules to ``LIBRARY``."""


class Checked(NamedTuple):
    """A project and every finding in it, sorted by place."""

    project: Project
    findings: tuple[Finding, ...]


def check(root: Path, read_answers: ReadAnswers = read_each) -> Checked:
    """Read the data below ``root`` and hold it against every rule."""
    project, findings = load(root, read_answers)
    unread = {finding.path for finding in findings if finding.rule == "Y001"}
    judged = (finding for finding in LIBRARY.findings(project) if finding.path not in unread)
    return Checked(project, tuple(sorted({*findings, *judged})))


def within(findings: Iterable[Finding], paths: Iterable[PurePosixPath]) -> tuple[Finding, ...]:
    """The findings in the files named, or below the folders named."""
    wanted = tuple(paths)
    return tuple(finding for finding in findings if any(finding.path.is_relative_to(path) for path in wanted))


def every_rule() -> Iterator[Rule[Any]]:
    """All rules in the order of their codes, for documentation."""
    rules: list[Rule[Any]] = [*files.RULES, *yaml.RULES, *shape.RULES, *LIBRARY]
    return iter(sorted(rules, key=lambda rule: rule.code))
