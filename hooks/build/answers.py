"""All answers of a build: parsed once, from the cache where nothing changed, in several processes where many did."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import PurePosixPath

from markupsafe import Markup
from pydantic import TypeAdapter

from hooks.cache.build_cache import BuildCache, cache_key
from hooks.model.question import Question
from hooks.prose.reading import Prose, read_tokens, tokens_of
from hooks.render.answer import EMPTY, Rendered, rendered

_WORTH_A_POOL = 200
"""Answers to make from which starting other processes saves time."""
_MOST_PROCESSES = 4
_CHUNK = 25
_START = "fork" if sys.platform == "linux" else "spawn"
"""Forking shares what is loaded; macOS' own libraries do not survive it."""
_PROSE: TypeAdapter[Prose] = TypeAdapter(Prose)


class Answers:
    """The facts and the HTML of every answer. ``prepare`` must have seen a question before the rest is asked of it."""

    def __init__(self, cache: BuildCache) -> None:
        self._cache = cache
        self._rendered: dict[str, Rendered] = {}

    def prepare(self, questions: Iterable[Question]) -> Mapping[PurePosixPath, Prose]:
        """The facts of these questions' answers by path; their HTML is kept for ``rendered``."""
        names = {question.slug: _name(question) for question in questions if question.answer}
        answered = [question for question in questions if question.answer]
        kept = {question.slug: self._cache.get(names[question.slug]) for question in answered}
        missing = [question for question in answered if kept[question.slug] is None]
        for question, made in zip(missing, _make_all(missing), strict=True):
            kept[question.slug] = made
            self._cache.put(names[question.slug], made)
        return {
            question.folder / "answer.md": self._unpack(question, kept[question.slug] or "") for question in answered
        }

    def rendered(self, question: Question) -> Rendered:
        """The answer of ``question`` as HTML."""
        return self._rendered.get(question.slug, EMPTY)

    def _unpack(self, question: Question, text: str) -> Prose:
        facts, short, full = json.loads(text)
        self._rendered[question.slug] = Rendered(Markup(short), Markup(full))  # noqa: S704 - our own, from the cache
        return _PROSE.validate_json(facts)


def _name(question: Question) -> str:
    text = question.answer.text if question.answer else ""
    programs = (part for program in question.programs for part in (program.name, program.text, program.record or ""))
    drawings = (part for diagram in question.diagrams for part in (diagram.path.name, diagram.svg))
    return cache_key("answer", str(question.folder), text, *programs, *drawings)


def _make_all(questions: list[Question]) -> Iterable[str]:
    if len(questions) < _WORTH_A_POOL:
        return map(_make, questions)
    with ProcessPoolExecutor(min(_MOST_PROCESSES, os.cpu_count() or 1), multiprocessing.get_context(_START)) as pool:
        return list(pool.map(_make, questions, chunksize=_CHUNK))


def _make(question: Question) -> str:
    """Facts and HTML of one answer in one text."""
    text = question.answer.text if question.answer else ""
    tokens = tokens_of(text)
    facts = _PROSE.dump_json(read_tokens(text, tokens)).decode()
    return json.dumps([facts, *rendered(question, tokens)])
