"""YAML in one form: keys in the order of the model, texts wrapped, comments with the entries they stand by.

Whether a list is written in one line or in several is left to its writer where one line holds it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import yaml

from hooks.fix.layout import SCHEMA, Layout, layout
from hooks.fix.scalars import WIDTH, block, one_line
from hooks.load.fields import field_names, leaves
from hooks.load.yaml import Document, Json, Loc, parse
from hooks.model.base import Markup, Model

_STEP = 2


def canonical(path: PurePosixPath, text: str, model: type[Model]) -> str:
    """``text`` in its one form; as it is where something in it is not sound YAML."""
    document = parse(path, text)
    if not isinstance(document.value, dict) or not document.value or _is_odd(document):
        return text
    try:
        found = layout(text)
        written = _Writer(document.value, model, found).file()
        kept = _comments(layout(written)) == _comments(found)
    except yaml.YAMLError:  # the parser that knows of comments is the stricter one
        return text
    again = parse(path, written)
    return written if kept and again.syntax is None and again.value == document.value else text


def _is_odd(document: Document) -> bool:
    odd = (document.syntax, document.duplicates, document.references, document.tags, document.too_deep)
    breaks = any(mark in document.text for mark in "\x85\u2028\u2029\ufeff")
    return breaks or any(odd) or bool(document.more_documents or document.complex_keys)


def _comments(found: Layout) -> list[str]:
    texts = [*found.above.values(), *found.behind.values(), found.head, found.tail]
    return sorted(text for part in texts for text in part)


class _Writer:
    """Writes one file."""

    def __init__(self, value: dict[str, Json], model: type[Model], found: Layout) -> None:
        self._value = value
        self._model = model
        self._layout = found
        self._prose = {leaf.loc for leaf in leaves(model, value) if Markup.INLINE in leaf.marks}

    def file(self) -> str:
        head = self._layout.head
        apart = [""] if any(not SCHEMA.match(comment) for comment in head) else []
        return "\n".join([*head, *apart, *self._mapping(self._value, (), 0), *self._layout.tail, ""])

    def _mapping(self, value: dict[str, Json], loc: Loc, indent: int) -> list[str]:
        known = field_names(self._model, loc)
        place = {name: index for index, name in enumerate(known)}
        keys = sorted(value, key=lambda key: place.get(key, len(place)))
        lines: list[str] = []
        for key in keys:
            inside = (*loc, key)
            lines += self._above(inside, indent)
            lines += self._entry(f"{' ' * indent}{_key(key)}:", value[key], inside, indent + _STEP)
        return lines

    def _sequence(self, value: list[Json], loc: Loc, indent: int) -> list[str]:
        lines: list[str] = []
        for index, part in enumerate(value):
            inside = (*loc, index)
            lines += self._above(inside, indent)
            head = f"{' ' * indent}-"
            if part and isinstance(part, dict | list) and (self._flow(head, part, inside) is None):
                first, *rest = self._collection(part, inside, indent + _STEP)
                lines += [f"{head} {first.lstrip(' ')}", *rest]
            else:
                lines += self._entry(head, part, inside, indent + _STEP)
        return lines

    def _collection(self, value: dict[str, Json] | list[Json], loc: Loc, indent: int) -> list[str]:
        return self._mapping(value, loc, indent) if isinstance(value, dict) else self._sequence(value, loc, indent)

    def _entry(self, head: str, value: Json, loc: Loc, indent: int) -> list[str]:
        """A key or a dash with its value behind it or below it."""
        if value and isinstance(value, dict | list):
            flow = self._flow(head, value, loc)
            if flow is not None:
                return [_joined(flow, self._layout.behind_any(loc))]
            return [_joined(head, self._layout.behind.get(loc, [])), *self._collection(value, loc, indent)]
        behind = self._layout.behind.get(loc, [])
        line = f"{head} {one_line(value)}"
        prose = loc in self._prose
        if isinstance(value, str) and (len(line) > WIDTH or ("\n" in value)):
            found = block(value, indent, prose=prose)
            if found is not None:
                return [_joined(f"{head} {found[0]}", behind), *found[1]]
        return [_joined(line, behind)]

    def _flow(self, head: str, value: dict[str, Json] | list[Json], loc: Loc) -> str | None:
        """The entry on one line, where it was written so and fits."""
        if loc not in self._layout.flow or not self._layout.is_quiet(loc) or _has_lines(value):
            return None
        line = f"{head} {self._inline(value, loc)}"
        return line if len(line) <= WIDTH else None

    def _inline(self, value: Json, loc: Loc) -> str:
        if isinstance(value, dict) and value:
            known = field_names(self._model, loc)
            keys = sorted(value, key=lambda key: known.index(key) if key in known else len(known))
            return "{" + ", ".join(f"{_key(k)}: {self._inline(value[k], (*loc, k))}" for k in keys) + "}"
        if isinstance(value, list) and value:
            return "[" + ", ".join(self._inline(part, (*loc, i)) for i, part in enumerate(value)) + "]"
        return one_line(value, flow=True)

    def _above(self, loc: Loc, indent: int) -> list[str]:
        return [f"{' ' * indent}{comment}" for comment in self._layout.above.get(loc, [])]


def _key(name: str) -> str:
    """A key as it is: no parser of ours takes one for anything but text."""
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name) else one_line(name, flow=True)


def _has_lines(value: Json) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "\n" in value if isinstance(value, str) else any(map(_has_lines, parts))


def _joined(line: str, comments: list[str]) -> str:
    return "  ".join([line, *comments])
