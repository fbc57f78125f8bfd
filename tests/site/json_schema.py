"""A validator for the subset of JSON Schema that our schemas use. Unknown keywords raise ``KeyError``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

Json = Any
"""A parsed JSON value."""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
_ANNOTATIONS = {"$schema", "$defs", "title", "description", "default"}


def faults(value: Json, schema: Json, root: Json, place: str = "$") -> Iterator[str]:
    """Validation errors of ``value``. ``$ref`` is resolved in ``root``; ``place`` is the path of ``value``."""
    for keyword, wanted in schema.items():
        if keyword not in _ANNOTATIONS:
            yield from _CHECKS[keyword](value, wanted, schema, root, place)


def _ref(value: Json, wanted: Json, _: Json, root: Json, place: str) -> Iterator[str]:
    yield from faults(value, root["$defs"][wanted.removeprefix("#/$defs/")], root, place)


def _type(value: Json, wanted: Json, _: Json, __: Json, place: str) -> Iterator[str]:
    if not isinstance(value, _TYPES[wanted]) or (wanted == "integer" and isinstance(value, bool)):
        yield f"{place} is {value!r}, not of type {wanted}"


def _enum(value: Json, wanted: Json, _: Json, __: Json, place: str) -> Iterator[str]:
    if value not in wanted:
        yield f"{place} is {value!r}, none of {wanted}"


def _any_of(value: Json, wanted: Json, _: Json, root: Json, place: str) -> Iterator[str]:
    tried = [list(faults(value, option, root, place)) for option in wanted]
    if all(tried):
        yield from min(tried, key=len)


def _properties(value: Json, wanted: Json, _: Json, root: Json, place: str) -> Iterator[str]:
    for name in wanted.keys() & value.keys():
        yield from faults(value[name], wanted[name], root, f"{place}.{name}")


def _required(value: Json, wanted: Json, _: Json, __: Json, place: str) -> Iterator[str]:
    yield from (f"{place} has no {name}" for name in wanted if name not in value)


def _additional(value: Json, wanted: Json, schema: Json, _: Json, place: str) -> Iterator[str]:
    assert wanted is False, "other values are not implemented"
    yield from (f"{place} has an unknown key: {name}" for name in value if name not in schema["properties"])


def _items(value: Json, wanted: Json, _: Json, root: Json, place: str) -> Iterator[str]:
    for index, item in enumerate(value):
        yield from faults(item, wanted, root, f"{place}[{index}]")


def _format(value: Json, wanted: Json, _: Json, __: Json, place: str) -> Iterator[str]:
    assert wanted == "date", f"format {wanted} is not implemented"
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        yield f"{place} is {value!r}, not a date"


def _pattern(value: Json, wanted: Json, _: Json, __: Json, place: str) -> Iterator[str]:
    if not re.search(wanted, value):
        yield f"{place} is {value!r}, which doesn't match {wanted}"


_CHECKS = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "anyOf": _any_of,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _additional,
    "items": _items,
    "format": _format,
    "pattern": _pattern,
}
