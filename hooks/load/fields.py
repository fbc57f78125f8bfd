"""Match the texts of a file to the fields of its model, even if other parts of the file are invalid."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from hooks.load.yaml import Json, Loc
from hooks.model.base import Model

Hint = Any
"""A type annotation; ``typing`` has no common type for them."""


class Leaf(NamedTuple):
    """A text in a file, its location, and the annotations on its field (``Ref``, ``Markup``)."""

    loc: Loc
    text: str
    annotations: tuple[Enum, ...]


def leaves(hint: Hint, value: Json, loc: Loc = ()) -> Iterator[Leaf]:
    """Every text in ``value`` that belongs to a field of ``hint``, in file order."""
    annotations, hint = _unwrap(hint)
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(_child(hint, name), item, (*loc, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(_child(hint, index), item, (*loc, index))
    elif isinstance(value, str) and hint is not None:
        yield Leaf(loc, value, annotations)


def field_names(hint: Hint, loc: Loc) -> tuple[str, ...]:
    """Names of the fields of the model at ``loc``; empty if there is no model there."""
    for step in loc:
        hint = _child(_unwrap(hint)[1], step)
    return tuple(_model_hints(_unwrap(hint)[1]))


def description(hint: Hint, loc: Loc) -> str:
    """The model's description of the field at ``loc``; empty if it has none or there's no such field."""
    *parents, name = loc
    for step in parents:
        hint = _child(_unwrap(hint)[1], step)
    _, hint = _unwrap(hint)
    return (hint.model_fields[name].description or "") if name in _model_hints(hint) else ""


def _unwrap(hint: Hint) -> tuple[tuple[Enum, ...], Hint]:
    """Strip ``Annotated`` and ``| None`` and collect our own annotations."""
    annotations: tuple[Enum, ...] = ()
    while True:
        origin: Any = get_origin(hint)
        if origin is Annotated:
            hint, *metadata = get_args(hint)
            annotations = (*annotations, *(item for item in metadata if isinstance(item, Enum)))
        elif origin in (Union, types.UnionType):
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        else:
            return annotations, hint


def _child(hint: Hint, step: str | int) -> Hint:
    origin: Any = get_origin(hint)
    if isinstance(step, int):
        return get_args(hint)[0] if origin is tuple else None
    if origin is Mapping:
        return get_args(hint)[1]
    return _model_hints(hint).get(step)


@cache
def _model_hints(hint: Hint) -> dict[str, Hint]:
    if isinstance(hint, type) and issubclass(hint, Model):
        hints = get_type_hints(hint, include_extras=True)
        return {name: hints[name] for name in hint.model_fields}
    return {}
