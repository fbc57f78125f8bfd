"""The reasons a program can fail, one exception type each."""

# ruff: noqa: N818 - named for what happened, as in ClaimFailed
from __future__ import annotations

_MAX_MESSAGE = 1000
"""Characters, since a program can raise an error of any length."""


class DemoError(Exception):
    """A program that failed or can't be run.

    Attributes:
        line: Line in the program, counted from 1; 0 if no line is to blame.
        message: The problem and its fix, without the line.
        transcript: What the program printed so far.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(line, message)
        self.line = line
        self.message = message if len(message) <= _MAX_MESSAGE else f"{message[:_MAX_MESSAGE]}…"
        self.transcript = ""

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


class ProgramError(DemoError):
    """The file isn't in the program format; nothing was run."""


class DemoFailed(DemoError):
    """A statement or the script failed in a way that proves nothing, such as a syntax error.

    Attributes:
        code: The SQLSTATE of a statement's error, or the name of a script's exception, if any.
    """

    def __init__(self, line: int, message: str, code: str = "") -> None:
        super().__init__(line, message)
        self.code = code


class ClaimFailed(DemoError):
    """The run contradicts a claim. ``line`` is the claim's.

    Attributes:
        claim: The claim's sentence.
    """

    def __init__(self, line: int, claim: str, reason: str) -> None:
        super().__init__(line, f"claim doesn't hold: {claim} ({reason})")
        self.claim = claim


class ClaimUnchecked(DemoError):
    """A script ended without having checked a claim. ``line`` is the claim's."""


class ExpectationFailed(DemoError):
    """A query returned another value than its ``expect`` says. ``line`` is that of the ``expect``."""


class ControlFailed(DemoError):
    """A control doesn't break the claims that it names, or breaks others. ``line`` is the control's."""


class Stuck(DemoError):
    """A session waits for a lock that no later statement can release."""


class TimedOut(DemoError):
    """The program was stopped at its time limit."""


class TooMuchOutput(DemoError):
    """The program prints more than a page can show."""


class TooMuchMemory(DemoError):
    """The program's processes hold more memory than they may."""


class NoSandbox(DemoError):
    """The program has changed, and this system has no sandbox to run it in."""


class DatabaseTooLarge(DemoError):
    """The program writes more than its database may hold."""


class ServerError(DemoError):
    """A server or package that programs need is missing or doesn't work. ``line`` is 0."""


class RecordError(DemoError):
    """A record file isn't in the current format. ``line`` is the record's."""
