"""The raw result of one SQL statement."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A result column; ``type_oid`` is the type's OID in ``pg_type``."""

    name: str
    type_oid: int


class Message(NamedTuple):
    """A notice, warning or error. ``position`` is a character offset in the statement, counted from 1."""

    severity: str
    sqlstate: str
    primary: str
    detail: str
    hint: str
    context: str
    position: int | None


class QueryResult(NamedTuple):
    """Messages in order of arrival, then rows as text (None is NULL), the command tag or an error.

    ``notifications`` holds channel, payload and the sender's process id of each NOTIFY received with it.
    """

    messages: tuple[Message, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    tag: str = ""
    error: Message | None = None
    notifications: tuple[tuple[str, str, int], ...] = ()
