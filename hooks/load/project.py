"""Everything a rule can look at: the library and the files it was built from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from hooks.findings.finding import Position
from hooks.load.fields import Leaf
from hooks.load.layout import Role, place_of
from hooks.load.validation import ValidatedFile
from hooks.model.base import MAX_TEXT_LENGTH, Markup
from hooks.model.library import Library
from hooks.model.question import Question
from hooks.prose.markdown import AnswerFacts


@dataclass(frozen=True)
class Project:
    """The guide's data, valid or not.

    ``yaml_files`` has every YAML file that could be parsed, ``answer_facts`` every answer, and ``files`` every file
    below ``data/`` and every page below ``docs/``. All paths start at the project root. ``today`` is the date in the
    latest time zone on Earth.
    """

    library: Library
    yaml_files: Mapping[PurePosixPath, ValidatedFile]
    answer_facts: Mapping[PurePosixPath, AnswerFacts]
    files: frozenset[PurePosixPath]
    today: datetime.date

    def yaml_files_of(self, *roles: Role) -> Iterator[tuple[str, ValidatedFile]]:
        """Id and content of every YAML file with one of ``roles``, in path order."""
        for path, file in self.yaml_files.items():
            place = place_of(path)
            if place and place.role in roles:
                yield place.id, file

    @cached_property
    def leaves(self) -> tuple[tuple[ValidatedFile, Leaf], ...]:
        """Every text in every YAML file, except texts over the length limit: only S006 reports those."""
        every = ((file, leaf) for file in self.yaml_files.values() for leaf in file.leaves)
        return tuple(
            (file, leaf)
            for file, leaf in every
            if Markup.INLINE not in leaf.annotations or len(leaf.text.strip()) <= MAX_TEXT_LENGTH
        )

    def ids(self, role: Role) -> frozenset[str]:
        """Ids of the files with ``role``, including invalid files."""
        return self._ids.get(role, frozenset())

    @cached_property
    def _ids(self) -> Mapping[Role, frozenset[str]]:
        places = [place for path in self.files if (place := place_of(path))]
        return {role: frozenset(place.id for place in places if place.role is role) for role in Role}

    def has_valid(self, question: Question, *fields: str) -> bool:
        """Whether these fields of the question's file passed validation, so a rule can rely on them."""
        return self.yaml_files[question.path].invalid_fields.isdisjoint(fields)

    def position(self, path: PurePosixPath, *loc: str | int) -> Position:
        """Position of the value at ``loc`` in a YAML file."""
        return self.yaml_files[path].document.position(*loc)

    def key_position(self, path: PurePosixPath, *loc: str | int) -> Position:
        """Position of the key at ``loc`` in a YAML file."""
        return self.yaml_files[path].document.key_position(*loc)
