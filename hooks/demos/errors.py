"""What can go wrong with a demo: one type a reason, each with the program's line."""

# ruff: noqa: N818 - the names say what happened; that they are errors, the base class does
from __future__ import annotations


class DemoError(Exception):
    """A demo that cannot be trusted.

    Attributes:
        line: Line of the program, counted from 1; 0 where the trouble is with no line of it.
        message: What is wrong and how to mend it, without the line.
        transcript: What the program printed before, as far as it got.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(line, message)
        self.line = line
        self.message = message
        self.transcript = ""

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


class ProgramError(DemoError):
    """The file does not follow the format of a demo; nothing was run."""


class DemoFailed(DemoError):
    """A statement or the script ended in an error that proves nothing, such as a syntax error."""


class ClaimFailed(DemoError):
    """The run contradicts a claim. ``line`` is the claim's own.

    Attributes:
        claim: The sentence, as the program has it.
    """

    def __init__(self, line: int, claim: str, reason: str) -> None:
        super().__init__(line, f"claim does not hold: {claim} ({reason})")
        self.claim = claim


class Stuck(DemoError):
    """A session waits for a lock that no later statement can release."""


class TimedOut(DemoError):
    """The demo did not end within its limit and was stopped."""


class TooMuchOutput(DemoError):
    """The demo prints more than a page can show."""


class TooLarge(DemoError):
    """The demo fills the disk."""


class ServerError(DemoError):
    """A server or a package that programs run on is missing or cannot be used. ``line`` is 0."""


class RecordError(DemoError):
    """A stored record is not what this version writes. ``line`` is the record's."""
