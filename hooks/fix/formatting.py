"""Formatting that parsing a YAML file loses: comments, and which collections are in flow style."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import yaml

from hooks.load.yaml import Loc

_COMMENT = re.compile(r"(?:^|(?<=[ \t\n]))#")
SCHEMA = re.compile(r"# *yaml-language-server:")


class _Anchor(NamedTuple):
    """Where an entry or its value starts. ``starts_line`` if a comment on the line above belongs to it."""

    start: int
    loc: Loc
    starts_line: bool


@dataclass
class Formatting:
    """Locations in flow style, and comments: above or after each entry, and at the start and end of the file."""

    flow: set[Loc] = field(default_factory=set)
    above: defaultdict[Loc, list[str]] = field(default_factory=lambda: defaultdict(list))
    after: defaultdict[Loc, list[str]] = field(default_factory=lambda: defaultdict(list))
    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def fits_one_line(self, loc: Loc) -> bool:
        """Whether the comments inside ``loc`` leave room for flow style: at most one, at the end."""
        return all(other == loc for other in self._above_inside.get(loc, ())) and len(self.after_any(loc)) <= 1

    def after_any(self, loc: Loc) -> list[str]:
        """Comments after ``loc`` and after everything inside it."""
        return [text for other in self._after_inside.get(loc, ()) for text in self.after[other]]

    @cached_property
    def _above_inside(self) -> Mapping[Loc, list[Loc]]:
        return _by_prefix(self.above)

    @cached_property
    def _after_inside(self) -> Mapping[Loc, list[Loc]]:
        return _by_prefix(self.after)


def _by_prefix(locs: Iterable[Loc]) -> dict[Loc, list[Loc]]:
    """These locations by every location that they're inside of."""
    found: defaultdict[Loc, list[Loc]] = defaultdict(list)
    for loc in locs:
        for end in range(len(loc) + 1):
            found[loc[:end]].append(loc)
    return dict(found)


def formatting_of(text: str) -> Formatting:
    """The formatting of ``text``, which must be YAML without aliases and of bounded depth.

    Raises:
        yaml.YAMLError: the text isn't valid YAML.
    """
    root = yaml.compose(text, yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)
    found = Formatting()
    anchors: list[_Anchor] = []
    scalars: list[tuple[int, int]] = []
    for node, loc in _nodes(root, ()):
        if isinstance(node, yaml.CollectionNode):
            anchors.append(_Anchor(node.start_mark.index, loc, starts_line=bool(loc) and isinstance(loc[-1], int)))
            if node.flow_style:
                found.flow.add(loc)
        else:
            scalars.append(_span(node, text))
            is_key = isinstance(node, _Key)
            starts_line = is_key or (bool(loc) and isinstance(loc[-1], int))
            anchors.append(_Anchor(node.start_mark.index, loc, starts_line=starts_line))
    _assign_comments(text, found, sorted(anchors, key=lambda anchor: (anchor.start, len(anchor.loc))), sorted(scalars))
    return found


class _Key(yaml.ScalarNode):
    """A key, at the location of its value."""


def _nodes(node: yaml.Node | None, loc: Loc) -> Iterator[tuple[yaml.Node, Loc]]:
    if node is None:
        return
    yield node, loc
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _nodes(item, (*loc, index))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inside = (*loc, str(key.value))
            yield _Key(key.tag, key.value, key.start_mark, key.end_mark, key.style), inside
            yield from _nodes(value, inside)


def _span(node: yaml.Node, text: str) -> tuple[int, int]:
    """The span of a scalar, where ``#`` is not a comment. For a block scalar only its text, not its header."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        start = text.find("\n", start)
        start = end if start < 0 else start
    return start, end


def _assign_comments(text: str, found: Formatting, anchors: list[_Anchor], scalars: list[tuple[int, int]]) -> None:
    leading = [anchor for anchor in anchors if anchor.starts_line]
    starts, line_starts = [anchor.start for anchor in anchors], [anchor.start for anchor in leading]
    ends = [span[0] for span in scalars]
    end = 0
    for offset in (match.start() for match in _COMMENT.finditer(text)):
        inside = bisect_right(ends, offset) - 1
        if offset < end or (inside >= 0 and offset < scalars[inside][1]):
            continue
        end = found_end if (found_end := text.find("\n", offset)) >= 0 else len(text)
        line, comment = text[text.rfind("\n", 0, offset) + 1 : offset], text[offset:end].rstrip()
        if line.strip(" \t-"):
            found.after[anchors[max(0, bisect_left(starts, offset) - 1)].loc].append(comment)
        elif (following := bisect_left(line_starts, offset)) < len(leading):
            is_head = following == 0 and _is_about_file(comment, text[end : leading[0].start])
            (found.head if is_head else found.above[leading[following].loc]).append(comment)
        else:
            found.tail.append(comment)


def _is_about_file(comment: str, below: str) -> bool:
    """Whether a comment above the first entry is about the file: a blank line follows it, or it's for the editor."""
    return SCHEMA.match(comment) is not None or re.search(r"\n[ \t]*\n", below) is not None
