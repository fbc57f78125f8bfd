"""Every word of the data is on its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hooks.load.fields import leaves
from hooks.load.layout import Role, place_of
from hooks.load.project import Project
from hooks.load.validation import ValidatedFile
from hooks.model.base import Markup
from tests.site.html_tree import Element, Pages

WORD = re.compile(r"[^\W_]+")
TARGET = re.compile(r"(?<=\])\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
ALERT = re.compile(r"^> \[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.MULTILINE)
FENCE = re.compile(r"^( *)```(.*)\n((?:.*\n)*?)\1```", re.MULTILINE)
NUMBER = re.compile(r"^ *[0-9]+[.)] ", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
CLAIM = re.compile(r"^claim (?=holds: )", re.MULTILINE)
"""Pages show only ``holds: ``."""
CONTROL = re.compile(r"^\|.*", re.MULTILINE)
"""What a control printed. Pages show only what it lacks and how it ended."""
LANE = re.compile(r"^[A-Z] (?=[>~ ])", re.MULTILINE)
"""The session's name at the start of each line in a record. Pages show it once per turn."""
SEARCHED_ONLY = {"aka", "searched"}
"""Fields that are only in the search index."""
PLACES = {
    Role.TOPIC: "topics/{}/",
    Role.QUESTION: "questions/{}/",
    Role.COMPANY: "companies/{}/",
    Role.PLAN: "plan/{}/",
    Role.FUNNEL: "loop/",
    Role.GUIDE: "guide/{}/",
    Role.TERM: "guide/glossary/",
    Role.FAQ: "guide/faq/",
    Role.MISTAKE: "guide/mistakes/",
    Role.RED_FLAG: "guide/red-flags/",
}


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.lower()))


def prose(markdown: str) -> str:
    """The visible text of Markdown, extracted without the parser that renders the pages."""
    text = FENCE.sub(lambda fence: diagram(fence[3]) if fence[2] == "mermaid" else fence[3], markdown)
    for mark in (ALERT, NUMBER, FOOTNOTE, TARGET):
        text = mark.sub("", text)
    return text.replace("<!-- more -->", "")


def diagram(source: str) -> str:
    """The title and description of a diagram. Its labels are tested elsewhere."""
    return " ".join(re.findall(r"acc(?:Title|Descr): *(.*)", source))


def shown(page: Element) -> Counter[str]:
    return words(" ".join(page.one("article").texts()))


def lost(wanted: Counter[str], page: Element) -> Counter[str]:
    return wanted - shown(page)


def test_every_word_of_an_answer_is_on_its_page(project: Path, pages: Pages) -> None:
    answers = sorted(project.glob("data/questions/*/*/answer.md"))
    assert len(answers) >= 15
    for file in answers:
        wanted = words(prose(file.read_text("utf-8")))
        assert wanted.total() > 300
        assert lost(wanted, pages[f"questions/{file.parent.name}/"]) == Counter(), file


def test_every_word_of_a_program_and_its_output_is_on_its_page(project: Path, pages: Pages) -> None:
    programs = [file for kind in ("sql", "py") for file in sorted(project.glob(f"data/questions/*/*/*.{kind}"))]
    linked = [file for file in programs if f"]({file.name})" in (file.parent / "answer.md").read_text("utf-8")]
    assert linked
    for file in linked:
        code = Counter[str]()
        for block in pages[f"questions/{file.parent.name}/"].by_class("demo"):
            code += words("".join(block.texts()))
        record = file.with_name(f"{file.name}.out").read_text("utf-8")
        output = LANE.sub("", CLAIM.sub("", CONTROL.sub("", record)))
        assert words(f"{file.read_text('utf-8')}\n{output}") - code == Counter(), file


def test_every_word_of_the_yaml_data_is_on_its_page(data: Project, pages: Pages) -> None:
    seen = set()
    for path, shape in data.yaml_files.items():
        if address := page_of(path):
            seen.add(address)
            wanted = words(" ".join(TARGET.sub("", text) for text in texts(shape)))
            assert lost(wanted, pages[address]) == Counter(), path
    assert {address.split("/")[0] for address in seen} == {"topics", "questions", "companies", "plan", "loop", "guide"}


def page_of(path: PurePosixPath) -> str:
    place = place_of(path)
    assert place
    return PLACES.get(place.role, "").format(place.id)


def texts(shape: ValidatedFile) -> Iterator[str]:
    """All prose in the file."""
    for leaf in leaves(shape.model, shape.document.value):
        is_prose = Markup.INLINE in leaf.annotations or leaf.loc == ("exhibit", "text")
        if is_prose and leaf.loc[0] not in SEARCHED_ONLY and leaf.loc != ("exhibit", "language"):
            yield leaf.text
