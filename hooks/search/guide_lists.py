"""Search rows for the stages of the loop and for entries of the guide's lists, each linked to its anchor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hooks.model.guide import Mistake
from hooks.pages.handwritten import HandwrittenPage
from hooks.prose import html
from hooks.render.view import View
from hooks.search.row import Row, RowType


class Entry(NamedTuple):
    """A list entry. ``macro`` (its name and argument) is the one that shows it, at ``anchor``."""

    macro: tuple[str, str]
    anchor: str
    title: str
    text: str
    names: tuple[str, ...] = ()


def guide_list_rows(view: View, pages: Iterable[HandwrittenPage]) -> Iterator[Row]:
    """Rows for all stages, and for entries of the lists that one of ``pages`` shows."""
    urls = {call: page.url.removeprefix("/") for page in pages for call in page.macro_calls}
    yield from _stages(view)
    for entries in _LISTS:
        for entry in entries(view):
            if url := urls.get(entry.macro):
                yield _row(url, entry)


def _row(page_url: str, entry: Entry) -> Row:
    return Row(
        type=RowType.TERM if entry.macro[0] == "glossary" else RowType.PAGE,
        url=f"{page_url}#{entry.anchor}",
        title=html.plain(entry.title),
        text=html.plain(entry.text),
        main=tuple(map(html.plain, (entry.title, *entry.names))),
    )


def _stages(view: View) -> Iterator[Row]:
    for stage in view.stages.values():
        name = html.plain(stage.name)
        yield Row(
            type=RowType.STAGE,
            url=f"loop/#{stage.id}",
            title=f"{name} in the loop",
            text=html.plain(stage.purpose),
            main=(name,),
        )


def _terms(view: View) -> Iterator[Entry]:
    for term in view.terms:
        names = (term.expands,) if term.expands else ()
        yield Entry(("glossary", ""), f"term-{term.slug}", term.term, term.means, names)


def _mistakes(view: View) -> Iterator[Entry]:
    yield from _mistake_entries(view.mistakes, ("mistakes", ""), "mistake")


def _red_flags(view: View) -> Iterator[Entry]:
    yield from _mistake_entries(view.red_flags, ("red_flags", ""), "red-flag")


def _mistake_entries(mistakes: Iterable[Mistake], macro: tuple[str, str], prefix: str) -> Iterator[Entry]:
    for mistake in mistakes:
        yield Entry(macro, f"{prefix}-{mistake.slug}", mistake.title, mistake.looks_like)


def _checklists(view: View) -> Iterator[Entry]:
    found = view.library.guide.checklists
    for name, checklist in found.checklists.items() if found else ():
        text = checklist.intro or checklist.items[0].text
        yield Entry(("checklist", name), name, checklist.title, text, (f"{name.replace('-', ' ')} checklist",))


def _questions_to_ask(view: View) -> Iterator[Entry]:
    found = view.library.guide.questions_to_ask
    for number, group in enumerate(found.groups if found else (), 1):
        yield Entry(("questions_to_ask", ""), f"ask-{number}", group.title, group.intro or group.items[0].ask)


def _faq(view: View) -> Iterator[Entry]:
    for entry in view.faq:
        yield Entry(("faq", ""), f"faq-{entry.slug}", entry.question, entry.answer)


def _rubric(view: View) -> Iterator[Entry]:
    found = view.library.guide.rubric
    for number, dimension in enumerate(found.items if found else (), 1):
        yield Entry(("rubric", ""), f"rubric-{number}", dimension.title, dimension.asks)


def _skills(view: View) -> Iterator[Entry]:
    found = view.library.guide.skills
    for number, skill in enumerate(found.items if found else (), 1):
        yield Entry(("skills", ""), f"skill-{number}", skill.title, skill.why)


_LISTS: tuple[Callable[[View], Iterator[Entry]], ...] = (
    _terms,
    _mistakes,
    _red_flags,
    _checklists,
    _questions_to_ask,
    _faq,
    _rubric,
    _skills,
)
