"""The JSON API: the question index at ``/api/v1/questions.json``, which filters, practice and plans use, too."""

from __future__ import annotations

import datetime
import json
from typing import Any

from pydantic import Field

from hooks.model.base import Model
from hooks.model.enums import Asked, Kind, Level
from hooks.model.question import Question
from hooks.prose import html
from hooks.render.view import View

PATH = "api/v1/questions.json"
SCHEMA_PATH = "api/v1/questions.schema.json"


class IndexedQuestion(Model):
    """A question without its answer."""

    id: str = Field(description="The question's id. Stable; renames are listed in previous_ids.")
    url: str = Field(description="URL of its page, from the site's root.")
    title: str = Field(description="Its title in plain text: one to five words, unique.")
    prompt: str = Field(description="The question in plain text.")
    topic: str = Field(description="Id of its topic.")
    kind: Kind = Field(description="What kind of answer it calls for.")
    level: Level = Field(description="Lowest level it's asked at.")
    asked: Asked = Field(description="How often it comes up.")
    rounds: tuple[str, ...] = Field(description="Ids of the stages where it comes up.")
    minutes: int | None = Field(description="Minutes to practice it.")
    companies: tuple[str, ...] = Field(description="Ids of the companies whose pages recommend it.")
    answered: bool = Field(description="Whether it has an answer.")
    programs: int = Field(description="Number of programs that back up the answer.")
    aka: tuple[str, ...] = Field(description="Other names for it.")
    reviewed: datetime.date | None = Field(description="When the answer was last checked against its sources.")
    previous_ids: tuple[str, ...] = Field(description="Former ids. Carry over progress stored under them.")


class QuestionIndex(Model):
    """Every question of the guide."""

    version: int = Field(description="Version of this format: 1.")
    questions: tuple[IndexedQuestion, ...] = Field(description="Most common first, unanswered ones last.")


def question_index(view: View) -> str:
    """The index as JSON. Deterministic."""
    index = QuestionIndex(version=1, questions=tuple(_entry(view, question) for question in view.questions))
    return json.dumps(index.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")) + "\n"


def question_index_schema() -> str:
    """The JSON Schema of the index."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **QuestionIndex.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _entry(view: View, question: Question) -> IndexedQuestion:
    return IndexedQuestion(
        id=question.slug,
        url=f"/questions/{question.slug}/",
        title=html.plain(question.title),
        prompt=html.plain(question.prompt),
        topic=question.topic,
        kind=question.kind,
        level=question.level,
        asked=question.asked,
        rounds=question.rounds,
        minutes=question.minutes,
        companies=tuple(company.slug for company in view.companies_of.get(question.slug, ())),
        answered=question.answer is not None,
        programs=len(question.programs),
        aka=question.aka,
        reviewed=question.reviewed.on if question.reviewed else None,
        previous_ids=question.redirect_from,
    )
