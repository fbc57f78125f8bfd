"""The built site covers every subject of the guide, at the URLs that ``subjects.yml`` lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.site.html_tree import Pages

SUBJECTS = Path(__file__).with_name("subjects.yml")


def subjects() -> Iterator[tuple[str, str]]:
    """Each subject with each URL that covers it. A question id stands for the question's full answer."""
    for group, entries in yaml.safe_load(SUBJECTS.read_text("utf-8")).items():
        for subject, targets in entries.items():
            assert targets, subject
            yield from ((f"{group}: {subject}", target if is_url(target) else answer(target)) for target in targets)


def is_url(target: str) -> bool:
    return "/" in target or "#" in target


def answer(question: str) -> str:
    return f"questions/{question}/#full-answer"


def exists(pages: Pages, url: str) -> bool:
    """Whether the site has the page, and the page the fragment."""
    page, _, fragment = url.partition("#")
    return page in pages and (not fragment or fragment in pages[page].ids)


def test_every_subject_is_covered(pages: Pages) -> None:
    assert [(subject, url) for subject, url in subjects() if not exists(pages, url)] == []


def test_missing_page_fragment_or_answer_is_detected(pages: Pages) -> None:
    urls = ("guide/nowhere/", "guide/mistakes/#nowhere", answer("nobody-asked-this"))
    assert [url for url in urls if exists(pages, url)] == []
