"""Rows of a guide as large as one likes: the real ones, and more that read like them.

Sentences follow the real ones word by word, and new words come in as they do in growing texts: each is either new or
one of those before, the more likely the more often it was used. So there are few common words and many rare ones.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hooks.model.words import Kind, Level
from hooks.search import Row, Sort

_NEW_WORD = 0.03
"""Share of words that no real row has: at 10,000 questions the vocabulary is then some 25,000 words."""
_SYLLABLES = "ka ro min ta lex vor qui sen dra plo ze bit gra nod fil com ser ver ston max".split()
_END = "."


def grown(rows: Sequence[Row], questions: int) -> tuple[Row, ...]:
    """``rows`` with further questions, up to so many."""
    real = [row for row in rows if row.sort is Sort.QUESTION]
    writer = _Writer(real)
    more = (_question(writer, number, real) for number in range(questions - len(real)))
    return tuple(sorted((*rows, *more), key=lambda row: (row.sort is not Sort.QUESTION, row.topic or "")))


def bodies(rows: Sequence[Row], words: int) -> Iterator[tuple[Row, str]]:
    """Each row with a text of so many words, for engines that read whole pages; its own text comes first."""
    writer = _Writer(rows)
    for row in rows:
        yield row, " ".join((row.text, *(writer.sentence(14) for _ in range(words // 14))))


def _question(writer: _Writer, number: int, real: Sequence[Row]) -> Row:
    prompt = writer.sentence(14)
    model = real[number % len(real)]
    words = prompt.rstrip("?").split()
    slug = "-".join(dict.fromkeys(word.lower() for word in words if word.isalpha() and len(word) > 3))[:50].strip("-")
    return replace(
        model,
        address=f"questions/{slug}-{number}/#answer",
        title=" ".join(words[:4]),
        prompt=prompt,
        text=writer.sentence(28),
        main=(slug.replace("-", " "),),
        names=tuple(writer.name() for _ in model.names),
        level=writer.chance.choice(list(Level)),
        kind=writer.chance.choice(list(Kind)),
    )


class _Writer:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.chance = random.Random(7)  # noqa: S311 - text, no secrets
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        self._invented: list[str] = []
        for row in rows:
            for text in (row.prompt or row.title, row.text):
                words = [_END, *text.split(), _END]
                for before, after in itertools.pairwise(words):
                    self._next[before].append(after)

    def sentence(self, words: int) -> str:
        said = list(self._words(words))
        return " ".join((said[0].capitalize(), *said[1:])) + "?"

    def name(self) -> str:
        return " ".join(self._words(self.chance.randint(1, 3))).strip("?,.:;").lower()

    def _words(self, count: int) -> Iterator[str]:
        word = self.chance.choice(self._next[_END])
        for _ in range(count):
            yield self._invent() if self.chance.random() < _NEW_WORD else word
            word = self.chance.choice(self._next.get(word) or self._next[_END])
            if word == _END:
                word = self.chance.choice(self._next[_END])

    def _invent(self) -> str:
        """A new word with a chance that sinks as words are used, else one that was used before."""
        new = (len(self._invented) + 50) ** -0.15
        if not self._invented or self.chance.random() < new:
            word = "".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 4)))
        else:
            word = self.chance.choice(self._invented)
        self._invented.append(word)
        return word
