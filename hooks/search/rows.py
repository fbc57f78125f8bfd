"""Everything that can be found: questions first, then what is around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hooks.model.question import Question
from hooks.pages.written import WrittenPage
from hooks.prose import html
from hooks.render.view import View
from hooks.search.lists import lists
from hooks.search.row import Row, Sort
from hooks.search.synonyms import Synonyms

_SHOWN = 180
"""Characters of a short answer that a row shows and that are searched: two sentences, mostly."""


def rows(view: View, pages: Iterable[WrittenPage] = ()) -> tuple[Row, ...]:
    """One row for each thing of the library, for each hand-written page, and for what these pages list."""
    written = sorted(pages, key=lambda page: page.address)
    found = (
        *(_question(view, question) for questions in view.by_topic.values() for question in questions),
        *_around(view),
        *(_page(page) for page in written if page.address != "/"),
        *lists(view, written),
        *_demos(view),
    )
    synonyms = Synonyms.of(view.library)
    return tuple(_with_other_words(row, synonyms) for row in found)


def _question(view: View, question: Question) -> Row:
    prose = view.prose(question)
    return Row(
        sort=Sort.QUESTION,
        address=f"questions/{question.slug}/{'#answer' if question.answer else ''}",
        title=html.plain(question.title),
        prompt=html.plain(question.prompt),
        text=first_lines(prose.short_text) if prose else "",
        main=(html.plain(question.title), question.slug.replace("-", " ")),
        names=tuple(map(html.plain, question.aka)),
        also=tuple(map(html.plain, question.applies_to)),
        topic=question.topic,
        level=question.level,
        kind=question.kind,
        companies=tuple(company.slug for company in view.companies_of.get(question.slug, ())),
        demo=bool(question.programs),
        open=question.answer is None,
    )


def _around(view: View) -> Iterator[Row]:
    for topic in view.topics:
        yield Row(
            sort=Sort.TOPIC,
            address=f"topics/{topic.slug}/",
            title=html.plain(topic.title),
            text=first_lines(html.plain(topic.blurb)),
            main=(html.plain(topic.title), topic.slug.replace("-", " ")),
            also=tuple(map(html.plain, topic.subtopics)),
            topic=topic.slug,
        )
    for company in view.companies:
        name = html.plain(company.name)
        yield Row(
            sort=Sort.COMPANY,
            address=f"companies/{company.slug}/",
            title=f"Backend interviews at {name}",
            text=first_lines(html.plain(company.summary)),
            main=(name, f"{name} interview process", *map(html.plain, company.aka)),
            companies=(company.slug,),
        )
    for plan in view.plans:
        title = html.plain(plan.title)
        yield Row(
            sort=Sort.PLAN,
            address=f"plan/{plan.slug}/",
            title=f"Plan: {title}",
            text=first_lines(html.plain(plan.summary)),
            main=(title, f"{plan.slug.replace('-', ' ')} study plan"),
        )


def _demos(view: View) -> Iterator[Row]:
    """Every program beside an answer, under the words of the link that shows it."""
    for question in view.questions:
        prose = view.prose(question)
        titles = {link.target.removeprefix("./"): link.text for link in prose.links if link.alone} if prose else {}
        for program in question.programs:
            if program.name in titles:
                yield Row(
                    sort=Sort.DEMO,
                    address=f"questions/{question.slug}/#{question.slug}-{program.name.replace('.', '-')}",
                    title=html.plain(titles[program.name]),
                    text=f"Program and output, in: {html.plain(question.title)}",
                    topic=question.topic,
                    demo=True,
                )


def _page(page: WrittenPage) -> Row:
    address = page.address.removeprefix("/")
    name = address.strip("/").rpartition("/")[2].replace("-", " ")
    return Row(sort=Sort.PAGE, address=address, title=page.title, text=first_lines(page.description), main=(name,))


def _with_other_words(row: Row, synonyms: Synonyms) -> Row:
    main = (*row.main, *synonyms.variants(row.main))
    names = (*row.names, *synonyms.variants(row.names))
    also = (*row.also, *(word for text in (row.title, row.prompt, *row.also) for word in synonyms.words(text)))
    return replace(
        row,
        main=tuple(dict.fromkeys(main)),
        names=tuple(name for name in dict.fromkeys(names) if name not in main),
        also=tuple(dict.fromkeys(also)),
    )


def first_lines(text: str) -> str:
    """``text``, or its first words and an ellipsis where it is longer than a row shows."""
    if len(text) <= _SHOWN:
        return text
    return text[: _SHOWN - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "\N{HORIZONTAL ELLIPSIS}"
