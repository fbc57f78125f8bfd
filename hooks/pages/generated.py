"""Pages generated from data: each is a title, a description and one macro call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hooks.model.library import Library
from hooks.model.question import Question
from hooks.prose import html

_DESCRIPTION_LENGTH = 158
"""Characters of a meta description that search engines show."""


@dataclass(frozen=True)
class GeneratedPage:
    """A generated page, all texts plain. ``name`` is its title in the navigation, None if ``mkdocs.yml`` sets it."""

    uri: str
    title: str
    name: str | None
    description: str
    markdown: str

    @property
    def url(self) -> str:
        """``/questions/lost-update/`` for ``questions/lost-update.md``."""
        return f"/{self.uri.removesuffix('.md')}/"


def generated_pages(library: Library) -> Mapping[str, GeneratedPage]:
    """Every generated page by its path below ``docs/``."""
    pages = (*_questions(library), *_topics(library), *_companies(library), *_plans(library), *_loop(library))
    return {page.uri: page for page in pages}


def is_question(uri: str) -> bool:
    """Whether the page is a question's. Those aren't in the navigation."""
    return uri.startswith("questions/")


def _questions(library: Library) -> Iterator[GeneratedPage]:
    for slug, question in library.questions.items():
        title, prompt = html.plain(question.title), html.plain(question.prompt)
        call = f'{{{{ question_page("{slug}") }}}}'
        yield GeneratedPage(f"questions/{slug}.md", title, title, meta_description(_summary(question, prompt)), call)


def _summary(question: Question, prompt: str) -> str:
    if question.answer is None:
        return f"Interview question, no answer yet: {prompt}"
    return html.plain(question.tests or prompt)


def _topics(library: Library) -> Iterator[GeneratedPage]:
    for slug, topic in library.topics.items():
        name, call = html.plain(topic.title), f'{{{{ topic_page("{slug}") }}}}'
        yield GeneratedPage(f"topics/{slug}.md", name, name, meta_description(html.plain(topic.blurb)), call)


def _companies(library: Library) -> Iterator[GeneratedPage]:
    for slug, company in library.companies.items():
        name, call = html.plain(company.name), f'{{{{ company("{slug}") }}}}'
        title = f"Backend interviews at {name}"
        yield GeneratedPage(f"companies/{slug}.md", title, name, meta_description(html.plain(company.summary)), call)


def _plans(library: Library) -> Iterator[GeneratedPage]:
    for slug, plan in library.plans.items():
        name, call = html.plain(plan.title), f'{{{{ plan("{slug}") }}}}'
        description = meta_description(html.plain(plan.summary))
        yield GeneratedPage(f"plan/{slug}.md", f"Plan: {name}", name, description, call)


def _loop(library: Library) -> Iterator[GeneratedPage]:
    if library.funnel is not None:
        title, description = html.plain(library.funnel.title), meta_description(html.plain(library.funnel.summary))
        yield GeneratedPage("loop.md", title, None, description, "{{ funnel() }}")


def meta_description(text: str) -> str:
    """``text``, truncated at a word with an ellipsis if it's too long for a meta description."""
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[: _DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "\N{HORIZONTAL ELLIPSIS}"
