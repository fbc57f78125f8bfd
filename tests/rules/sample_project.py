"""A small valid project, and helpers to change it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hooks.check.check import check
from hooks.findings.finding import Finding

TOPIC = """\
title: Caching
blurb: What is stale, and for how long.
order: 1
subtopics: [expiry]
reading_order: [stale-read]
"""
QUESTION = """\
title: Stale read
prompt: Why is the cached value stale?
kind: concept
level: mid
rounds: [screen]
asked: often
minutes: 8
tests: Whether you look before you guess.
approach: [Say what you see, Say why, Fix it]
levels:
  mid: Sees the old entry.
  senior: Says how old it may be.
pitfalls:
  - Saying that it cannot be.
  - Purging everything.
follow_ups:
  - ask: And then?
    hint: Look at its age.
  - ask: And when everybody asks for it?
    see: hot-key
related: [hot-key]
aka: [old value]
applies_to: [Redis 8]
sources:
  - title: Expiry
    publisher: Redis
    url: https://redis.io/docs/
    supports: when an entry leaves
reviewed: {on: 2026-01-02}
redirect_from: [old-read]
"""
SENTENCE = "The entry was stored before the value changed, and nobody has asked for it again since. "
ANSWER = f"{SENTENCE * 5}\n\n<!-- more -->\n\n{SENTENCE * 16}\n"
FUNNEL = """\
title: The loop
summary: One meeting.
stages:
  - id: screen
    name: Screen
    phase: Screen
    minutes: {least: 30, most: 60}
    presence: always
    weight: medium
    purpose: To see code.
    room: One engineer.
    graded: [Code]
    passing: [Test it]
    failing: [Guess]
    ask: [Ask what comes next]
"""
PLAN = """\
title: One day
summary: For those in a hurry.
days:
  - title: Read
    tasks:
      - {do: Read it all., minutes: 60, links: {questions: [stale-read], topics: [caching], pages: [/plan/one-day/]}}
self_test:
  - {stage: screen, standard: You can say why it is stale.}
"""
COMPANY = """\
name: Acme
summary: It sells anvils.
evaluates: [{text: Care., source: blog, grade: official, seen: 2026-01-02}]
process: [{text: One meeting., source: blog, grade: one-report, seen: 2026-01-02}]
stages: [{stage: screen, differs: [{text: It is short., source: blog, grade: official, seen: 2026-01-02}]}]
differs: [{text: The anvils fall., source: blog, grade: official, seen: 2026-01-02}]
questions: [{question: stale-read, angle: Prices of anvils.}]
tips: [Bring a helmet.]
plan: one-day
sources: [{id: blog, title: Hiring, publisher: Acme, url: "https://example.com/hiring"}]
reviewed: {on: 2026-01-02, by: [octocat]}
"""
TERM = "term: TTL\nexpands: time to live\nmeans: How long an entry is kept.\n"

PROGRAM = "SELECT 1;\n-- without it: nothing\n-- claim: it stays\nSELECT true;\n"
RECORD = """\
PostgreSQL 18

> SELECT 1;
  1

claim holds: it stays

without it: fails
|
| claim fails: it stays
"""

FOLDER = "data/questions/caching/stale-read"
Q, A = f"{FOLDER}/question.yml", f"{FOLDER}/answer.md"
OTHER = "data/questions/caching/hot-key/question.yml"
VALID: Mapping[str, str] = {
    "data/topics/caching.yml": TOPIC,
    Q: QUESTION,
    A: ANSWER,
    OTHER: "title: Hot key\nprompt: What is a hot key?\nkind: concept\nlevel: mid\n",
    "data/funnel.yml": FUNNEL,
    "data/plans/one-day.yml": PLAN,
    "data/companies/acme.yml": COMPANY,
    "data/guide/glossary/ttl.yml": TERM,
    "data/synonyms/cache.yml": "words: [cache, store]\n",
    "data/synonyms/key.yml": "words: [key, name]\n",
    "docs/index.md": "# Home\n",
}


class Mistake(NamedTuple):
    """Changes to the valid project, expected findings (``S001 3:1, S002 5:1``), and part of the first hint."""

    changes: Mapping[str, str]
    findings: str
    fix: str


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write ``files`` below ``root``, unchanged."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def findings(root: Path, changes: Mapping[str, str | bytes]) -> tuple[Finding, ...]:
    """The findings in the valid project with ``changes`` applied, advice on style included."""
    return check(write(root, {**VALID, **changes}), with_style=True).findings


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The valid project's ``file`` with one replacement."""
    assert VALID[file].count(old) == 1, f"{old!r} occurs {VALID[file].count(old)} times in {file}"
    return {file: VALID[file].replace(old, new)}


def added(text: str, file: str = A) -> dict[str, str]:
    """The valid project's ``file`` with ``text`` added as a last paragraph."""
    return {file: f"{VALID[file]}\n{text}\n"}
