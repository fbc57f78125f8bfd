"""The canonical format of YAML files: keys in model order, long texts folded, comments kept with their entries.

Flow style (``[a, b]``) stays if it fits on one line.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import yaml

from hooks.fix.formatting import SCHEMA, Formatting, formatting_of
from hooks.fix.scalars import WIDTH, block, one_line
from hooks.load.fields import field_names, leaves
from hooks.load.yaml import Document, Json, Loc, parse
from hooks.model.base import Markup, Model

_INDENT = 2


def canonical(path: PurePosixPath, text: str, model: type[Model]) -> str:
    """``text`` in the canonical format, or unchanged if it uses YAML that the guide doesn't allow."""
    document = parse(path, text)
    if not isinstance(document.value, dict) or not document.value or _is_unsupported(document):
        return text
    try:
        found = formatting_of(text)
        written = _Writer(document.value, model, found).file()
        kept = _comments(formatting_of(written)) == _comments(found)
    except yaml.YAMLError:  # the parser used for comments is stricter
        return text
    again = parse(path, written)
    return written if kept and again.syntax_error is None and again.value == document.value else text


def _is_unsupported(document: Document) -> bool:
    unsupported = (document.syntax_error, document.duplicates, document.anchors, document.tags, document.too_deep)
    breaks = any(char in document.text for char in "\x85\u2028\u2029\ufeff")
    return breaks or any(unsupported) or bool(document.more_documents or document.complex_keys)


def _comments(found: Formatting) -> list[str]:
    texts = [*found.above.values(), *found.after.values(), found.head, found.tail]
    return sorted(text for part in texts for text in part)


class _Writer:
    """Writes one file."""

    def __init__(self, value: dict[str, Json], model: type[Model], found: Formatting) -> None:
        self._value = value
        self._model = model
        self._formatting = found
        self._prose = {leaf.loc for leaf in leaves(model, value) if Markup.INLINE in leaf.annotations}

    def file(self) -> str:
        head = self._formatting.head
        gap = [""] if any(not SCHEMA.match(comment) for comment in head) else []
        return "\n".join([*head, *gap, *self._mapping(self._value, (), 0), *self._formatting.tail, ""])

    def _mapping(self, value: dict[str, Json], loc: Loc, indent: int) -> list[str]:
        known = field_names(self._model, loc)
        place = {name: index for index, name in enumerate(known)}
        keys = sorted(value, key=lambda key: place.get(key, len(place)))
        lines: list[str] = []
        for key in keys:
            inside = (*loc, key)
            lines += self._above(inside, indent)
            lines += self._entry(f"{' ' * indent}{_key(key)}:", value[key], inside, indent + _INDENT)
        return lines

    def _sequence(self, value: list[Json], loc: Loc, indent: int) -> list[str]:
        lines: list[str] = []
        for index, item in enumerate(value):
            inside = (*loc, index)
            lines += self._above(inside, indent)
            head = f"{' ' * indent}-"
            if item and isinstance(item, dict | list) and (self._flow(head, item, inside) is None):
                first, *rest = self._collection(item, inside, indent + _INDENT)
                lines += [f"{head} {first.lstrip(' ')}", *rest]
            else:
                lines += self._entry(head, item, inside, indent + _INDENT)
        return lines

    def _collection(self, value: dict[str, Json] | list[Json], loc: Loc, indent: int) -> list[str]:
        return self._mapping(value, loc, indent) if isinstance(value, dict) else self._sequence(value, loc, indent)

    def _entry(self, head: str, value: Json, loc: Loc, indent: int) -> list[str]:
        """A key or a dash, with its value after it or below it."""
        if value and isinstance(value, dict | list):
            flow = self._flow(head, value, loc)
            if flow is not None:
                return [_joined(flow, self._formatting.after_any(loc))]
            return [_joined(head, self._formatting.after.get(loc, [])), *self._collection(value, loc, indent)]
        comments = self._formatting.after.get(loc, [])
        line = f"{head} {one_line(value)}"
        prose = loc in self._prose
        if isinstance(value, str) and (len(line) > WIDTH or ("\n" in value)):
            found = block(value, indent, prose=prose)
            if found is not None:
                return [_joined(f"{head} {found[0]}", comments), *found[1]]
        return [_joined(line, comments)]

    def _flow(self, head: str, value: dict[str, Json] | list[Json], loc: Loc) -> str | None:
        """The entry in flow style, if it was written that way and fits on one line."""
        if loc not in self._formatting.flow or not self._formatting.fits_one_line(loc) or _has_line_breaks(value):
            return None
        line = f"{head} {self._inline(value, loc)}"
        return line if len(line) <= WIDTH else None

    def _inline(self, value: Json, loc: Loc) -> str:
        if isinstance(value, dict) and value:
            known = field_names(self._model, loc)
            keys = sorted(value, key=lambda key: known.index(key) if key in known else len(known))
            return "{" + ", ".join(f"{_key(k)}: {self._inline(value[k], (*loc, k))}" for k in keys) + "}"
        if isinstance(value, list) and value:
            return "[" + ", ".join(self._inline(item, (*loc, i)) for i, item in enumerate(value)) + "]"
        return one_line(value, flow=True)

    def _above(self, loc: Loc, indent: int) -> list[str]:
        return [f"{' ' * indent}{comment}" for comment in self._formatting.above.get(loc, [])]


def _key(name: str) -> str:
    """A key, unquoted if it's a plain word: our parsers read every key as text."""
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name) else one_line(name, flow=True)


def _has_line_breaks(value: Json) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "\n" in value if isinstance(value, str) else any(map(_has_line_breaks, parts))


def _joined(line: str, comments: list[str]) -> str:
    return "  ".join([line, *comments])
