"""Load a project and run every rule over it."""

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
    code_blocks,
    diagrams,
    files,
    invisible_escapes,
    likely_typos,
    links,
    lists,
    programs,
    questions,
    random_choices,
    records,
    references,
    schema,
    style,
    yaml,
)
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Rule

_PROJECT_RULES = (
    answers,
    code_blocks,
    diagrams,
    invisible_escapes,
    likely_typos,
    links,
    lists,
    programs,
    questions,
    random_choices,
    records,
    references,
)
"""Modules that add their rules to ``RULES`` when imported."""


class Checked(NamedTuple):
    """A project and all its findings, sorted by path and position."""

    project: Project
    findings: tuple[Finding, ...]


def check(root: Path, read_answers: ReadAnswers = read_each, *, with_style: bool = False) -> Checked:
    """Load the data below ``root`` and run every rule over it, those about style only ``with_style``."""
    project, raw_files, parsed = load(root, read_answers)
    findings = {finding for raw in raw_files.values() for finding in files.RULES.findings(raw)}
    findings.update(finding for file in parsed.values() for finding in _file_findings(file))
    unparsed = {path for path, file in parsed.items() if file.validated is None}
    findings.update(finding for finding in RULES.findings(project) if finding.path not in unparsed)
    if with_style:
        findings.update(style.RULES.findings(project))
    return Checked(project, tuple(sorted(findings)))


@lru_cache(maxsize=20_000)
def _file_findings(file: ParsedFile) -> tuple[Finding, ...]:
    """Findings in one YAML file; a syntax error hides all others. Cached for ``mkdocs serve``."""
    validated = file.validated
    return (*yaml.RULES.findings(file.document), *(schema.RULES.findings(validated) if validated else ()))


def within(findings: Iterable[Finding], paths: Iterable[PurePosixPath]) -> tuple[Finding, ...]:
    """The findings in these files and folders."""
    wanted = set(paths)
    return tuple(finding for finding in findings if not wanted.isdisjoint((finding.path, *finding.path.parents)))


def every_rule() -> Iterator[Rule[Any]]:
    """All rules in code order, for documentation."""
    rules: list[Rule[Any]] = [*files.RULES, *yaml.RULES, *schema.RULES, *RULES, *style.RULES]
    return iter(sorted(rules, key=lambda rule: rule.code))
