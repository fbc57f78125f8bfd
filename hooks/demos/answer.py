"""What a server answered to one statement, before anything is made of it."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A result's column; ``type_oid`` is the number of its type in ``pg_type``."""

    name: str
    type_oid: int


class Message(NamedTuple):
    """A notice, a warning or an error. ``position`` counts characters of the statement from 1."""

    severity: str
    sqlstate: str
    primary: str
    detail: str
    hint: str
    context: str
    position: int | None


class Answer(NamedTuple):
    """Messages in the order of their arrival, then rows as text (``None`` is NULL), a command tag or an error.

    ``notifications`` are those that came with it: channel, payload, sender's process id.
    """

    messages: tuple[Message, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    tag: str = ""
    error: Message | None = None
    notifications: tuple[tuple[str, str, int], ...] = ()
