"""The weekly stale-content issue: dead links and overdue answers. It's updated in place and closes itself."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urldefrag

from hooks.github.client import GitHubClient
from hooks.github.link_checker import LinkState
from hooks.github.markdown import escape_text, fitting, inline_code, shorten
from hooks.model.freshness import REVIEW_INTERVAL, is_review_overdue
from hooks.model.library import Library
from hooks.model.repository import Repository
from hooks.prose import html

LABEL = "health"
TITLE = "Stale content"
_MAX_ITEMS, _MAX_SECTION_LENGTH, _MAX_NAME, _MAX_URL = 40, 15_000, 100, 200
"""So that all sections fit into an issue, which has at most 65,536 characters."""
LinkChecker = Callable[[list[str]], Mapping[str, LinkState]]


class Citation(NamedTuple):
    """A cited URL, the file that cites it, and the name of what the file is about."""

    url: str
    path: PurePosixPath
    name: str


def citations(library: Library) -> Iterator[Citation]:
    """Every source of questions, companies and the funnel."""
    for question in library.questions.values():
        for source in question.sources:
            yield Citation(str(source.url), question.path, question.title)
    for company in library.companies.values():
        for page in company.sources:
            yield Citation(str(page.url), company.path, company.name)
    if library.funnel:
        for source in library.funnel.sources:
            yield Citation(str(source.url), PurePosixPath("data/funnel.yml"), library.funnel.title)


def stale_content_report(
    library: Library, today: datetime.date, check_links: LinkChecker, repository: Repository
) -> str:
    """The issue's body as Markdown; empty if nothing is stale."""
    cited = list(citations(library))
    states = check_links([citation.url for citation in cited])
    by_state: defaultdict[LinkState, list[Citation]] = defaultdict(list)
    for citation in cited:
        by_state[states[urldefrag(citation.url).url]].append(citation)
    dead = [
        f"- {inline_code(shorten(citation.url, _MAX_URL))} in {_named_link(citation.name, citation.path, repository)}"
        for citation in by_state[LinkState.GONE]
    ]
    overdue = list(_overdue(library, today, repository))
    unanswered = [
        f"- {_named_link(question.title, question.path, repository)}"
        for question in sorted(library.questions.values(), key=lambda question: (question.asked.rank, question.slug))
        if question.answer is None
    ]
    if not dead and not overdue:
        return ""
    parts = [
        *_section("Dead links", "Find where the page moved, or a better source.", dead),
        *_section(
            "Overdue for review", f"Not checked against their sources in the last {REVIEW_INTERVAL.days} days.", overdue
        ),
        *_section("Unanswered questions", "For your information; they don't keep this issue open.", unanswered),
    ]
    if unknown := len(by_state[LinkState.UNKNOWN]):
        links = "1 link" if unknown == 1 else f"{unknown} links"
        parts.append(f"{links} couldn't be checked because the server blocks bots or didn't respond.")
    return "\n\n".join([*parts, "This issue is updated every week and closes itself when nothing is stale."]) + "\n"


def _overdue(library: Library, today: datetime.date, repository: Repository) -> Iterator[str]:
    reviewed = [(one.reviewed, one.path, one.title) for one in library.questions.values() if one.answer]
    reviewed += [(company.reviewed, company.path, company.name) for company in library.companies.values()]
    for review, path, name in sorted(reviewed, key=lambda entry: (entry[0].on if entry[0] else today, entry[1])):
        if review is not None and is_review_overdue(review, today):
            yield f"- {_named_link(name, path, repository)}, last reviewed {review.on.isoformat()}"


def _section(title: str, description: str, items: list[str]) -> list[str]:
    if not items:
        return []
    shown = fitting(items[:_MAX_ITEMS], _MAX_SECTION_LENGTH)
    more = [f"- and {len(items) - len(shown)} more"] if len(items) > len(shown) else []
    return [f"## {title} ({len(items)})", description, "\n".join([*shown, *more])]


def _named_link(name: str, path: PurePosixPath, repository: Repository) -> str:
    return f"{escape_text(shorten(html.plain(name), _MAX_NAME))}, {_file_link(path, repository)}"


def _file_link(path: PurePosixPath, repository: Repository) -> str:
    link = repository.edit_file(path)
    return f"[{inline_code(str(path))}]({link})" if link else inline_code(str(path))


def upsert_stale_content_issue(client: GitHubClient, body: str) -> str:
    """Open, update or (if ``body`` is empty) close the issue; returns a word or two for the log."""
    issue = client.find_own_issue(LABEL)
    if issue is None:
        if not body:
            return "nothing is stale"
        client.create_issue(TITLE, body, LABEL)
        return "opened"
    if not body:
        client.create_comment(int(issue["number"]), "Nothing is stale anymore.")
        client.update_issue(int(issue["number"]), state="closed")
        return "closed"
    if issue["body"] != body:
        client.update_issue(int(issue["number"]), body=body)
        return "updated"
    return "unchanged"
