"""A strict YAML reader that keeps the line and column of every key and value.

It reads the subset that the guide's files need: mappings, sequences, text, integers, ``true``, ``false`` and ``null``.
It walks the parser's event stream without recursion, so deep nesting can't overflow the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from hooks.findings.finding import START, Position
from hooks.load.yaml_errors import YamlSyntaxError, end_of, position_of, to_syntax_error

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Loc = tuple[str | int, ...]

MAX_DEPTH = 12
_MAX_SKIPPED_DEPTH = 100
"""Levels below ``MAX_DEPTH`` at which reading stops: the parsers take quadratic time in the depth."""
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,15})")
_YAML_1_1_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line breaks in YAML 1.1 only: treated as such, they would shift every position below."""
_CONSTANTS: dict[str, Json] = {"": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of something that YAML allows and a rule may reject."""

    text: str
    position: Position
    loc: Loc


@dataclass(slots=True)
class Document:
    """A parsed YAML file: its value, and the position of everything in it.

    ``positions`` maps each location to the position of its value, ``key_positions`` to the position of its key.
    """

    path: PurePosixPath
    text: str
    value: Json = None
    positions: dict[Loc, Position] = field(default_factory=dict)
    key_positions: dict[Loc, Position] = field(default_factory=dict)
    syntax_error: YamlSyntaxError | None = None
    duplicates: list[Occurrence] = field(default_factory=list)
    anchors: list[Occurrence] = field(default_factory=list)
    tags: list[Occurrence] = field(default_factory=list)
    plain_scalars: list[Occurrence] = field(default_factory=list)
    too_deep: list[Occurrence] = field(default_factory=list)
    more_documents: list[Occurrence] = field(default_factory=list)
    complex_keys: list[Occurrence] = field(default_factory=list)

    def position(self, *loc: str | int) -> Position:
        """Position of the value at ``loc``, or of the closest value that contains it."""
        for end in range(len(loc), -1, -1):
            if loc[:end] in self.positions:
                return self.positions[loc[:end]]
        return START

    def key_position(self, *loc: str | int) -> Position:
        """Position of the key at ``loc``, or of the value if it has no key."""
        return self.key_positions.get(loc) or self.position(*loc)


def parse(path: PurePosixPath, text: str) -> Document:
    """Parse ``text``. Never raises: errors are kept in the document."""
    document = Document(path, text)
    try:
        _Reader(document).read()
    except YamlSyntaxError as error:
        document.syntax_error = error
    except yaml.YAMLError as error:
        document.syntax_error = to_syntax_error(error, text)
    return document


def _loader() -> type[yaml.CSafeLoader | yaml.SafeLoader]:
    """The libyaml parser if PyYAML was built with it: the same events, ten times as fast."""
    return yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that hasn't ended yet."""

    loc: Loc
    value: dict[str, Json] | list[Json]
    key: str | None = None
    key_position: Position = START

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
            self._collect_anchors_and_tags(event)
            if self._skip:
                self._skip += _nesting(event)
                if self._skip > _MAX_SKIPPED_DEPTH:
                    raise YamlSyntaxError(
                        f"nested more than {MAX_DEPTH + _MAX_SKIPPED_DEPTH} levels deep", self._position(event)
                    )
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._store(f"*{event.anchor}", self._position(event))

    def _events(self) -> Iterator[yaml.Event]:
        loader = _loader()(_YAML_1_1_BREAKS.sub("\N{REPLACEMENT CHARACTER}", self._document.text))
        try:
            while loader.check_event():
                event: Any = loader.get_event()
                self._documents += isinstance(event, yaml.DocumentStartEvent)
                if self._documents > 1:
                    self._document.more_documents.append(Occurrence("---", self._position(event), ()))
                    return
                yield event
        finally:
            loader.dispose()

    def _collect_anchors_and_tags(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._document.anchors.append(Occurrence(f"{sign}{anchor}", self._position(event), self._loc()))
        if tag:
            self._document.tags.append(Occurrence(str(tag), self._position(event), self._loc()))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        position = self._position(event)
        top = self._stack[-1] if self._stack else None
        plain = event.style is None or event.style == ""
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, event.value, position)
            return
        if plain:
            self._document.plain_scalars.append(Occurrence(event.value, position, self._loc()))
        self._store(_resolve(event.value) if plain else event.value, position)

    def _key(self, top: _Open, key: str, position: Position) -> None:
        if key in top.value:
            self._document.duplicates.append(Occurrence(key, position, (*top.loc, key)))
        else:
            self._document.key_positions[(*top.loc, key)] = position
        if not key:
            self._document.complex_keys.append(Occurrence("", position, top.loc))
        top.key, top.key_position = key, position

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        position = self._position(event)
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._document.complex_keys.append(Occurrence("?", position, top.loc))
            top.key, self._skip = "", 1
            return
        if len(self._stack) >= MAX_DEPTH:
            self._document.too_deep.append(Occurrence("", position, self._loc()))
            self._store(None, position)
            self._skip = 1
            return
        value: dict[str, Json] | list[Json] = {} if isinstance(event, yaml.MappingStartEvent) else []
        loc = self._loc()
        self._store(value, position)
        self._stack.append(_Open(loc, value))

    def _position(self, event: yaml.Event) -> Position:
        return position_of(event.start_mark, self._end)

    def _loc(self) -> Loc:
        return self._stack[-1].next_loc() if self._stack else ()

    def _store(self, value: Json, position: Position) -> None:
        """Store a finished value. The first of duplicate keys wins."""
        loc = self._loc()
        self._document.positions.setdefault(loc, position)
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
    """YAML 1.2's core schema without floats. Dates and everything else stay text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.fullmatch(text) else text
