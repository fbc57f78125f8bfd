"""As much of JSON Schema as our own schemas use. A keyword that is not known here is an error, not a pass."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

Json = Any
"""Whatever ``json.loads`` gives."""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
_SAYS_NOTHING = {"$schema", "$defs", "title", "description", "default"}


def faults(value: Json, schema: Json, root: Json, place: str = "$") -> Iterator[str]:
    """Where and how ``value`` breaks ``schema``; ``root`` is the document that ``$ref`` looks into."""
    for keyword, wanted in schema.items():
        if keyword not in _SAYS_NOTHING:
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
    assert wanted is False, "other values are not read here"
    yield from (f"{place} has {name}, which nobody knows" for name in value if name not in schema["properties"])


def _items(value: Json, wanted: Json, _: Json, root: Json, place: str) -> Iterator[str]:
    for index, item in enumerate(value):
        yield from faults(item, wanted, root, f"{place}[{index}]")


def _format(value: Json, wanted: Json, _: Json, __: Json, place: str) -> Iterator[str]:
    assert wanted == "date", f"format {wanted} is not read here"
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        yield f"{place} is {value!r}, no date"


def _pattern(value: Json, wanted: Json, _: Json, __: Json, place: str) -> Iterator[str]:
    if not re.search(wanted, value):
        yield f"{place} is {value!r}, which does not fit {wanted}"


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
