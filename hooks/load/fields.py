"""A file's values together with what the model says of their fields, however broken the rest of the file is."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from hooks.load.yaml import Json, Loc
from hooks.model.base import Model

Hint = Any
"""An annotation: ``typing`` has no common type for them."""


class Leaf(NamedTuple):
    """A text of a file, where it stands, and the marks its field carries (``Ref``, ``Markup``)."""

    loc: Loc
    text: str
    marks: tuple[Enum, ...]


def leaves(kind: Hint, value: Json, loc: Loc = ()) -> Iterator[Leaf]:
    """Every text in ``value`` whose field is known to ``kind``, in the order of the file."""
    marks, kind = _bare(kind)
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(_inside(kind, name), part, (*loc, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(_inside(kind, index), part, (*loc, index))
    elif isinstance(value, str) and kind is not None:
        yield Leaf(loc, value, marks)


def field_names(kind: Hint, loc: Loc) -> tuple[str, ...]:
    """Names of the fields that may stand at ``loc``; none if no mapping with fixed keys may."""
    for step in loc:
        kind = _inside(_bare(kind)[1], step)
    return tuple(_hints(_bare(kind)[1]))


def description(kind: Hint, loc: Loc) -> str:
    """What the model says of the field at ``loc``; empty if it says nothing or there is no such field."""
    *around, name = loc
    for step in around:
        kind = _inside(_bare(kind)[1], step)
    _, kind = _bare(kind)
    return (kind.model_fields[name].description or "") if name in _hints(kind) else ""


def _bare(kind: Hint) -> tuple[tuple[Enum, ...], Hint]:
    """Take ``Annotated`` and ``| None`` off, keeping our own marks."""
    marks: tuple[Enum, ...] = ()
    while True:
        origin: Any = get_origin(kind)
        if origin is Annotated:
            kind, *metadata = get_args(kind)
            marks = (*marks, *(mark for mark in metadata if isinstance(mark, Enum)))
        elif origin in (Union, types.UnionType):
            kind = next(arg for arg in get_args(kind) if arg is not type(None))
        else:
            return marks, kind


def _inside(kind: Hint, step: str | int) -> Hint:
    origin: Any = get_origin(kind)
    if isinstance(step, int):
        return get_args(kind)[0] if origin is tuple else None
    if origin is Mapping:
        return get_args(kind)[1]
    return _hints(kind).get(step)


@cache
def _hints(kind: Hint) -> dict[str, Hint]:
    if isinstance(kind, type) and issubclass(kind, Model):
        hints = get_type_hints(kind, include_extras=True)
        return {name: hints[name] for name in kind.model_fields}
    return {}
