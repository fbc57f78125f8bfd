"""The weekly look at the guide: what has gone stale since it was written, in one issue that closes itself."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urldefrag

from hooks.github.api import Api
from hooks.github.links import State
from hooks.github.markdown import code, plain
from hooks.model.freshness import KEEPS, is_past_review
from hooks.model.library import Library
from hooks.model.repository import Repository
from hooks.prose import html

LABEL = "health"
TITLE = "What has gone stale"
_MOST = 40
States = Callable[[list[str]], Mapping[str, State]]


class Cited(NamedTuple):
    """An address, the file that cites it, and what that file is about."""

    url: str
    path: PurePosixPath
    name: str


def cited(library: Library) -> Iterator[Cited]:
    """Every address that a claim or an answer rests on."""
    for question in library.questions.values():
        for source in question.sources:
            yield Cited(str(source.url), question.path, question.title)
    for company in library.companies.values():
        for page in company.sources:
            yield Cited(str(page.url), company.path, company.name)
    if library.funnel:
        for source in library.funnel.sources:
            yield Cited(str(source.url), PurePosixPath("data/funnel.yml"), library.funnel.title)


def report(library: Library, today: datetime.date, states: States, repository: Repository) -> str:
    """The text of the issue; empty if there is nothing to do."""
    addresses = list(cited(library))
    found = states([address.url for address in addresses])
    by_state: defaultdict[State, list[Cited]] = defaultdict(list)
    for address in addresses:
        by_state[found[urldefrag(address.url).url]].append(address)
    gone = [f"- {_url(one.url)} in {_named(one.name, one.path, repository)}" for one in by_state[State.GONE]]
    old = list(_old(library, today, repository))
    wanted = [
        f"- {_named(question.title, question.path, repository)}"
        for question in sorted(library.questions.values(), key=lambda question: (question.asked.rank, question.slug))
        if question.answer is None
    ]
    if not gone and not old:
        return ""
    parts = [
        *_section("Sources that are gone", "Find where the page went, or a better source.", gone),
        *_section("Answers past review", f"Not held against their sources for {KEEPS.days} days.", old),
        *_section("Open questions", "Nobody has answered these; they alone do not keep this issue open.", wanted),
    ]
    unknown = len(by_state[State.UNKNOWN])
    if unknown:
        parts.append(f"{unknown} more sources let no program look at them, so nobody knows.")
    return "\n\n".join([*parts, "This issue is written anew each week, and closes itself."]) + "\n"


def _old(library: Library, today: datetime.date, repository: Repository) -> Iterator[str]:
    reviewed = [(one.reviewed, one.path, one.title) for one in library.questions.values() if one.answer]
    reviewed += [(company.reviewed, company.path, company.name) for company in library.companies.values()]
    for review, path, name in sorted(reviewed, key=lambda entry: (entry[0].on if entry[0] else today, entry[1])):
        if review is not None and is_past_review(review, today):
            yield f"- {_named(name, path, repository)}, last on {review.on.isoformat()}"


def _section(title: str, what: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = [f"- and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return [f"## {title} ({len(lines)})", what, "\n".join([*lines[:_MOST], *more])]


def _named(name: str, path: PurePosixPath, repository: Repository) -> str:
    return f"{plain(html.plain(name))}, {_file(path, repository)}"


def _file(path: PurePosixPath, repository: Repository) -> str:
    link = repository.edit_file(path)
    return f"[{code(str(path))}]({link})" if link else code(str(path))


def _url(url: str) -> str:
    return code(url)


def keep(api: Api, text: str) -> str:
    """Make the one issue say ``text``: open it, change it, or close it; returns what was done."""
    issue = api.own_issue(LABEL)
    if issue is None:
        if not text:
            return "nothing is stale"
        api.open_issue(TITLE, text, LABEL)
        return "opened"
    if not text:
        api.say(int(issue["number"]), "Nothing is stale any more.")
        api.change_issue(int(issue["number"]), state="closed")
        return "closed"
    if issue["body"] != text:
        api.change_issue(int(issue["number"]), body=text)
        return "changed"
    return "as it was"
