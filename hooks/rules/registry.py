"""How a rule is written down.

A rule is a small generator over one subject that yields a ``Problem`` for each breach. Its docstring *is* the
rule: the first paragraph states it, the rest says why. Its code never changes and is never used again.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from hooks.findings.finding import Finding, Problem, Severity

Subject = TypeVar("Subject")
Problems = Iterator[Problem]
Check = Callable[[Subject], Problems]


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A check with its code, what mends a breach, and how grave one is."""

    code: str
    severity: Severity
    hint: str
    check: Check[Subject]

    @property
    def statement(self) -> str:
        """The rule in words: the whole docstring of its check."""
        return inspect.getdoc(self.check) or ""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Every breach of this rule in ``subject``."""
        for path, mark, message, hint, edit in self.check(subject):
            yield Finding(path, mark.line, mark.column, self.code, message, hint or self.hint, self.severity, edit)


class Rules(Generic[Subject]):
    """The rules over one kind of subject, in the order of their codes."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule[Subject]] = {}

    def __iter__(self) -> Iterator[Rule[Subject]]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))

    def error(self, code: str, *, mend: str) -> Callable[[Check[Subject]], Check[Subject]]:
        """Register a check whose breach ends a build; ``mend`` is the hint."""
        return self._register(code, Severity.ERROR, mend)

    def warning(self, code: str, *, mend: str) -> Callable[[Check[Subject]], Check[Subject]]:
        """Register a check whose breach is advice; ``mend`` is the hint."""
        return self._register(code, Severity.WARNING, mend)

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Every breach of every rule in ``subject``."""
        for rule in self:
            yield from rule.findings(subject)

    def _register(self, code: str, severity: Severity, hint: str) -> Callable[[Check[Subject]], Check[Subject]]:
        if code in self._rules:
            raise ValueError(f"rule {code} is defined twice")

        def register(check: Check[Subject]) -> Check[Subject]:
            self._rules[code] = Rule(code, severity, hint, check)
            return check

        return register
