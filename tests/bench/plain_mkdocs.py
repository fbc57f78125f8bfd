"""The baseline: the same pages as plain Markdown files, for MkDocs and Material without our hooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from hooks.check.check import check
from hooks.model.question import Question
from hooks.prose import html
from hooks.render.view import View

_CONFIG = {
    "site_name": "Plain",
    "site_url": "http://127.0.0.1:8000/",
    "plugins": ["search"],
    "validation": {"links": {"unrecognized_links": "ignore"}},
    "markdown_extensions": [
        "admonition",
        "attr_list",
        "tables",
        {"toc": {"permalink": True}},
        "pymdownx.highlight",
        "pymdownx.superfences",
        "pymdownx.blocks.details",
    ],
}


def write_project(source: Path, folder: Path, *, in_nav: bool) -> None:
    """Write a MkDocs project with the question and topic pages of the project ``source`` into ``folder``."""
    view = View(check(source).project.library)
    docs = folder / "docs"
    nav: list[object] = [{"Home": "index.md"}]
    _write(docs / "index.md", "# Plain\n\nThe same pages without our hooks.\n")
    for topic in view.topics:
        questions = view.by_topic[topic.slug]
        _write(docs / "topics" / f"{topic.slug}.md", "\n\n".join(_topic(topic.title, questions)))
        for question in questions:
            _write(docs / "questions" / f"{question.slug}.md", "\n\n".join(_question(view, question)))
        pages = [f"topics/{topic.slug}.md", *(f"questions/{question.slug}.md" for question in questions)]
        nav.append({html.plain(topic.title): pages if in_nav else pages[:1]})
    _write(docs / "questions" / "index.md", "# All questions\n\n" + "\n".join(map(_row, view.questions)))
    config = {**_CONFIG, "nav": nav, "not_in_nav": "/questions/*"}
    features = ["navigation.indexes", "navigation.prune", "navigation.tabs"]
    theme = {"name": "material", "font": False, "features": features}
    _write(folder / "mkdocs.yml", json.dumps({**config, "theme": theme}))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _topic(title: str, questions: tuple[Question, ...]) -> Iterator[str]:
    yield f"# {title}"
    for question in questions:
        yield f"## [{html.plain(question.title)}](../questions/{question.slug}.md)"
        if question.answer is not None:
            yield f"/// details | Short answer\n{_parts(question)[0]}\n///"


def _question(view: View, question: Question) -> Iterator[str]:
    yield f"# {html.plain(question.title)}"
    yield f"> {html.plain(question.prompt)}"
    yield f"{question.level} · {question.kind} · asked {question.asked} · {question.minutes} min"
    yield f"## What it tests\n\n{question.tests}"
    yield "## How to approach it\n\n" + "\n".join(f"1. {step}" for step in question.approach)
    if question.answer is not None:
        short, full = _parts(question)
        yield f"## Answer\n\n/// details | Short answer\n{short}\n///\n\n/// details | Full answer\n{full}\n///"
    yield "## What each level adds\n\n" + "\n".join(f"- **{level}** {line}" for level, line in question.levels.stated())
    yield "## Pitfalls\n\n" + "\n".join(f"- {pitfall}" for pitfall in question.pitfalls)
    yield "## Follow-ups\n\n" + "\n".join(f"- {item.ask} {item.hint or ''}" for item in question.follow_ups)
    yield "## Where it comes up\n\n" + "\n".join(f"- In the loop: {view.stages[id_].name}" for id_ in question.rounds)
    yield "## Read next\n\n" + "\n".join(map(_row, view.related(question)))
    yield "## Sources\n\n" + "\n".join(
        f"- [{source.title}]({source.url}), {source.publisher}. Supports: {source.supports}"
        for source in question.sources
    )
    reviewed = question.reviewed.on if question.reviewed else ""
    yield f"Checked against its sources on {reviewed}. Applies to {', '.join(question.applies_to)}."
    yield "\n".join(_row(other) for other in view.neighbors(question) if other)


def _row(question: Question) -> str:
    facts = f"{question.level} · {question.kind} · asked {question.asked} · {question.minutes} min"
    return f"- [{html.plain(question.title)}]({question.slug}.md) {facts}"


def _parts(question: Question) -> tuple[str, str]:
    text = question.answer.text if question.answer else ""
    short, _, full = text.replace("/answer.md", ".md").partition("<!-- more -->")
    return short.strip(), full.strip()
