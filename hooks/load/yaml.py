"""YAML read strictly, with the place of every key and value.

Only what the guide's files need is read: mappings, sequences, text, whole numbers, ``true``, ``false`` and ``null``.
The parser's event stream is walked without recursion, so depth cannot exhaust the interpreter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from hooks.findings.finding import START, Mark
from hooks.load.syntax import Syntax, end_of, mark_of, refusal

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Loc = tuple[str | int, ...]

MAX_DEPTH = 12
_HOPELESS = 100
"""Levels below ``MAX_DEPTH`` at which reading ends: the parsers take time by the square of the depth."""
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,15})")
_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines to YAML 1.1 alone: read as such they would shift every place below them."""
_CONSTANTS: dict[str, Json] = {"": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something YAML allows and the guide does not."""

    text: str
    mark: Mark
    loc: Loc


@dataclass(slots=True)
class Document:
    """One YAML file: its plain value, and where everything in it stands.

    ``marks`` has the place of the value at each location, ``key_marks`` that of the key it belongs to.
    """

    path: PurePosixPath
    text: str
    value: Json = None
    marks: dict[Loc, Mark] = field(default_factory=dict)
    key_marks: dict[Loc, Mark] = field(default_factory=dict)
    syntax: Syntax | None = None
    duplicates: list[Oddity] = field(default_factory=list)
    references: list[Oddity] = field(default_factory=list)
    tags: list[Oddity] = field(default_factory=list)
    plain: list[Oddity] = field(default_factory=list)
    too_deep: list[Oddity] = field(default_factory=list)
    more_documents: list[Oddity] = field(default_factory=list)
    complex_keys: list[Oddity] = field(default_factory=list)

    def mark(self, *loc: str | int) -> Mark:
        """Where the value at ``loc`` stands, or the nearest thing around it that is there."""
        for end in range(len(loc), -1, -1):
            if loc[:end] in self.marks:
                return self.marks[loc[:end]]
        return START

    def key_mark(self, *loc: str | int) -> Mark:
        """Where the key of the value at ``loc`` stands, or else the value."""
        return self.key_marks.get(loc) or self.mark(*loc)


def parse(path: PurePosixPath, text: str) -> Document:
    """Read ``text``; what is wrong with it is kept in the document, never raised."""
    document = Document(path, text)
    try:
        _Reader(document).read()
    except Syntax as error:
        document.syntax = error
    except yaml.YAMLError as error:
        document.syntax = refusal(error, text)
    return document


def _loader() -> type[yaml.CSafeLoader | yaml.SafeLoader]:
    """Libyaml where PyYAML was built with it: ten times the speed, the same events."""
    return yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    loc: Loc
    value: dict[str, Json] | list[Json]
    key: str | None = None
    key_mark: Mark = START

    def next_loc(self) -> Loc:
        step = self.key if isinstance(self.value, dict) else len(self.value)
        return (*self.loc, "" if step is None else step)


class _Reader:
    """Builds a document from parser events."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._stack: list[_Open] = []
        self._skip = 0
        self._documents = 0
        self._end = end_of(document.text)

    def read(self) -> None:
        for event in self._events():
            self._note_oddities(event)
            if self._skip:
                self._skip += _nesting(event)
                if self._skip > _HOPELESS:
                    raise Syntax(f"more than {MAX_DEPTH + _HOPELESS} levels are not read", self._mark(event))
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._place(f"*{event.anchor}", self._mark(event))

    def _events(self) -> Iterator[yaml.Event]:
        loader = _loader()(_BREAKS.sub("\N{REPLACEMENT CHARACTER}", self._document.text))
        try:
            while loader.check_event():
                event: Any = loader.get_event()
                self._documents += isinstance(event, yaml.DocumentStartEvent)
                if self._documents > 1:
                    self._document.more_documents.append(Oddity("---", self._mark(event), ()))
                    return
                yield event
        finally:
            loader.dispose()

    def _note_oddities(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._document.references.append(Oddity(f"{sign}{anchor}", self._mark(event), self._loc()))
        if tag:
            self._document.tags.append(Oddity(str(tag), self._mark(event), self._loc()))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = self._mark(event)
        top = self._stack[-1] if self._stack else None
        plain = event.style is None or event.style == ""
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, event.value, mark)
            return
        if plain:
            self._document.plain.append(Oddity(event.value, mark, self._loc()))
        self._place(_resolve(event.value) if plain else event.value, mark)

    def _key(self, top: _Open, key: str, mark: Mark) -> None:
        if key in top.value:
            self._document.duplicates.append(Oddity(key, mark, (*top.loc, key)))
        else:
            self._document.key_marks[(*top.loc, key)] = mark
        if not key:
            self._document.complex_keys.append(Oddity("", mark, top.loc))
        top.key, top.key_mark = key, mark

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        mark = self._mark(event)
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._document.complex_keys.append(Oddity("?", mark, top.loc))
            top.key, self._skip = "", 1
            return
        if len(self._stack) >= MAX_DEPTH:
            self._document.too_deep.append(Oddity("", mark, self._loc()))
            self._place(None, mark)
            self._skip = 1
            return
        value: dict[str, Json] | list[Json] = {} if isinstance(event, yaml.MappingStartEvent) else []
        loc = self._loc()
        self._place(value, mark)
        self._stack.append(_Open(loc, value))

    def _mark(self, event: yaml.Event) -> Mark:
        return mark_of(event.start_mark, self._end)

    def _loc(self) -> Loc:
        return self._stack[-1].next_loc() if self._stack else ()

    def _place(self, value: Json, mark: Mark) -> None:
        """Put a finished value where it belongs; the first of duplicate keys wins."""
        loc = self._loc()
        self._document.marks.setdefault(loc, mark)
        if not self._stack:
            self._document.value = value
            return
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is not None:
            if top.key:
                top.value.setdefault(top.key, value)
            top.key = None


def _nesting(event: yaml.Event) -> int:
    return isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _resolve(text: str) -> Json:
    """YAML 1.2's core schema without floats; dates and the rest stay text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.fullmatch(text) else text
