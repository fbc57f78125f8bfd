"""Generates projects of any size from the vocabulary of the real answers. Deterministic."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_PROJECT_PARTS = ("mkdocs.yml", "hooks", "overrides", "docs", "data")
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


def generate(folder: Path, size: int) -> None:
    """Write a project with ``size`` answered questions into ``folder``."""
    for name in _PROJECT_PARTS:
        _copy(PROJECT / name, folder / name)
    topics = sorted(path.stem for path in (PROJECT / "data" / "topics").glob("*.yml"))
    words = _vocabulary()
    existing = sum(1 for _ in (folder / "data" / "questions").glob("*/*/answer.md"))
    for number in range(size - existing):
        rng = random.Random(number)  # noqa: S311 - not for security
        _write_question(folder, topics[number % len(topics)], number, rng, words)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _vocabulary() -> list[str]:
    texts = (path.read_text("utf-8") for path in sorted((PROJECT / "data" / "questions").glob("*/*/answer.md")))
    return sorted({word for text in texts for word in re.findall(r"\b[a-z]{2,12}\b", text)})


class _TextGenerator:
    def __init__(self, rng: random.Random, words: list[str]) -> None:
        self._rng = rng
        self._words = words

    def sentence(self, least: int = 8, most: int = 16) -> str:
        words = self._rng.choices(self._words, k=self._rng.randint(least, most))
        return f"{' '.join(words).capitalize()}."

    def paragraph(self, words: int) -> str:
        text = ""
        while len(text.split()) < words:
            text += f"{self.sentence()} "
        return text.strip()


def _write_question(folder: Path, topic: str, number: int, rng: random.Random, words: list[str]) -> None:
    slug = f"question-{number:05}"
    question = folder / "data" / "questions" / topic / slug
    question.mkdir(parents=True)
    generator = _TextGenerator(rng, words)
    (question / "question.yml").write_text(_metadata(generator, rng, number), "utf-8")
    (question / "answer.md").write_text(_answer(generator), "utf-8")


def _metadata(generator: _TextGenerator, rng: random.Random, number: int) -> str:
    return f"""title: Generated question {number}
prompt: "{generator.sentence(12, 20)}"
kind: {rng.choice(_KINDS)}
level: {rng.choice(_LEVELS)}
rounds: [technical-screen, deep-dive]
asked: {rng.choice(("often", "sometimes", "rarely"))}
minutes: 8
tests: "{generator.paragraph(25)}"
approach:
  - "{generator.sentence()}"
  - "{generator.sentence()}"
  - "{generator.sentence()}"
levels:
  junior: "{generator.sentence()}"
  mid: "{generator.sentence()}"
  senior: "{generator.sentence()}"
pitfalls:
  - "{generator.sentence()}"
  - "{generator.sentence()}"
follow_ups:
  - ask: "{generator.sentence()}"
    hint: "{generator.sentence()}"
  - ask: "{generator.sentence()}"
    see: lost-update
related: [lost-update]
aka: [synonym {number}, other name {number}]
applies_to: [PostgreSQL 18]
sources:
  - title: Manual, chapter {number}
    publisher: PostgreSQL Global Development Group
    url: https://www.postgresql.org/docs/18/transaction-iso.html
    supports: "{generator.sentence()}"
reviewed: {{on: 2026-11-20}}
"""


def _answer(generator: _TextGenerator) -> str:
    rows = "\n".join(
        f"| {generator.sentence(2, 4)} | {generator.sentence(3, 6)} | {generator.sentence(3, 6)} |" for _ in range(4)
    )
    return f"""{generator.paragraph(85)}

<!-- more -->

{generator.paragraph(60)} See [the lost update](../../transactions/lost-update/answer.md) and `SELECT … FOR UPDATE`.

## {generator.sentence(3, 5)}

{generator.paragraph(50)}

{_CODE}

| Choice | When it fits | What it costs |
|---|---|---|
{rows}

## {generator.sentence(3, 5)}

- {generator.sentence()}
- {generator.sentence()}
- {generator.sentence()}

{generator.paragraph(40)}
"""
