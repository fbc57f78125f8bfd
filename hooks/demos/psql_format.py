"""Format query results the way psql does, except that NULLs are spelled out and errors show their SQLSTATE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hooks.demos.errors import TooMuchOutput
from hooks.demos.normalize import Normalizer
from hooks.demos.query_result import Column, Message, QueryResult

NUMERIC_TYPES = frozenset({20, 21, 23, 26, 28, 700, 701, 790, 1700, 5069})
"""int8, int2, int4, oid, xid, float4, float8, money, numeric, xid8: psql right-aligns these."""
NULL = "NULL"
DML = ("INSERT", "UPDATE", "DELETE", "MERGE")
"""Commands whose tag is shown even if they return rows."""
Cell = Sequence[str]
"""The lines of one value."""
MAX_TABLE = 1024 * 1024
"""Characters of a table, with the spaces that align its columns."""


def format_result(result: QueryResult, normalizer: Normalizer) -> str:
    """Messages, then the rows, the command tag or the error, without trailing whitespace.

    Raises:
        TooMuchOutput: A table exceeds `MAX_TABLE`.
    """
    lines = [line for message in result.messages for line in _message(message, normalizer)]
    if result.error is not None:
        lines += _message(result.error, normalizer)
    else:
        rows = bool(result.columns) or result.tag.startswith("SELECT")
        lines += _table(result, normalizer) if rows else []
        lines += [result.tag] if not rows or result.tag.startswith(DML) else []
    lines += [_notification(*notification, normalizer) for notification in result.notifications]
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _message(message: Message, normalizer: Normalizer) -> Iterator[str]:
    """An error includes its SQLSTATE, which applications act on; a notice doesn't include its context."""
    error = message.severity not in {"WARNING", "NOTICE", "INFO", "DEBUG"}
    code = f"{message.sqlstate}: " if error else ""
    yield normalizer.message(f"{message.severity}:  {code}{message.primary}")
    parts = (("DETAIL", message.detail), ("HINT", message.hint), ("CONTEXT", message.context if error else ""))
    for name, text in parts:
        if text:
            yield normalizer.message(f"{name}:  {text}")


def _notification(channel: str, payload: str, pid: int, normalizer: Normalizer) -> str:
    with_payload = f' with payload "{payload}"' if payload else ""
    return normalizer.message(
        f'Asynchronous notification "{channel}"{with_payload} received from server process with PID {pid}.'
    )


def _table(result: QueryResult, normalizer: Normalizer) -> list[str]:
    """Header, separator, rows and row count; ``+`` marks a value that continues on the next line."""
    columns = result.columns
    cells = [[_cell(*pair, normalizer) for pair in zip(columns, row, strict=True)] for row in result.rows]
    widths = [
        max([len(column.name), *(len(line) for row in cells for line in row[number])])
        for number, column in enumerate(columns)
    ]
    height = 3 + sum(max((len(cell) for cell in row), default=0) for row in cells)
    if height * (sum(widths) + 3 * len(widths)) > MAX_TABLE:
        raise TooMuchOutput(0, "its values are too wide or have too many lines for a table: return less")
    names = [_centered(column.name, width) for column, width in zip(columns, widths, strict=True)]
    lines = [" " + " | ".join(names), "+".join("-" * (width + 2) for width in widths)] if columns else ["--"]
    for row in cells:
        lines += _row(columns, widths, row)
    count = len(result.rows)
    return [*lines, f"({count} row{'' if count == 1 else 's'})"]


def _cell(column: Column, value: str | None, normalizer: Normalizer) -> Cell:
    return [NULL] if value is None else normalizer.cell(column, value).split("\n")


def _centered(name: str, width: int) -> str:
    """Like `str.center`, but with the odd space on the right, as in psql."""
    left = (width - len(name)) // 2
    return f"{' ' * left}{name}".ljust(width)


def _row(columns: Sequence[Column], widths: Sequence[int], row: Sequence[Cell]) -> list[str]:
    """The lines of one row."""
    height = max((len(cell) for cell in row), default=0)
    return [
        "|".join(_cell_line(*part, number) for part in zip(columns, widths, row, strict=True))
        for number in range(height)
    ]


def _cell_line(column: Column, width: int, cell: Cell, number: int) -> str:
    """One line of a value, with a leading space and a trailing space or ``+``."""
    text = cell[number] if number < len(cell) else ""
    aligned = text.rjust(width) if column.type_oid in NUMERIC_TYPES else text.ljust(width)
    return f" {aligned}{'+' if number + 1 < len(cell) else ' '}"
