r"""The record of a run: what a page shows and the repository keeps, as text and back again.

The first line names product and version, the last lines the claims that held, a blank line apart. Between
them, for Python, is what the script printed; for SQL, lines that begin with the session's name, if there
are several sessions, and a mark: ``>`` a statement's lines, a blank its answer's, ``~`` a remark on waiting.

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
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hooks.demos.errors import RecordError

HOLDS = "claim holds: "
WAITS, CONTINUES = "waits for ", "continues"
AND = " and "
HEADER = re.compile(r"(?P<product>\S+) (?P<version>\S+(?: with \S+ \S+)?)")
MARKED = r"(?P<mark>[>~ ]) (?P<text>.*)"
ONE_SESSION, SEVERAL_SESSIONS = re.compile(rf"(?P<session>){MARKED}"), re.compile(rf"(?P<session>[A-Z ]) {MARKED}")


class Entry(NamedTuple):
    """One thing that happened in one session.

    ``statement`` is empty where an earlier one goes on, ``output`` where it waits: then ``waits_for`` names
    the sessions in its way. ``continues`` marks the answer that comes after such a wait. ``session`` is empty
    for what comes before the sessions, and throughout where there is only one.
    """

    session: str
    statement: str = ""
    waits_for: tuple[str, ...] = ()
    continues: bool = False
    output: str = ""


class Record(NamedTuple):
    """A run whose claims hold. A script's entry is one, without session and statement.

    ``version`` goes on with the server that a script used: ``3.11.7 with Valkey 9.1.2``.
    """

    product: str
    version: str
    entries: tuple[Entry, ...]
    claims: tuple[str, ...]

    def render(self) -> str:
        """The text of the record file, which `parse` reads back."""
        scripted = _is_script(self.product)
        body = self.entries[0].output if scripted else render_entries(self.entries)
        return (
            "\n\n".join(
                part
                for part in (
                    f"{self.product} {self.version}",
                    body,
                    "\n".join(f"{HOLDS}{claim}" for claim in self.claims),
                )
                if part
            )
            + "\n"
        )


def render_entries(entries: Iterable[Entry]) -> str:
    """The lines of the sessions, without a final line break."""
    entries = list(entries)
    named = any(entry.session for entry in entries)
    return "\n".join(
        f"{(entry.session or ' ') + ' ' if named else ''}{mark} {text}".rstrip()
        for entry in entries
        for mark, text in _marked(entry)
    )


def parse(text: str) -> Record:
    """The record a text was rendered from.

    Raises:
        RecordError: It is not one.
    """
    head, *bodies = text.removesuffix("\n").split("\n\n")
    header = HEADER.fullmatch(head)
    if header is None:
        raise RecordError(1, "the first line must name product and version, such as PostgreSQL 18.6")
    claims = bodies[-1].split("\n") if bodies else []
    if not claims or not all(claim.startswith(HOLDS) for claim in claims):
        raise RecordError(text.count("\n"), f"the last lines must each begin with {HOLDS!r}")
    body = "\n\n".join(bodies[:-1])
    return Record(
        header["product"],
        header["version"],
        (Entry("", output=body),) if _is_script(header["product"]) else tuple(_entries(body)),
        tuple(claim.removeprefix(HOLDS) for claim in claims),
    )


def _is_script(product: str) -> bool:
    return product == "Python"


def _marked(entry: Entry) -> Iterator[tuple[str, str]]:
    """An entry's lines with their marks."""
    if entry.statement:
        yield from ((">", line) for line in entry.statement.split("\n"))
    if entry.waits_for:
        yield "~", f"{WAITS}{AND.join(entry.waits_for)}"
    if entry.continues:
        yield "~", CONTINUES
    if entry.output:
        yield from ((" ", line) for line in entry.output.split("\n"))


def _entries(body: str) -> Iterator[Entry]:
    """What the marked lines say happened, in their order."""
    pattern, width = (ONE_SESSION, 2) if body.startswith(">") else (SEVERAL_SESSIONS, 4)
    entry, last = Entry(""), ""
    for number, line in enumerate(body.split("\n") if body else [], start=3):
        found = pattern.fullmatch(line.ljust(width))
        if found is None:
            raise RecordError(number, "this line has no mark: record the demo again")
        session, mark = found["session"].strip(), found["mark"]
        if last and (session != entry.session or _begins(mark, last)):
            yield entry
            entry = Entry("")
        entry, last = _grown(entry._replace(session=session), mark, found["text"]), mark
    if last:
        yield entry


def _begins(mark: str, last: str) -> bool:
    """Whether a mark begins a new entry of the same session: a statement does, and a remark on an earlier one."""
    return (mark == ">" and last != ">") or (mark == "~" and last != ">")


def _grown(entry: Entry, mark: str, text: str) -> Entry:
    """An entry with one more line."""
    match mark:
        case ">":
            return entry._replace(statement=f"{entry.statement}\n{text}" if entry.statement else text)
        case "~" if text.startswith(WAITS):
            return entry._replace(waits_for=tuple(text.removeprefix(WAITS).split(AND)))
        case "~":
            return entry._replace(continues=True)
        case _:
            return entry._replace(output=f"{entry.output}\n{text}" if entry.output else text)
