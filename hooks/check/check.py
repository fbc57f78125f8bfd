"""Load, then judge: all findings of a project in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from hooks.findings.finding import Finding
from hooks.load.library import ParsedFile, ReadAnswers, load, read_each
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
    slips,
    yaml,
)
from hooks.rules import shape as shapes
from hooks.rules.library import LIBRARY
from hooks.rules.registry import Rule

_REGISTERED = (answers, diagrams, fences, hidden, links, lists, questions, records, references, slips)
"""Modules whose import adds their rules to ``LIBRARY``."""


class Checked(NamedTuple):
    """A project and every finding in it, sorted by place."""

    project: Project
    findings: tuple[Finding, ...]


def check(root: Path, read_answers: ReadAnswers = read_each) -> Checked:
    """Load the data below ``root`` and run every rule over it."""
    project, raw_files, parsed = load(root, read_answers)
    findings = {finding for raw in raw_files.values() for finding in files.RULES.findings(raw)}
    findings.update(finding for file in parsed.values() for finding in _file_findings(file))
    unparsed = {path for path, file in parsed.items() if file.shape is None}
    findings.update(finding for finding in LIBRARY.findings(project) if finding.path not in unparsed)
    return Checked(project, tuple(sorted(findings)))


@lru_cache(maxsize=20_000)
def _file_findings(file: ParsedFile) -> tuple[Finding, ...]:
    """Findings in one YAML file; a syntax error hides all others. ``mkdocs serve`` asks again after each edit."""
    shape = file.shape
    return (*yaml.RULES.findings(file.document), *(shapes.RULES.findings(shape) if shape else ()))


def within(findings: Iterable[Finding], paths: Iterable[PurePosixPath]) -> tuple[Finding, ...]:
    """The findings in the files named, or below the folders named."""
    wanted = tuple(paths)
    return tuple(finding for finding in findings if any(finding.path.is_relative_to(path) for path in wanted))


def every_rule() -> Iterator[Rule[Any]]:
    """All rules in the order of their codes, for documentation."""
    rules: list[Rule[Any]] = [*files.RULES, *yaml.RULES, *shapes.RULES, *LIBRARY]
    return iter(sorted(rules, key=lambda rule: rule.code))
