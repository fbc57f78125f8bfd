"""Pages that exist because the data says so: each is a title, a description and one macro call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hooks.model.library import Library
from hooks.model.question import Question
from hooks.prose import html

_DESCRIPTION = 158
"""Characters of a description that search engines show."""


@dataclass(frozen=True)
class Page:
    """A generated page; its texts are plain. ``name`` is its title in the navigation, None where that says another."""

    uri: str
    title: str
    name: str | None
    description: str
    markdown: str

    @property
    def address(self) -> str:
        """``/questions/lost-update/`` for ``questions/lost-update.md``."""
        return f"/{self.uri.removesuffix('.md')}/"


def pages(library: Library) -> Mapping[str, Page]:
    """Every generated page by its place below ``docs/``."""
    made = (*_questions(library), *_topics(library), *_companies(library), *_plans(library), *_loop(library))
    return {page.uri: page for page in made}


def is_question(uri: str) -> bool:
    """Whether the page is that of one question: those stay out of the navigation."""
    return uri.startswith("questions/")


def _questions(library: Library) -> Iterator[Page]:
    for slug, question in library.questions.items():
        title, prompt = html.plain(question.title), html.plain(question.prompt)
        call = f'{{{{ question_page("{slug}") }}}}'
        yield Page(f"questions/{slug}.md", title, title, shortened(_says(question, prompt)), call)


def _says(question: Question, prompt: str) -> str:
    if question.answer is None:
        return f"Interview question, no answer yet: {prompt}"
    return html.plain(question.tests or prompt)


def _topics(library: Library) -> Iterator[Page]:
    for slug, topic in library.topics.items():
        name, call = html.plain(topic.title), f'{{{{ topic_page("{slug}") }}}}'
        yield Page(f"topics/{slug}.md", name, name, shortened(html.plain(topic.blurb)), call)


def _companies(library: Library) -> Iterator[Page]:
    for slug, company in library.companies.items():
        name, call = html.plain(company.name), f'{{{{ company("{slug}") }}}}'
        title = f"Backend interviews at {name}"
        yield Page(f"companies/{slug}.md", title, name, shortened(html.plain(company.summary)), call)


def _plans(library: Library) -> Iterator[Page]:
    for slug, plan in library.plans.items():
        name, call = html.plain(plan.title), f'{{{{ plan("{slug}") }}}}'
        yield Page(f"plan/{slug}.md", f"Plan: {name}", name, shortened(html.plain(plan.summary)), call)


def _loop(library: Library) -> Iterator[Page]:
    if library.funnel is not None:
        funnel = library.funnel
        yield Page("loop.md", html.plain(funnel.title), None, shortened(html.plain(funnel.summary)), "{{ funnel() }}")


def shortened(text: str) -> str:
    """``text``, or its first words and an ellipsis where it is too long for a description."""
    if len(text) <= _DESCRIPTION:
        return text
    return text[: _DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "\N{HORIZONTAL ELLIPSIS}"
