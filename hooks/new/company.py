"""Scaffold a company: one claim of each kind, all citing one source."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from hooks.load.yaml import Json
from hooks.new.files import data_file, slugify
from hooks.new.question import NewFile

_TODO = "Optional, worth adding:"


@dataclass(frozen=True)
class Report:
    """What someone knows about a company's interviews, and the source."""

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
    """The file of a company.

    Raises:
        ValueError: no valid id can be made from the name or the source's title, or ``id_`` isn't one.
    """
    source = slugify(report.source_title, ())
    seen, slug = report.seen.isoformat(), id_ or slugify(report.name, ())

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
    path = PurePosixPath("data", "companies", f"{slug}.yml")
    return NewFile(path, data_file(path, values, todo=_TODO))
