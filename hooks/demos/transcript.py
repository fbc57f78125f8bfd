r"""The transcript of a run: the format of ``*.out`` record files, rendered and parsed.

The first line is product and version, the last lines are the claims, with blank lines around the middle part. For
Python that is the script's output. For SQL, each line starts with the session's name (if there are several) and a
mark: ``>`` for a statement, a space for its result, ``~`` for a note about waiting.

    PostgreSQL 18.6

    A > UPDATE account SET balance = 110;
    A   UPDATE 1
    B > UPDATE account SET balance = 125;
    B ~ waits for A
    A > COMMIT;
    A   COMMIT
    B ~ continues
    B   UPDATE 1

    claim holds: one of two deposits is gone

    without the overlap: fails, 135
    | A > UPDATE account SET balance = 110;
    …
    |
    | claim fails: one of two deposits is gone

After the claims, each control has a part of its own, in which every line is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hooks.demos.errors import RecordError

HOLDS, FAILS = "claim holds: ", "claim fails: "
WITHOUT = re.compile(r"without (?P<label>[^:]+): (?P<verdict>.+)")
WAITS, CONTINUES = "waits for ", "continues"
AND = " and "
HEADER = re.compile(r"(?P<product>\S+) (?P<version>\S+(?: with \S+ \S+)?)")
MARKED = r"(?P<mark>[>~ ]) (?P<text>.*)"
ONE_SESSION, SEVERAL_SESSIONS = re.compile(rf"(?P<session>){MARKED}"), re.compile(rf"(?P<session>[A-Z ]) {MARKED}")


class Entry(NamedTuple):
    """One event in a session.

    Attributes:
        session: Empty for the setup, and if there is only one session.
        statement: Empty if the event belongs to an earlier statement.
        waits_for: The sessions that block it; then ``output`` is empty.
        continues: The result arrived after a wait.
        output: The formatted result.
    """

    session: str
    statement: str = ""
    waits_for: tuple[str, ...] = ()
    continues: bool = False
    output: str = ""


class ControlRecord(NamedTuple):
    """The run of a control: what it lacks, how it ended, such as ``fails, 165``, and which claims held."""

    label: str
    verdict: str
    entries: tuple[Entry, ...]
    held: tuple[str, ...]
    failed: tuple[str, ...]


class Record(NamedTuple):
    """A successful run. A script has a single entry, with only ``output``.

    ``version`` includes the server that a script used: ``3.11.7 with Valkey 9.1.2``.
    """

    product: str
    version: str
    entries: tuple[Entry, ...]
    claims: tuple[str, ...]
    controls: tuple[ControlRecord, ...] = ()

    @property
    def is_script(self) -> bool:
        """Whether a script ran; else SQL."""
        return _is_script(self.product)

    def render(self) -> str:
        """The text of the record file; the inverse of `parse`."""
        parts = (
            f"{self.product} {self.version}",
            self.body(self.entries),
            "\n".join(f"{HOLDS}{claim}" for claim in self.claims),
            *map(self._control, self.controls),
        )
        return "\n\n".join(filter(None, parts)) + "\n"

    def body(self, entries: tuple[Entry, ...]) -> str:
        """What the program, or one of its controls, printed."""
        return entries[0].output if self.is_script else render_entries(entries)

    def _control(self, control: ControlRecord) -> str:
        claims = [*(f"{FAILS}{claim}" for claim in control.failed), *(f"{HOLDS}{claim}" for claim in control.held)]
        lines = "\n\n".join(filter(None, ("", self.body(control.entries), "\n".join(claims)))).split("\n")
        return "\n".join([f"without {control.label}: {control.verdict}", *(f"| {line}".rstrip() for line in lines)])


def render_entries(entries: Iterable[Entry]) -> str:
    """The transcript lines of a SQL program, without a final newline."""
    entries = list(entries)
    named = any(entry.session for entry in entries)
    return "\n".join(
        f"{(entry.session or ' ') + ' ' if named else ''}{mark} {text}".rstrip()
        for entry in entries
        for mark, text in _marked(entry)
    )


def parse(text: str) -> Record:
    """Parse a record file.

    Raises:
        RecordError: It isn't in the format.
    """
    head, *bodies = text.removesuffix("\n").split("\n\n")
    header = HEADER.fullmatch(head)
    if header is None:
        raise RecordError(1, "the first line must be product and version, such as PostgreSQL 18.6")
    controls: list[ControlRecord] = []
    while bodies and (found := _control(bodies[-1], header["product"])) is not None:
        controls.insert(0, found)
        del bodies[-1]
    claims = bodies[-1].split("\n") if bodies else []
    if not claims or not all(claim.startswith(HOLDS) for claim in claims):
        raise RecordError(text.count("\n"), f"the last lines must all begin with {HOLDS!r}")
    body = "\n\n".join(bodies[:-1])
    return Record(
        header["product"],
        header["version"],
        (Entry("", output=body),) if _is_script(header["product"]) else tuple(_entries(body)),
        tuple(claim.removeprefix(HOLDS) for claim in claims),
        tuple(controls),
    )


def _control(text: str, product: str) -> ControlRecord | None:
    """Parse a control's part; None if it isn't one."""
    head, *lines = text.split("\n")
    found = WITHOUT.fullmatch(head)
    if found is None or not all(line.startswith("|") for line in lines):
        return None
    body, _, last = "\n".join(line[2:] for line in lines).strip("\n").rpartition("\n\n")
    claims = last.split("\n")
    entries = (Entry("", output=body),) if _is_script(product) else tuple(_entries(body))
    held, failed = (
        tuple(claim.removeprefix(mark) for claim in claims if claim.startswith(mark)) for mark in (HOLDS, FAILS)
    )
    return ControlRecord(found["label"], found["verdict"], entries, held, failed)


def _is_script(product: str) -> bool:
    return product == "Python"


def _marked(entry: Entry) -> Iterator[tuple[str, str]]:
    """The entry's lines, each with its mark."""
    if entry.statement:
        yield from ((">", line) for line in entry.statement.split("\n"))
    if entry.waits_for:
        yield "~", f"{WAITS}{AND.join(entry.waits_for)}"
    if entry.continues:
        yield "~", CONTINUES
    if entry.output:
        yield from ((" ", line) for line in entry.output.split("\n"))


def _entries(body: str) -> Iterator[Entry]:
    """Parse the marked lines."""
    pattern, width = (ONE_SESSION, 2) if body.startswith(">") else (SEVERAL_SESSIONS, 4)
    entry, last = Entry(""), ""
    for number, line in enumerate(body.split("\n") if body else [], start=3):
        found = pattern.fullmatch(line.ljust(width))
        if found is None:
            raise RecordError(number, "this line has no mark: record the program again")
        session, mark = found["session"].strip(), found["mark"]
        if last and (session != entry.session or _starts_entry(mark, last)):
            yield entry
            entry = Entry("")
        entry, last = _with_line(entry._replace(session=session), mark, found["text"]), mark
    if last:
        yield entry


def _starts_entry(mark: str, last: str) -> bool:
    """Whether a mark starts a new entry in the same session: a statement, or a note about an earlier one."""
    return mark in {">", "~"} and last != ">"


def _with_line(entry: Entry, mark: str, text: str) -> Entry:
    match mark:
        case ">":
            return entry._replace(statement=f"{entry.statement}\n{text}" if entry.statement else text)
        case "~" if text.startswith(WAITS):
            return entry._replace(waits_for=tuple(text.removeprefix(WAITS).split(AND)))
        case "~":
            return entry._replace(continues=True)
        case _:
            return entry._replace(output=f"{entry.output}\n{text}" if entry.output else text)
