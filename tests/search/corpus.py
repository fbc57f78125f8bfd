"""Synthetic search rows for a guide of any size: the real rows, plus generated ones that read like them.

Sentences come from a Markov chain over the real ones. Invented words are added as in a growing text, where each is
either new or repeats an earlier one (a Simon process). That gives few common words and many rare ones.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hooks.model.enums import Kind, Level
from hooks.search import Row, RowType

_INVENTED = 0.03
"""Share of invented words. At 10,000 questions, the vocabulary is about 25,000 words."""
_SYLLABLES = "ka ro min ta lex vor qui sen dra plo ze bit gra nod fil com ser ver ston max".split()
_END = "."


def with_generated(rows: Sequence[Row], questions: int) -> tuple[Row, ...]:
    """``rows`` plus generated questions, ``questions`` in total."""
    real = [row for row in rows if row.type is RowType.QUESTION]
    generator = _TextGenerator(real)
    generated = (_question(generator, number, real) for number in range(questions - len(real)))
    return tuple(sorted((*rows, *generated), key=lambda row: (row.type is not RowType.QUESTION, row.topic or "")))


def page_texts(rows: Sequence[Row], words: int) -> Iterator[tuple[Row, str]]:
    """Each row with a text of about ``words`` words that starts with its own, for engines that index full pages."""
    generator = _TextGenerator(rows)
    for row in rows:
        yield row, " ".join((row.text, *(generator.sentence(14) for _ in range(words // 14))))


def _question(generator: _TextGenerator, number: int, real: Sequence[Row]) -> Row:
    prompt = generator.sentence(14)
    template = real[number % len(real)]
    words = prompt.rstrip("?").split()
    slug = "-".join(dict.fromkeys(word.lower() for word in words if word.isalpha() and len(word) > 3))[:50].strip("-")
    return replace(
        template,
        url=f"questions/{slug}-{number}/#answer",
        title=" ".join(words[:4]),
        prompt=prompt,
        text=generator.sentence(28),
        main=(slug.replace("-", " "),),
        names=tuple(generator.name() for _ in template.names),
        level=generator.random.choice(list(Level)),
        kind=generator.random.choice(list(Kind)),
    )


class _TextGenerator:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.random = random.Random(7)  # noqa: S311 - not for security
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        self._invented: list[str] = []
        for row in rows:
            for text in (row.prompt or row.title, row.text):
                words = [_END, *text.split(), _END]
                for before, after in itertools.pairwise(words):
                    self._next[before].append(after)

    def sentence(self, words: int) -> str:
        first, *rest = self._words(words)
        return " ".join((first.capitalize(), *rest)) + "?"

    def name(self) -> str:
        return " ".join(self._words(self.random.randint(1, 3))).strip("?,.:;").lower()

    def _words(self, count: int) -> Iterator[str]:
        word = self.random.choice(self._next[_END])
        for _ in range(count):
            yield self._invent() if self.random.random() < _INVENTED else word
            word = self.random.choice(self._next.get(word) or self._next[_END])
            if word == _END:
                word = self.random.choice(self._next[_END])

    def _invent(self) -> str:
        """A new word, with a probability that falls as more are invented, or else an earlier one."""
        new_word_probability = (len(self._invented) + 50) ** -0.15
        if not self._invented or self.random.random() < new_word_probability:
            word = "".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4)))
        else:
            word = self.random.choice(self._invented)
        self._invented.append(word)
        return word
