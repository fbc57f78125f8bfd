"""Search rows as the JSON files that the engine fetches: one index file, or a split index for a large guide."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hooks.model.company import Company
from hooks.model.enums import Kind, Level
from hooks.model.question import Topic
from hooks.prose import html
from hooks.search.row import Row, RowType
from hooks.search.split_index import split_index

FOLDER, INDEX = "search", "index.json"
VERSION = 3
"""Version of the format. The engine rejects any other."""

SPLIT_THRESHOLD = 600
"""With more rows than this, the index is split."""

MAX_POPULAR = 6

Columns = dict[str, list[Any]]
Legend = dict[str, list[Any]]


def index_files(
    rows: Sequence[Row],
    *,
    topics: Sequence[Topic],
    companies: Sequence[Company],
    split_threshold: int = SPLIT_THRESHOLD,
) -> Mapping[str, str]:
    """The content of every index file, by path in the site. Deterministic."""
    legend = _legend(topics, companies)
    index = {"version": VERSION, **legend, "popular": _popular(rows), "facts": _facts(rows, legend)}
    if len(rows) <= split_threshold:
        return {f"{FOLDER}/{INDEX}": to_json({**index, "rows": _texts(rows)})}
    titles = {topic["id"]: topic["title"] for topic in legend["topics"]}
    manifest, files = split_index(rows, titles, to_json)
    return {f"{FOLDER}/{name}": text for name, text in {INDEX: to_json({**index, "split": manifest}), **files}.items()}


def _legend(topics: Sequence[Topic], companies: Sequence[Company]) -> Legend:
    """What the numbers in the facts refer to."""
    return {
        "sorts": list(RowType),
        "levels": list(Level),
        "kinds": list(Kind),
        "topics": [
            {"id": topic.slug, "title": html.plain(topic.title), "about": list(map(html.plain, topic.subtopics))}
            for topic in topics
        ],
        "companies": [{"id": company.slug, "title": html.plain(company.name)} for company in companies],
    }


def _popular(rows: Sequence[Row]) -> list[str]:
    """Titles of answered questions that are often asked, one of each topic: what an empty search offers."""
    often = {row.topic: row.title for row in reversed(rows) if row.often and not row.open}
    return list(often.values())[::-1][:MAX_POPULAR]


def _facts(rows: Sequence[Row], legend: Legend) -> Columns:
    """What filters and ranking need to know about every row, as columns (they compress better). -1 means none."""
    topics = {topic["id"]: position for position, topic in enumerate(legend["topics"])}
    companies = {company["id"]: position for position, company in enumerate(legend["companies"])}
    return {
        "sort": [list(RowType).index(row.type) for row in rows],
        "topic": [topics.get(row.topic or "", -1) for row in rows],
        "level": [row.level.rank if row.level else -1 for row in rows],
        "kind": [list(Kind).index(row.kind) if row.kind else -1 for row in rows],
        "companies": [[companies[slug] for slug in row.companies] for row in rows],
        "demo": [int(row.demo) for row in rows],
        "open": [int(row.open) for row in rows],
        "part": [int("#" in row.url and row.type is RowType.PAGE) for row in rows],
    }


def _texts(rows: Sequence[Row]) -> Columns:
    return {
        "address": [row.url for row in rows],
        "title": [row.title for row in rows],
        "prompt": [row.prompt for row in rows],
        "text": [row.text for row in rows],
        "main": [row.main for row in rows],
        "names": [row.names for row in rows],
        "searched": [row.searched for row in rows],
        "also": [" ".join(row.also) for row in rows],
    }


def to_json(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
