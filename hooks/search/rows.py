"""Builds the search rows: questions, topics, companies, plans, hand-written pages, list entries and demos."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hooks.model.enums import Asked
from hooks.model.question import Question
from hooks.pages.handwritten import HandwrittenPage
from hooks.prose import html
from hooks.render.view import View
from hooks.search.guide_lists import guide_list_rows
from hooks.search.printed import printed_messages
from hooks.search.row import Row, RowType
from hooks.search.synonyms import Synonyms

_SNIPPET_LENGTH = 180
"""Characters of a text that are indexed and shown: two sentences, usually."""


def search_rows(view: View, pages: Iterable[HandwrittenPage] = ()) -> tuple[Row, ...]:
    """Every row of the index. ``pages`` are the hand-written ones."""
    pages = sorted(pages, key=lambda page: page.url)
    rows = (
        *(_question(view, question) for questions in view.by_topic.values() for question in questions),
        *_topics_companies_plans(view),
        *(_page(page) for page in pages if page.url != "/"),
        *guide_list_rows(view, pages),
        *_demos(view),
    )
    synonyms = Synonyms.of(view.library)
    return tuple(_with_synonyms(row, synonyms) for row in rows)


def _question(view: View, question: Question) -> Row:
    prose = view.prose(question)
    return Row(
        type=RowType.QUESTION,
        url=f"questions/{question.slug}/{'#answer' if question.answer else ''}",
        title=html.plain(question.title),
        prompt=html.plain(question.prompt),
        text=snippet(prose.short_text) if prose else "",
        main=(html.plain(question.title), question.slug.replace("-", " ")),
        names=tuple(map(html.plain, question.aka)),
        searched=tuple(dict.fromkeys((*question.searched, *printed_messages(question.programs)))),
        also=tuple(map(html.plain, question.applies_to)),
        topic=question.topic,
        level=question.level,
        kind=question.kind,
        companies=tuple(company.slug for company in view.companies_of.get(question.slug, ())),
        demo=bool(question.programs),
        open=question.answer is None,
        often=question.asked is Asked.OFTEN,
    )


def _topics_companies_plans(view: View) -> Iterator[Row]:
    for topic in view.topics:
        yield Row(
            type=RowType.TOPIC,
            url=f"topics/{topic.slug}/",
            title=html.plain(topic.title),
            text=snippet(html.plain(topic.blurb)),
            main=(html.plain(topic.title), topic.slug.replace("-", " ")),
            also=tuple(map(html.plain, topic.subtopics)),
            topic=topic.slug,
        )
    for company in view.companies:
        name = html.plain(company.name)
        yield Row(
            type=RowType.COMPANY,
            url=f"companies/{company.slug}/",
            title=f"Backend interviews at {name}",
            text=snippet(html.plain(company.summary)),
            main=(name, f"{name} interview process", *map(html.plain, company.aka)),
            companies=(company.slug,),
        )
    for plan in view.plans:
        title = html.plain(plan.title)
        yield Row(
            type=RowType.PLAN,
            url=f"plan/{plan.slug}/",
            title=f"Plan: {title}",
            text=snippet(html.plain(plan.summary)),
            main=(title, f"{plan.slug.replace('-', ' ')} study plan"),
        )


def _demos(view: View) -> Iterator[Row]:
    """Programs that an answer shows, titled by the text of the link that embeds them."""
    for question in view.questions:
        prose = view.prose(question)
        titles = {link.target.removeprefix("./"): link.text for link in prose.links if link.alone} if prose else {}
        for program in question.programs:
            if program.name in titles:
                yield Row(
                    type=RowType.DEMO,
                    url=f"questions/{question.slug}/#{question.slug}-{program.name.replace('.', '-')}",
                    title=html.plain(titles[program.name]),
                    text=f"Program and output, in: {html.plain(question.title)}",
                    topic=question.topic,
                    demo=True,
                )


def _page(page: HandwrittenPage) -> Row:
    url = page.url.removeprefix("/")
    name = url.strip("/").rpartition("/")[2].replace("-", " ")
    return Row(type=RowType.PAGE, url=url, title=page.title, text=snippet(page.description), main=(name,))


def _with_synonyms(row: Row, synonyms: Synonyms) -> Row:
    main = (*row.main, *synonyms.variants(row.main))
    names = (*row.names, *synonyms.variants(row.names))
    also = (*row.also, *synonyms.of_parts((row.title, row.prompt, *row.also)))
    return replace(
        row,
        main=tuple(dict.fromkeys(main)),
        names=tuple(name for name in dict.fromkeys(names) if name not in main),
        also=tuple(dict.fromkeys(also)),
    )


def snippet(text: str) -> str:
    """``text``, truncated at a word with an ellipsis if it's too long."""
    if len(text) <= _SNIPPET_LENGTH:
        return text
    return text[: _SNIPPET_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "\N{HORIZONTAL ELLIPSIS}"
