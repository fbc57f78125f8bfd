"""Corpora as large as one likes: the same question folders for the same size, in the words of the real answers."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_KEPT = ("mkdocs.yml", "hooks", "overrides", "docs", "data")
_LISTS = ("topics", "companies", "plans", "guide", "funnel.yml", "synonyms.yml")
_KINDS = ("concept", "trade-off", "design", "coding", "sql", "debug", "estimation")
_LEVELS = ("junior", "mid", "senior", "staff")
_CODE = '''```python
def transfer(connection, source, target, amount):
    """Move money between two accounts in one transaction."""
    with connection.transaction():
        for account, change in ((source, -amount), (target, amount)):
            row = connection.execute(
                "UPDATE account SET balance = balance + %s WHERE id = %s RETURNING balance",
                (change, account),
            ).fetchone()
            if row.balance < 0:
                raise InsufficientFunds(account)
    return row.balance
```'''


def make(folder: Path, size: int) -> None:
    """Write a project with ``size`` answered questions into ``folder``."""
    for name in _KEPT[:-1]:
        _copy(PROJECT / name, folder / name)
    for name in _LISTS:
        _copy(PROJECT / "data" / name, folder / "data" / name)
    _copy(PROJECT / "data" / "questions", folder / "data" / "questions")
    topics = sorted(path.stem for path in (PROJECT / "data" / "topics").glob("*.yml"))
    words = _vocabulary()
    present = sum(1 for _ in (folder / "data" / "questions").glob("*/*/answer.md"))
    for number in range(size - present):
        _question(folder, topics[number % len(topics)], number, random.Random(number), words)  # noqa: S311 - text, no secrets


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _vocabulary() -> list[str]:
    texts = (path.read_text("utf-8") for path in sorted((PROJECT / "data" / "questions").glob("*/*/answer.md")))
    return sorted({word for text in texts for word in re.findall(r"\b[a-z]{2,12}\b", text)})


class _Writer:
    def __init__(self, chance: random.Random, words: list[str]) -> None:
        self._chance = chance
        self._words = words

    def sentence(self, least: int = 8, most: int = 16) -> str:
        words = self._chance.choices(self._words, k=self._chance.randint(least, most))
        return f"{' '.join(words).capitalize()}."

    def paragraph(self, words: int) -> str:
        text = ""
        while len(text.split()) < words:
            text += f"{self.sentence()} "
        return text.strip()


def _question(folder: Path, topic: str, number: int, chance: random.Random, words: list[str]) -> None:
    slug = f"question-{number:05}"
    home = folder / "data" / "questions" / topic / slug
    home.mkdir(parents=True)
    write = _Writer(chance, words)
    (home / "question.yml").write_text(_structured(write, chance, number), "utf-8")
    (home / "answer.md").write_text(_answer(write), "utf-8")


def _structured(write: _Writer, chance: random.Random, number: int) -> str:
    return f"""title: Generated question {number}
prompt: "{write.sentence(12, 20)}"
kind: {chance.choice(_KINDS)}
level: {chance.choice(_LEVELS)}
rounds: [technical-screen, deep-dive]
asked: {chance.choice(("often", "sometimes", "rarely"))}
minutes: 8
tests: "{write.paragraph(25)}"
approach:
  - "{write.sentence()}"
  - "{write.sentence()}"
  - "{write.sentence()}"
levels:
  junior: "{write.sentence()}"
  mid: "{write.sentence()}"
  senior: "{write.sentence()}"
pitfalls:
  - "{write.sentence()}"
  - "{write.sentence()}"
follow_ups:
  - ask: "{write.sentence()}"
    hint: "{write.sentence()}"
  - ask: "{write.sentence()}"
    see: lost-update
related: [lost-update]
aka: [synonym {number}, other name {number}]
applies_to: [PostgreSQL 18]
sources:
  - title: Manual, chapter {number}
    publisher: PostgreSQL Global Development Group
    url: https://www.postgresql.org/docs/18/transaction-iso.html
    supports: "{write.sentence()}"
reviewed: {{on: 2026-11-20}}
"""


def _answer(write: _Writer) -> str:
    rows = "\n".join(f"| {write.sentence(2, 4)} | {write.sentence(3, 6)} | {write.sentence(3, 6)} |" for _ in range(4))
    return f"""{write.paragraph(85)}

<!-- more -->

{write.paragraph(60)} See [the lost update](../../transactions/lost-update/answer.md) and `SELECT … FOR UPDATE`.

## {write.sentence(3, 5)}

{write.paragraph(50)}

{_CODE}

| Choice | When it fits | What it costs |
|---|---|---|
{rows}

## {write.sentence(3, 5)}

- {write.sentence()}
- {write.sentence()}
- {write.sentence()}

{write.paragraph(40)}
"""
