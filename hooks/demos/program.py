"""A program: its statements, claims and controls, with line numbers; and the format that it is written in.

A SQL program consists of comment lines that describe it, ``-- setup`` with statements, ``-- session A`` and
``-- session B`` sections in execution order, and finally one or more ``-- claim: …``, each followed by one query that
returns true. Without session sections, everything runs in one session.

A Python program is a script in which each ``# claim: …`` is followed by an ``assert``. ``# needs: valkey`` gives it a
Valkey server and its client.

A claim's sentence can continue in the comment lines right below it. These comments are about the line right above them:

- ``-- expect: 125, not 135`` states the one value that a query returns, and what one may have expected.
- ``-- without FOR UPDATE: SELECT …;`` (in Python, ``# without the lock: …``) is a control: the program also runs with
  this in place of the statement, and then its claims must break. ``nothing`` removes the statement; a control can't
  move one, or add one elsewhere. Replacements with the same label are one control. ``-- without the overlap: serial``
  runs the sessions one after the other. ``(breaks 1, 3 with 40001)`` after the label numbers the claims if they aren't
  all, and names an expected error: a SQLSTATE, an exception or ``timeout``. An error that ends the run breaks all of
  these claims; otherwise they're checked. One of several places can say it for all; what several say adds up.
- ``-- no control: …`` says why a claim can have none.

``# runs: 200`` anywhere in a script runs it as often, with ``$SEED`` from 0 on for its random choices.
"""

from __future__ import annotations

from typing import NamedTuple

from hooks.demos.controls import Control, Expectation
from hooks.demos.errors import ProgramError


class Step(NamedTuple):
    """A statement. ``session`` is empty outside of session sections; ``note`` is the comment above it."""

    session: str
    sql: str
    line: int
    note: str
    expect: Expectation | None = None


class Claim(NamedTuple):
    """A claim and its check: a query that must return true, or an assert. ``no_control`` says why it has no control."""

    sentence: str
    line: int
    check: str
    check_line: int
    no_control: str = ""


class Program(NamedTuple):
    """A SQL program. ``notes`` are the comment lines at the top, without the dashes."""

    notes: str
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]
    controls: tuple[Control, ...] = ()

    @property
    def sessions(self) -> tuple[str, ...]:
        """Session names in order of first use."""
        return tuple(dict.fromkeys(step.session for step in self.steps if step.session))

    def variant(self, control: Control) -> Program:
        """The program that a control runs. Its queries are expected to return anything."""
        replaced = {place[0]: text for place, text in control.replacements}
        steps = [
            step._replace(sql=replaced.get(index, step.sql)) for index, step in enumerate(self.steps)
            if replaced.get(index) != ""
        ]  # fmt: skip
        if control.serial:
            order = ("", *self.sessions)
            steps.sort(key=lambda step: order.index(step.session))
        return self._replace(steps=tuple(steps), controls=())


class Script(NamedTuple):
    """A Python program."""

    claims: tuple[Claim, ...]
    controls: tuple[Control, ...]
    runs: int = 1


def require_claim(claims: object, last_line: int, example: str) -> None:
    """Check that a program has a claim.

    Raises:
        ProgramError: It has none; the error shows how one is written.
    """
    if not claims:
        raise ProgramError(max(last_line, 1), f"the program has no claim: end it with {example}")
