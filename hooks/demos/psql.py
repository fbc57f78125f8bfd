"""An answer as psql prints it, with NULL spelled out and every error with its SQLSTATE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hooks.demos.answer import Answer, Column, Message
from hooks.demos.normalise import Normaliser

NUMERIC_TYPES = frozenset({20, 21, 23, 26, 28, 700, 701, 790, 1700, 5069})
"""int8, int2, int4, oid, xid, float4, float8, money, numeric, xid8: psql sets these to the right."""
NULL = "NULL"
CHANGES = ("INSERT", "UPDATE", "DELETE", "MERGE")
"""Commands whose tag says more than the rows they return."""
Cell = Sequence[str]
"""The lines of one value."""


def printed(answer: Answer, normaliser: Normaliser) -> str:
    """Messages, then the rows, the command's tag or the error. No line ends in a blank."""
    lines = [line for message in answer.messages for line in _message(message, normaliser)]
    if answer.error is not None:
        lines += _message(answer.error, normaliser)
    else:
        rows = bool(answer.columns) or answer.tag.startswith("SELECT")
        lines += _table(answer, normaliser) if rows else []
        lines += [answer.tag] if not rows or answer.tag.startswith(CHANGES) else []
    lines += [_notification(*note, normaliser) for note in answer.notifications]
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _message(message: Message, normaliser: Normaliser) -> Iterator[str]:
    """An error's SQLSTATE is shown, as it is what a program acts on; where a notice comes from is not."""
    error = message.severity not in {"WARNING", "NOTICE", "INFO", "DEBUG"}
    code = f"{message.sqlstate}: " if error else ""
    yield normaliser.message(f"{message.severity}:  {code}{message.primary}")
    parts = (("DETAIL", message.detail), ("HINT", message.hint), ("CONTEXT", message.context if error else ""))
    for name, text in parts:
        if text:
            yield normaliser.message(f"{name}:  {text}")


def _notification(channel: str, payload: str, pid: int, normaliser: Normaliser) -> str:
    said = f' with payload "{payload}"' if payload else ""
    return normaliser.message(
        f'Asynchronous notification "{channel}"{said} received from server process with PID {pid}.'
    )


def _table(answer: Answer, normaliser: Normaliser) -> list[str]:
    """Heading, rule, rows and their count; a value of several lines goes on with ``+`` at its edge."""
    columns = answer.columns
    cells = [[_cell(*pair, normaliser) for pair in zip(columns, row, strict=True)] for row in answer.rows]
    widths = [
        max([len(column.name), *(len(line) for row in cells for line in row[number])])
        for number, column in enumerate(columns)
    ]
    names = [_centered(column.name, width) for column, width in zip(columns, widths, strict=True)]
    lines = [" " + " | ".join(names), "+".join("-" * (width + 2) for width in widths)] if columns else ["--"]
    for row in cells:
        lines += _row(columns, widths, row)
    count = len(answer.rows)
    return [*lines, f"({count} row{'' if count == 1 else 's'})"]


def _cell(column: Column, value: str | None, normaliser: Normaliser) -> Cell:
    return [NULL] if value is None else normaliser.cell(column, value).split("\n")


def _centered(name: str, width: int) -> str:
    """Like `str.center`, except that an odd blank goes to the right, as in psql."""
    left = (width - len(name)) // 2
    return f"{' ' * left}{name}".ljust(width)


def _row(columns: Sequence[Column], widths: Sequence[int], row: Sequence[Cell]) -> list[str]:
    """The lines of one row, as many as its tallest value has."""
    height = max((len(cell) for cell in row), default=0)
    return ["|".join(_part(*part, level) for part in zip(columns, widths, row, strict=True)) for level in range(height)]


def _part(column: Column, width: int, cell: Cell, level: int) -> str:
    """One line of one value, with the blank before it and the blank or ``+`` behind."""
    text = cell[level] if level < len(cell) else ""
    placed = text.rjust(width) if column.type_oid in NUMERIC_TYPES else text.ljust(width)
    return f" {placed}{'+' if level + 1 < len(cell) else ' '}"
