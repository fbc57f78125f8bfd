"""What a parsed file does not say of the text it came from: its comments, and which lists are written in one line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from hooks.load.yaml import Loc

_SIGN = re.compile(r"(?:^|(?<=[ \t\n]))#")
SCHEMA = re.compile(r"# *yaml-language-server:")


class _Anchor(NamedTuple):
    """Where an entry or its value begins; ``leads`` is whether a comment may stand on the line above."""

    start: int
    loc: Loc
    leads: bool


@dataclass
class Layout:
    """Comments by the entry they belong to: on lines above it or behind it; at the file's head and at its end."""

    flow: set[Loc] = field(default_factory=set)
    above: defaultdict[Loc, list[str]] = field(default_factory=lambda: defaultdict(list))
    behind: defaultdict[Loc, list[str]] = field(default_factory=lambda: defaultdict(list))
    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def is_quiet(self, loc: Loc) -> bool:
        """Whether what is inside ``loc`` fits on one line as far as comments go: at most one, and that at its end."""
        inside = [other for comments in (self.above, self.behind) for other in comments if other[: len(loc)] == loc]
        return all(other == loc or other not in self.above for other in inside) and (
            sum(len(self.behind[other]) for other in inside if other in self.behind) <= 1
        )

    def behind_any(self, loc: Loc) -> list[str]:
        """Comments behind ``loc`` and behind everything inside it."""
        return [text for other, texts in self.behind.items() if other[: len(loc)] == loc for text in texts]


def layout(text: str) -> Layout:
    """The layout of ``text``, which is YAML without aliases and of bounded depth."""
    root = yaml.compose(text, yaml.SafeLoader)
    found = Layout()
    anchors: list[_Anchor] = []
    hidden: list[tuple[int, int]] = []
    for node, loc in _nodes(root, ()):
        if isinstance(node, yaml.CollectionNode):
            anchors.append(_Anchor(node.start_mark.index, loc, leads=bool(loc) and isinstance(loc[-1], int)))
            if node.flow_style:
                found.flow.add(loc)
        else:
            hidden.append(_span(node, text))
            is_key = isinstance(node, _Key)
            leads = is_key or (bool(loc) and isinstance(loc[-1], int))
            anchors.append(_Anchor(node.start_mark.index, loc, leads=leads))
    _place(text, found, sorted(anchors, key=lambda anchor: (anchor.start, len(anchor.loc))), sorted(hidden))
    return found


class _Key(yaml.ScalarNode):
    """A key; its location is that of its value."""


def _nodes(node: yaml.Node | None, loc: Loc) -> Iterator[tuple[yaml.Node, Loc]]:
    if node is None:
        return
    yield node, loc
    if isinstance(node, yaml.SequenceNode):
        for index, part in enumerate(node.value):
            yield from _nodes(part, (*loc, index))
    elif isinstance(node, yaml.MappingNode):
        for key, part in node.value:
            inside = (*loc, str(key.value))
            yield _Key(key.tag, key.value, key.start_mark, key.end_mark, key.style), inside
            yield from _nodes(part, inside)


def _span(node: yaml.Node, text: str) -> tuple[int, int]:
    """Where no comment can be: a scalar; of a block the text, not its header."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        start = text.find("\n", start)
        start = end if start < 0 else start
    return start, end


def _place(text: str, found: Layout, anchors: list[_Anchor], hidden: list[tuple[int, int]]) -> None:
    leading = [anchor for anchor in anchors if anchor.leads]
    starts, leads = [anchor.start for anchor in anchors], [anchor.start for anchor in leading]
    ends = [span[0] for span in hidden]
    end = 0
    for place in (match.start() for match in _SIGN.finditer(text)):
        inside = bisect_right(ends, place) - 1
        if place < end or (inside >= 0 and place < hidden[inside][1]):
            continue
        end = found_end if (found_end := text.find("\n", place)) >= 0 else len(text)
        line, comment = text[text.rfind("\n", 0, place) + 1 : place], text[place:end].rstrip()
        if line.strip(" \t-"):
            found.behind[anchors[max(0, bisect_left(starts, place) - 1)].loc].append(comment)
        elif (after := bisect_left(leads, place)) < len(leading):
            is_head = after == 0 and _stands_apart(comment, text[end : leading[0].start])
            (found.head if is_head else found.above[leading[after].loc]).append(comment)
        else:
            found.tail.append(comment)


def _stands_apart(comment: str, below: str) -> bool:
    """Whether a comment above the first entry is the file's: a blank line follows somewhere, or an editor reads it."""
    return SCHEMA.match(comment) is not None or re.search(r"\n[ \t]*\n", below) is not None
