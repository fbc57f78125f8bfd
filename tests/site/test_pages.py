"""Checks of every built page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tests.site.html_tree import VERBATIM, Element, Pages

UNRENDERED = re.compile(r"\{\{|\}\}|\{%|%\}|\{ ?#|#\}|\{:|\*\*|\]\(|\]\[|`|--8<--|^ *(?:///|:::|#+ )")
ESCAPED_TWICE = re.compile(r"&(?:[a-z]+|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX|[Ll]orem [Ii]psum|[Cc]oming soon|undefined|NaN)\b"
    r"|\b(?:Kind|Level|Asked|Grade|Stage)\.[A-Z]|<bound method|\bobject at 0x"
)
SHOWN_ATTRIBUTES = ("alt", "aria-label", "content", "placeholder", "title")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NEVER_EMPTY = (*HEADINGS, "p", "ul", "ol", "li", "dl", "dt", "dd", "summary", "figcaption", "table", "title", "a")
CONTENT = {"svg", "img", "input"}


def visible_texts(page: Element) -> Iterator[str]:
    """Every text a reader gets, except code."""
    yield from page.texts(without=VERBATIM)
    for element in page:
        yield from (element.attributes[name] for name in SHOWN_ATTRIBUTES if name in element.attributes)


def matches(pages: Pages, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [(address, text) for address, page in pages.items() for text in visible_texts(page) if pattern.search(text)]


def wrong(pages: Pages, holds: Callable[[Element], bool]) -> list[str]:
    return [address for address, page in pages.items() if not holds(page)]


def repeated(values: Counter[str]) -> list[str]:
    return [value for value, times in values.items() if times > 1 or not value.strip()]


def test_no_markup_is_unrendered(pages: Pages) -> None:
    assert matches(pages, UNRENDERED) == []


def test_nothing_is_double_escaped(pages: Pages) -> None:
    assert matches(pages, ESCAPED_TWICE) == []


def test_no_placeholders(pages: Pages) -> None:
    assert matches(pages, PLACEHOLDER) == []


def test_no_section_is_empty(pages: Pages) -> None:
    found = {address: list(empty_sections(page.one("article"))) for address, page in pages.items()}
    assert {address: sections for address, sections in found.items() if sections} == {}


def empty_sections(article: Element) -> Iterator[str]:
    """Headings that are followed by a heading of the same or a higher level, or by nothing."""
    waiting: tuple[int, str] | None = None
    for element in pieces(article):
        if isinstance(element, Element):
            level = int(element.tag[1])
            if waiting and level <= waiting[0]:
                yield waiting[1]
            waiting = (level, element.text)
        else:
            waiting = None
    if waiting:
        yield waiting[1]


def pieces(element: Element) -> Iterator[Element | str]:
    """Headings, and the content in between."""
    if element.tag in HEADINGS:
        yield element
    elif element.tag in CONTENT:
        yield element.tag
    else:
        for child in element.children:
            if isinstance(child, Element):
                yield from pieces(child)
            elif child.strip():
                yield child


def test_no_text_element_is_empty(pages: Pages) -> None:
    found = [
        (address, element.tag, element.attributes)
        for address, page in pages.items()
        for element in page.one("article").all(*NEVER_EMPTY)
        if not element.text and not element.all(*CONTENT)
    ]
    assert found == []


def test_ids_are_unique_in_a_page(pages: Pages) -> None:
    found = {
        address: repeated(Counter(element.attributes["id"] for element in page if "id" in element.attributes))
        for address, page in pages.items()
    }
    assert {address: ids for address, ids in found.items() if ids} == {}


def test_aria_references_exist(pages: Pages) -> None:
    found = [
        (address, element.tag, name, id_)
        for address, page in pages.items()
        for element in page
        for name in ("aria-labelledby", "aria-describedby", "for")
        for id_ in element.attributes.get(name, "").split()
        if id_ not in page.ids
    ]
    assert found == []


def test_every_page_has_one_h1(pages: Pages) -> None:
    assert wrong(pages, lambda page: len(page.all("h1")) == 1) == []


def test_headings_skip_no_level(pages: Pages) -> None:
    def descends(page: Element) -> bool:
        levels = [int(heading.tag[1]) for heading in page.one("article").all(*HEADINGS)]
        return all(below <= above + 1 for above, below in zip([0, *levels], levels, strict=False))

    assert wrong(pages, descends) == []


def test_every_page_declares_its_language(pages: Pages) -> None:
    assert wrong(pages, lambda page: page.one("html").attributes.get("lang") == "en") == []


def test_no_two_pages_share_a_title(pages: Pages) -> None:
    assert repeated(Counter(page.one("head").one("title").text for page in pages.values())) == []


def test_no_two_pages_share_a_description(pages: Pages) -> None:
    assert repeated(Counter(description(page) for page in pages.values())) == []


def test_descriptions_fit_search_results(pages: Pages) -> None:
    assert wrong(pages, lambda page: 30 < len(description(page)) <= 190) == []


def description(page: Element) -> str:
    (found,) = (meta for meta in page.all("meta") if meta.attributes.get("name") == "description")
    return found.attributes["content"]


def test_summaries_are_unique_in_a_page(pages: Pages) -> None:
    """Apart from those of controls: two programs may lack the same thing."""
    found = {}
    for address, page in pages.items():
        controls = Counter(summary.text for item in page.by_class("demo__control") for summary in item.all("summary"))
        found[address] = repeated(Counter(summary.text for summary in page.all("summary")) - controls)
    assert {address: summaries for address, summaries in found.items() if summaries} == {}
