"""Words that mean the same to somebody who searches. They go into the rows; the engine knows nothing of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hooks.model.library import Library
from hooks.prose import html

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """Groups of phrases; ``places`` has the groups of each phrase by its first word."""

    groups: tuple[tuple[str, ...], ...]
    places: Mapping[str, tuple[tuple[Phrase, int], ...]]

    @classmethod
    def of(cls, library: Library) -> Synonyms:
        """Those of ``data/synonyms/``, and the abbreviations of the glossary."""
        stated = (group.words for group in library.synonyms.values())
        terms = library.guide.glossary.values()
        groups = (*stated, *((term.term, term.expands) for term in terms if term.expands))
        plain = tuple(tuple(map(html.plain, group)) for group in groups)
        places: defaultdict[str, list[tuple[Phrase, int]]] = defaultdict(list)
        for number, group in enumerate(plain):
            for phrase in filter(None, map(_words, group)):
                places[phrase[0]].append((phrase, number))
        return cls(plain, {word: tuple(found) for word, found in places.items()})

    def variants(self, names: Iterable[str]) -> tuple[str, ...]:
        """The same names with one phrase replaced by each that means the same."""
        given = list(names)
        mine = {_words(name) for name in given}
        found = (variant for name in given for variant in self._replaced(_words(name)))
        return tuple(dict.fromkeys(variant for variant in found if _words(variant) not in mine))

    def words(self, text: str) -> tuple[str, ...]:
        """Other phrases for parts of ``text``."""
        found = self._inside(_words(text))
        return tuple(other for _, phrase, number in found for other in self._others(number, phrase))

    def _replaced(self, words: Phrase) -> Iterator[str]:
        for start, phrase, number in self._inside(words):
            for other in self._others(number, phrase):
                yield " ".join((*words[:start], other, *words[start + len(phrase) :]))

    def _inside(self, words: Phrase) -> Iterator[tuple[int, Phrase, int]]:
        """Where a phrase begins: of those of one group that begin together, only the longest."""
        for start, word in enumerate(words):
            longest: dict[int, Phrase] = {}
            for phrase, number in self.places.get(word, ()):
                if words[start : start + len(phrase)] == phrase and len(phrase) > len(longest.get(number, ())):
                    longest[number] = phrase
            yield from ((start, phrase, number) for number, phrase in longest.items())

    def _others(self, number: int, phrase: Phrase) -> Iterator[str]:
        return (other for other in self.groups[number] if _words(other) != phrase)


def _words(text: str) -> Phrase:
    """The words of a phrase in small letters and without the plural's s."""
    return tuple(_singular(word) for word in re.findall(r"[^\W_]+", text.lower()))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004
