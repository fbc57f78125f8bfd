"""Everything that rules may look at: the library, and the files it was made from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from hooks.findings.finding import Mark
from hooks.load.fields import Leaf
from hooks.load.layout import Role, place_of
from hooks.load.shape import Shape
from hooks.model.base import MAX_TEXT_LENGTH, Markup
from hooks.model.library import Library
from hooks.model.question import Question
from hooks.prose.reading import Prose


@dataclass(frozen=True)
class Project:
    """The guide's data, sound or not.

    ``shapes`` has every YAML file that could be parsed, ``proses`` every answer, ``files`` every file below ``data/``
    and every page below ``docs/``; all paths are from the project's root. ``today`` is the latest date it can be
    anywhere on Earth.
    """

    library: Library
    shapes: Mapping[PurePosixPath, Shape]
    proses: Mapping[PurePosixPath, Prose]
    files: frozenset[PurePosixPath]
    today: datetime.date

    def shapes_of(self, *roles: Role) -> Iterator[tuple[str, Shape]]:
        """Id and shape of every file that plays one of ``roles``, in the order of their paths."""
        for path, shape in self.shapes.items():
            place = place_of(path)
            if place and place.role in roles:
                yield place.id, shape

    @cached_property
    def leaves(self) -> tuple[tuple[Shape, Leaf], ...]:
        """Every text of every YAML file, without prose that is too long to be read: nothing else is told of it."""
        every = ((shape, leaf) for shape in self.shapes.values() for leaf in shape.leaves)
        return tuple(
            (shape, leaf)
            for shape, leaf in every
            if Markup.INLINE not in leaf.marks or len(leaf.text.strip()) <= MAX_TEXT_LENGTH
        )

    def ids(self, role: Role) -> frozenset[str]:
        """Ids that the files with ``role`` have, broken files included."""
        return self._ids.get(role, frozenset())

    @cached_property
    def _ids(self) -> Mapping[Role, frozenset[str]]:
        places = [place for path in self.files if (place := place_of(path))]
        return {role: frozenset(place.id for place in places if place.role is role) for role in Role}

    def sound(self, question: Question, *fields: str) -> bool:
        """Whether nothing was wrong with the shape of these fields, so that a rule may count on them."""
        return self.shapes[question.path].unsound.isdisjoint(fields)

    def mark(self, path: PurePosixPath, *loc: str | int) -> Mark:
        """Where a value stands in its file."""
        return self.shapes[path].document.mark(*loc)

    def key_mark(self, path: PurePosixPath, *loc: str | int) -> Mark:
        """Where a key stands in its file."""
        return self.shapes[path].document.key_mark(*loc)
