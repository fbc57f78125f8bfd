"""Search synonyms. They are expanded at index time, so the engine doesn't know about them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hooks.model.library import Library
from hooks.prose import html

Phrase = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
MAX_LENGTH = 1000
"""Characters of synonyms that a field of a row can get. A group with common words would fill the index otherwise."""


@dataclass(frozen=True)
class Synonyms:
    """Groups of equivalent phrases. ``index`` has each phrase and its group's number, by the phrase's first word."""

    groups: tuple[tuple[str, ...], ...]
    index: Mapping[str, tuple[tuple[Phrase, int], ...]]

    @classmethod
    def of(cls, library: Library) -> Synonyms:
        """Those of ``data/synonyms/``, and the abbreviations of the glossary."""
        stated = (group.words for group in library.synonyms.values())
        terms = library.guide.glossary.values()
        groups = (*stated, *((term.term, term.expands) for term in terms if term.expands))
        plain = tuple(tuple(map(html.plain, group)) for group in groups)
        index: defaultdict[str, list[tuple[Phrase, int]]] = defaultdict(list)
        for number, group in enumerate(plain):
            for phrase in filter(None, map(_words, group)):
                index[phrase[0]].append((phrase, number))
        return cls(plain, {word: tuple(phrases) for word, phrases in index.items()})

    def variants(self, names: Iterable[str]) -> tuple[str, ...]:
        """``names`` with one phrase replaced by each of its synonyms; names that are given already are left out."""
        given = list(names)
        known = {_words(name) for name in given}
        variants = (variant for name in given for variant in self._substitutions(name))
        return _first(variant for variant in variants if _words(variant) not in known)

    def of_parts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Synonyms of all phrases in ``texts``."""
        matches = (match for text in texts for match in self._matches(_words(text)))
        return _first(synonym for _, phrase, number in matches for synonym in self._synonyms(number, phrase))

    def _substitutions(self, name: str) -> Iterator[str]:
        words = _WORD.findall(name.lower())
        for start, phrase, number in self._matches(_words(name)):
            for synonym in self._synonyms(number, phrase):
                yield " ".join((*words[:start], synonym, *words[start + len(phrase) :]))

    def _matches(self, words: Phrase) -> Iterator[tuple[int, Phrase, int]]:
        """Start, phrase and group of every phrase in ``words``. At each start, only the longest of a group matches."""
        for start, word in enumerate(words):
            longest: dict[int, Phrase] = {}
            for phrase, number in self.index.get(word, ()):
                if words[start : start + len(phrase)] == phrase and len(phrase) > len(longest.get(number, ())):
                    longest[number] = phrase
            yield from ((start, phrase, number) for number, phrase in longest.items())

    def _synonyms(self, number: int, phrase: Phrase) -> Iterator[str]:
        return (synonym for synonym in self.groups[number] if _words(synonym) != phrase)


def _first(synonyms: Iterable[str]) -> tuple[str, ...]:
    """The first of these synonyms, each once, up to ``MAX_LENGTH``."""
    found: dict[str, None] = {}
    length = 0
    for synonym in synonyms:
        length += len(synonym) if synonym not in found else 0
        if length > MAX_LENGTH:
            break
        found[synonym] = None
    return tuple(found)


def _words(text: str) -> Phrase:
    """Lowercase words, in singular."""
    return tuple(map(_singular, _WORD.findall(text.lower())))


def _singular(word: str) -> str:
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us"))  # noqa: PLR2004
    return word[:-1] if is_plural and word != "https" else word
