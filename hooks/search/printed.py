"""The error messages that recorded programs printed, so that a pasted message finds the answer that explains it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hooks.model.question import Program

_MESSAGE = re.compile(
    r"^(?:\| )?(?:[A-Z]? +)?"
    r"(?:(?:ERROR|FATAL): +(?!P0001)([0-9A-Z]{5}): (.+)|([A-Z]\w*(?:Error|Exception): .+))$"
)
_NAME = re.compile(r'"[^"]*"|\(.*\)$')
"""What differs from one database to the next: quoted names, and details in parentheses."""
MAX_MESSAGES = 6


def printed_messages(programs: Iterable[Program]) -> tuple[str, ...]:
    """Messages of PostgreSQL and Python in the records, each with its SQLSTATE or exception, without quoted names.

    The first ``MAX_MESSAGES`` different ones of a question, in the order of its programs. Those that a program raises
    itself (P0001) are nobody else's.
    """
    messages: dict[str, None] = {}
    for program in programs:
        for line in (program.record or "").splitlines():
            if found := _MESSAGE.match(line):
                code, text, exception = found.groups()
                plain = " ".join(_NAME.sub("", text or exception).split())
                messages[f"{plain} ({code})" if code else plain] = None
    return tuple(messages)[:MAX_MESSAGES]
