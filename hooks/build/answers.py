"""Parses and renders all answers of a build: once each, cached, and in parallel if there are many."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import PurePosixPath

from markupsafe import Markup
from pydantic import TypeAdapter

from hooks.cache.build_cache import BuildCache, cache_key
from hooks.model.question import Question
from hooks.prose.markdown import AnswerFacts, facts_of_tokens, tokenize
from hooks.render.answer import EMPTY, Rendered, rendered

_POOL_THRESHOLD = 200
"""With fewer answers to render, a process pool costs more time than it saves."""
_MAX_PROCESSES = 4
_CHUNK_SIZE = 25
_START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""Forking shares loaded modules, but isn't safe with macOS system libraries."""
_FACTS_ADAPTER: TypeAdapter[AnswerFacts] = TypeAdapter(AnswerFacts)


class Answers:
    """Parsed and rendered answers. Call ``prepare`` with all questions before ``rendered``."""

    def __init__(self, cache: BuildCache) -> None:
        self._cache = cache
        self._rendered: dict[str, Rendered] = {}

    def prepare(self, questions: Iterable[Question]) -> Mapping[PurePosixPath, AnswerFacts]:
        """The parsed answers by path. Their HTML is kept for ``rendered``."""
        keys = {question.slug: _answer_key(question) for question in questions if question.answer}
        answered = [question for question in questions if question.answer]
        entries = {question.slug: self._cache.get(keys[question.slug]) for question in answered}
        missing = [question for question in answered if entries[question.slug] is None]
        for question, entry in zip(missing, _process_all(missing), strict=True):
            entries[question.slug] = entry
            self._cache.put(keys[question.slug], entry)
        return {
            question.folder / "answer.md": self._unpack(question, entries[question.slug] or "") for question in answered
        }

    def rendered(self, question: Question) -> Rendered:
        """The answer of ``question`` as HTML."""
        return self._rendered.get(question.slug, EMPTY)

    def _unpack(self, question: Question, entry: str) -> AnswerFacts:
        facts, short, full = json.loads(entry)
        self._rendered[question.slug] = Rendered(Markup(short), Markup(full))  # noqa: S704 - our own, from the cache
        return _FACTS_ADAPTER.validate_json(facts)


def _answer_key(question: Question) -> str:
    text = question.answer.text if question.answer else ""
    programs = (part for program in question.programs for part in (program.name, program.text, program.record or ""))
    drawings = (part for diagram in question.diagrams for part in (diagram.path.name, diagram.svg))
    return cache_key("answer", str(question.folder), text, *programs, *drawings)


def _process_all(questions: list[Question]) -> Iterable[str]:
    if len(questions) < _POOL_THRESHOLD:
        return map(_process, questions)
    context = multiprocessing.get_context(_START_METHOD)
    processes = min(_MAX_PROCESSES, os.cpu_count() or 1)
    with ProcessPoolExecutor(processes, context, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        return list(pool.map(_process, questions, chunksize=_CHUNK_SIZE))


def _process(question: Question) -> str:
    """The cache entry of an answer: a JSON list of the parsed answer and its HTML."""
    text = question.answer.text if question.answer else ""
    tokens = tokenize(text)
    facts = _FACTS_ADAPTER.dump_json(facts_of_tokens(text, tokens)).decode()
    return json.dumps([facts, *rendered(question, tokens)])
