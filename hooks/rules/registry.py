"""How rules are defined.

A rule is a small generator that yields a ``Problem`` for each violation. Its docstring *is* the rule's public text: the
first paragraph states the rule, the rest explains it. A rule's code never changes and is never reused.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from hooks.findings.finding import Finding, Problem, Severity

MAX_FINDINGS = 500
"""Of a rule in a file. Nobody reads more, and a file can have tens of thousands."""
Subject = TypeVar("Subject")
Problems = Iterator[Problem]
Check = Callable[[Subject], Problems]


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A check with its code, its severity, and the default fix shown with a finding."""

    code: str
    severity: Severity
    fix: str
    check: Check[Subject]

    @property
    def statement(self) -> str:
        """The rule in words: the docstring of its check."""
        return inspect.getdoc(self.check) or ""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Every violation of this rule in ``subject``."""
        counts: Counter[PurePosixPath] = Counter()
        for path, position, message, hint, edit in self.check(subject):
            counts[path] += 1
            if counts[path] > MAX_FINDINGS:
                continue
            line, column = position
            yield Finding(path, line, column, self.code, message, hint or self.fix, self.severity, edit)


class Rules(Generic[Subject]):
    """The rules over one kind of subject, in code order."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule[Subject]] = {}

    def __iter__(self) -> Iterator[Rule[Subject]]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))

    def error(self, code: str, *, fix: str) -> Callable[[Check[Subject]], Check[Subject]]:
        """Register a check that fails the build. ``fix`` says what to do about it."""
        return self._register(code, Severity.ERROR, fix)

    def warning(self, code: str, *, fix: str) -> Callable[[Check[Subject]], Check[Subject]]:
        """Register a check that gives advice. ``fix`` says what to do about it."""
        return self._register(code, Severity.WARNING, fix)

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Every violation of every rule in ``subject``."""
        for rule in self:
            yield from rule.findings(subject)

    def _register(self, code: str, severity: Severity, fix: str) -> Callable[[Check[Subject]], Check[Subject]]:
        if code in self._rules:
            raise ValueError(f"rule {code} is defined twice")

        def register(check: Check[Subject]) -> Check[Subject]:
            self._rules[code] = Rule(code, severity, fix, check)
            return check

        return register
