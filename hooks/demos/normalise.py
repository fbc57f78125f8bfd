"""What differs from run to run is replaced by ``~``, by the rules below and no others; no line is dropped.

Where it matters which of several things is meant, they are numbered in the order of their appearance:
``~1``, ``~2``. Process ids become the names of their sessions. Fixed values of a program are untouched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from hooks.demos.answer import Column

UNKNOWN = "~"


WHY = {
    "times": "in a plan: a clock measured them",
    "costs": "in a plan: estimates that move with a server's settings; the estimated rows stay",
    "buffers": "in a plan: what is cached depends on what ran before",
    "processes": "a session's process id, in a message or a column named pid: its session's name instead",
    "transactions": "counted over the server's life: in messages, and values of type xid",
    "object ids": "counted over the server's life: in messages, and values of type oid from 16384",
    "uuids": "values that the server made, version 1, 4, 6 or 7, and that the program does not contain",
    "wal positions": "values of type pg_lsn: how much was written before",
    "now": "timestamps with a fraction of a second, within a minute of the run",
    "addresses": "of a script's objects, where they are printed as at 0x…",
}
"""The rules by name, and what each replaces for what reason."""


class Rule(NamedTuple):
    """A volatile part of a text: what surrounds it is kept, the group ``value`` is replaced.

    ``name`` is one of `WHY`; ``numbered`` tells different values apart, as ``~1`` and ``~2``.
    """

    name: str
    pattern: re.Pattern[str]
    numbered: bool = False


PLAN_RULES = (
    Rule("times", re.compile(r"actual time=(?P<value>[\d.]+\.\.[\d.]+)")),
    Rule("times", re.compile(r"(?:Planning|Execution) Time: (?P<value>[\d.]+) ms")),
    Rule("times", re.compile(r'"(?:Actual (?:Startup|Total)|Planning|Execution) Time": (?P<value>[\d.]+)')),
    Rule("costs", re.compile(r"cost=(?P<value>[\d.]+\.\.[\d.]+)")),
    Rule("costs", re.compile(r'"(?:Startup|Total) Cost": (?P<value>[\d.]+)')),
    Rule("buffers", re.compile(r"Buffers: (?P<value>\S.*)")),
)
"""For values: a plan is a result like any other."""
MESSAGE_RULES = (
    Rule("transactions", re.compile(r"(?<!virtual )transaction (?P<value>\d+)"), numbered=True),
    Rule("transactions", re.compile(r"virtual transaction (?P<value>\d+/\d+)"), numbered=True),
    Rule("object ids", re.compile(r"relation (?P<value>\d+)(?= of database)"), numbered=True),
    Rule("object ids", re.compile(r"of database (?P<value>\d+)")),
    Rule("object ids", re.compile(r"advisory lock \[(?P<value>\d+)(?=,)")),
)
PROCESS = re.compile(r"\b(?P<word>[Pp]rocess(?: with PID)?) (?P<pid>\d+)")
PROCESS_COLUMNS = re.compile(r"pids?|.*_pids?")
TRANSACTION_COLUMNS = re.compile(r"txid_current.*|virtualtransaction|virtualxid")
TRANSACTION_TYPES = frozenset({28, 5038, 5069, 2970})
"""xid, pg_snapshot, xid8, txid_snapshot."""
OBJECT_ID, WAL_POSITION, UUID = 26, 3220, 2950
TIMESTAMPS = frozenset({1114, 1184})
FIRST_USER_OBJECT = 16384
RANDOM_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1467][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
ADDRESS = re.compile(r"(?<= at 0x)[0-9a-f]{6,}")
NOW = timedelta(seconds=60)


class Normaliser:
    """The rules for one run, which remembers what it has numbered.

    ``processes`` names the sessions by their process ids; ``now`` is the time of the run; ``program`` is
    its text: what is written there does not vary.
    """

    def __init__(self, processes: Mapping[int, str], now: datetime, program: str) -> None:
        self.processes = processes
        self.now = now
        self.program = program
        self._seen: dict[tuple[str, str], int] = {}

    def message(self, text: str) -> str:
        """What the server says in a notice or an error."""
        text = self._apply(MESSAGE_RULES, text)
        return PROCESS.sub(lambda found: f"{found['word']} {self._process(found['pid'], UNKNOWN)}", text)

    def cell(self, column: Column, value: str) -> str:
        """A value of a result, judged by its column's type and name before its text."""
        if PROCESS_COLUMNS.fullmatch(column.name):
            return re.sub(r"\d+", lambda found: self._process(found.group(), found.group()), value)
        if column.type_oid in TRANSACTION_TYPES or TRANSACTION_COLUMNS.fullmatch(column.name):
            return re.sub(r"\d+(?:/\d+)?", lambda found: self._number("transactions", found.group()), value)
        if column.type_oid == OBJECT_ID and value.isdigit() and int(value) >= FIRST_USER_OBJECT:
            return self._number("object ids", value)
        if column.type_oid == UUID and RANDOM_UUID.fullmatch(value) and value not in self.program:
            return self._number("uuids", value)
        if column.type_oid == WAL_POSITION or (column.type_oid in TIMESTAMPS and self._is_now(value)):
            return UNKNOWN
        return self._apply(PLAN_RULES, value)

    def _apply(self, rules: tuple[Rule, ...], text: str) -> str:
        for rule in rules:
            text = rule.pattern.sub(partial(self._replace, rule), text)
        return text

    def _replace(self, rule: Rule, found: re.Match[str]) -> str:
        value = self._number(rule.name, found["value"]) if rule.numbered else UNKNOWN
        start, end = found.span("value")
        return f"{found.string[found.start() : start]}{value}{found.string[end : found.end()]}"

    def _number(self, kind: str, value: str) -> str:
        """``~1`` for the first value of a kind, and again whenever it comes back; 0 means none and stays."""
        return value if value == "0" else f"~{self._seen.setdefault((kind, value), self._count(kind) + 1)}"

    def _count(self, kind: str) -> int:
        return sum(1 for seen, _ in self._seen if seen == kind)

    def _process(self, pid: str, unknown: str) -> str:
        return self.processes.get(int(pid), unknown)

    def _is_now(self, value: str) -> bool:
        """Whether a time was read from the clock: within a minute of the run, and with a fraction of a second."""
        if "." not in value:
            return False
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:  # infinity, or a year that Python does not have
            return False
        return abs((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - self.now) < NOW


def python_output(text: str) -> str:
    """What a script printed, its objects' addresses aside."""
    return ADDRESS.sub(UNKNOWN, text)
