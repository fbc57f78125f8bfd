"""A company's page with the least that makes one: a claim of each sort, with the source of all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from hooks.load.yaml import Json
from hooks.new.files import data_file, id_from
from hooks.new.question import NewFile

_WANTED = "Worth adding: other names people search for, and what to change in the plan."


@dataclass(frozen=True)
class Report:
    """What somebody knows of a company's interviews, and from where."""

    name: str
    summary: str
    evaluates: str
    process: str
    differs: str
    stages: Sequence[str]
    question: str
    angle: str
    tip: str
    plan: str
    source_title: str
    source_publisher: str
    source_url: str
    grade: str
    seen: datetime.date


def new_company(report: Report, *, today: datetime.date, id_: str | None) -> NewFile:
    """The file of a company."""
    source = id_from(report.source_title, ())
    seen, path = report.seen.isoformat(), id_ or id_from(report.name, ())

    def claims(text: str) -> list[Json]:
        return [{"text": text, "source": source, "grade": report.grade, "seen": seen}]

    values: dict[str, Json] = {
        "name": report.name,
        "summary": report.summary,
        "evaluates": claims(report.evaluates),
        "process": claims(report.process),
        "stages": [{"stage": stage} for stage in report.stages],
        "differs": claims(report.differs),
        "questions": [{"question": report.question, "angle": report.angle}],
        "tips": [report.tip],
        "plan": report.plan,
        "sources": [
            {
                "id": source,
                "title": report.source_title,
                "publisher": report.source_publisher,
                "url": report.source_url,
            }
        ],
        "reviewed": {"on": today.isoformat()},
    }
    place = PurePosixPath("data", "companies", f"{path}.yml")
    return NewFile(place, data_file(place, values, wanted=_WANTED))
