"""Rows as the files that the engine fetches: the same bytes for the same rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hooks.model.company import Company
from hooks.model.question import Topic
from hooks.model.words import Kind, Level
from hooks.prose import html
from hooks.search.row import Row, Sort
from hooks.search.split import split

FOLDER, INDEX = "search", "index.json"
VERSION = 2
"""Of the format; the engine refuses another."""

MOST_IN_ONE = 3_000
"""Rows that are still fetched as one file."""

Columns = dict[str, list[Any]]
Legend = dict[str, list[Any]]


def files(
    rows: Sequence[Row], *, topics: Sequence[Topic], companies: Sequence[Company], most_in_one: int = MOST_IN_ONE
) -> Mapping[str, str]:
    """Every file by its place in the site."""
    legend = _legend(topics, companies)
    index = {"version": VERSION, **legend, "facts": _facts(rows, legend)}
    if len(rows) <= most_in_one:
        return {f"{FOLDER}/{INDEX}": dump({**index, "rows": _texts(rows)})}
    titles = {topic["id"]: topic["title"] for topic in legend["topics"]}
    about, pieces = split(rows, titles, dump)
    return {f"{FOLDER}/{name}": text for name, text in {INDEX: dump({**index, "split": about}), **pieces}.items()}


def _legend(topics: Sequence[Topic], companies: Sequence[Company]) -> Legend:
    """What the numbers of the facts stand for."""
    return {
        "sorts": list(Sort),
        "levels": list(Level),
        "kinds": list(Kind),
        "topics": [
            {"id": topic.slug, "title": html.plain(topic.title), "about": list(map(html.plain, topic.subtopics))}
            for topic in topics
        ],
        "companies": [{"id": company.slug, "title": html.plain(company.name)} for company in companies],
    }


def _facts(rows: Sequence[Row], legend: Legend) -> Columns:
    """What is known of every row at once, by column, which packs better; -1 stands for nothing."""
    topics = {topic["id"]: place for place, topic in enumerate(legend["topics"])}
    companies = {company["id"]: place for place, company in enumerate(legend["companies"])}
    return {
        "sort": [list(Sort).index(row.sort) for row in rows],
        "topic": [topics.get(row.topic or "", -1) for row in rows],
        "level": [row.level.rank if row.level else -1 for row in rows],
        "kind": [list(Kind).index(row.kind) if row.kind else -1 for row in rows],
        "companies": [[companies[slug] for slug in row.companies] for row in rows],
        "demo": [int(row.demo) for row in rows],
        "open": [int(row.open) for row in rows],
        "part": [int("#" in row.address and row.sort is Sort.PAGE) for row in rows],
    }


def _texts(rows: Sequence[Row]) -> Columns:
    return {
        "address": [row.address for row in rows],
        "title": [row.title for row in rows],
        "prompt": [row.prompt for row in rows],
        "text": [row.text for row in rows],
        "main": [row.main for row in rows],
        "names": [row.names for row in rows],
        "also": [" ".join(row.also) for row in rows],
    }


def dump(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
