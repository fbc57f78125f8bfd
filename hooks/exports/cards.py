"""The pictures that stand for a page where its address is shared: one for each kind of page, topic and company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from hooks.prose import html
from hooks.render.labels import count
from hooks.render.view import View

SIZE = (1200, 630)
"""Pixels: the shape in which every network shows a link."""
_PAPER, _INK, _QUIET, _HELD, _RIM = "#fbf9f5", "#211e1a", "#635b50", "#28683a", "#e2dbce"
_LEFT, _WIDTH = 90, 1020
_TITLE_LINES = 4


class Card(NamedTuple):
    """What a picture says: a title, and one line below it."""

    title: str
    line: str


def address(name: str) -> str:
    """Where the picture called ``name`` is, from the site's root."""
    return f"assets/cards/{name}.png"


def card_of(uri: str, view: View) -> str:
    """Name of the picture for the page at ``uri`` below ``docs/``: a question has that of its topic."""
    section, _, rest = uri.removesuffix(".md").partition("/")
    if section == "questions" and rest in view.library.questions:
        topic = view.library.questions[rest].topic
        return f"topic-{topic}" if topic in view.library.topics else "questions"
    if section == "topics" and rest in view.library.topics:
        return f"topic-{rest}"
    if section == "companies" and rest in view.library.companies:
        return f"company-{rest}"
    return section if section in _SECTIONS else "home"


_SECTIONS = {
    "questions": Card("Backend interview questions, most asked first", "A 30-second answer and a 10-minute one"),
    "topics": Card("Backend interviews, topic by topic", "Short answers hidden, so you can quiz yourself"),
    "companies": Card("How companies run their backend interviews", "Every claim with its source and date"),
    "loop": Card("The interview loop, stage by stage", "Who's there, what's graded, how people fail"),
    "plan": Card("A study plan for the days you have left", "Day by day, with minutes, rest days and a self-test"),
    "guide": Card("How interviews are graded", "Rubric, mistakes, checklists, questions to ask"),
    "contribute": Card("Write the answer you would want to read", "From page to pull request, in your browser"),
    "about": Card("How the answers are written and tested", "Programs you can run, sources you can open"),
}


def cards(view: View) -> Mapping[str, Card]:
    """Every picture by name."""
    return dict(_named(view))


def _named(view: View) -> Iterator[tuple[str, Card]]:
    programs = sum(len(question.programs) for question in view.questions)
    yield "home", Card("Backend interview answers, tested on a real database", f"{count(programs, 'runnable program')}")
    yield from _SECTIONS.items()
    for topic in view.topics:
        questions = view.by_topic[topic.slug]
        run = sum(len(question.programs) for question in questions)
        line = count(len(questions), "question") + (f", {count(run, 'runnable program')}" if run else "")
        yield f"topic-{topic.slug}", Card(html.plain(topic.title), line)
    for company in view.companies:
        line = f"{count(len(company.questions), 'question')} to practice"
        yield f"company-{company.slug}", Card(f"Backend interviews at {html.plain(company.name)}", line)


class Press:
    """Draws cards with the fonts in ``folder``; the same card comes out as the same bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _head(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._folder / "literata.woff2", 76)

    @cached_property
    def _text(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._folder / "geist.woff2", 34)

    def draw(self, card: Card) -> bytes:
        """``card`` as PNG."""
        picture = Image.new("RGB", SIZE, _PAPER)
        pen = ImageDraw.Draw(picture)
        picture.paste(_mark(), (_LEFT, 76))
        pen.text((_LEFT + 76, 106), "Backend Loop", font=self._text, fill=_QUIET, anchor="lm")
        lines = self._broken(card.title)
        pen.multiline_text((_LEFT, 320), "\n".join(lines), font=self._head, fill=_INK, anchor="lm", spacing=14)
        pen.line((_LEFT, 518, SIZE[0], 518), fill=_RIM, width=4)
        pen.ellipse((_LEFT, 506, _LEFT + 24, 530), fill=_HELD)
        pen.text((_LEFT, 572), card.line, font=self._text, fill=_QUIET, anchor="lm")
        packed = BytesIO()
        picture.quantize(32).save(packed, "PNG", compress_level=6)
        return packed.getvalue()

    def _broken(self, title: str) -> list[str]:
        """``title`` in lines that fit; of one that is too long the end is left out."""
        lines: list[str] = [""]
        for word in title.split():
            longer = f"{lines[-1]} {word}".strip()
            if self._head.getlength(longer) <= _WIDTH:
                lines[-1] = longer
            else:
                lines.append(word)
        kept = [line for line in lines if line]
        return (
            kept
            if len(kept) <= _TITLE_LINES
            else [*kept[: _TITLE_LINES - 1], f"{kept[_TITLE_LINES - 1]}\N{HORIZONTAL ELLIPSIS}"]
        )


def _mark() -> Image.Image:
    """The loop with its check mark, drawn large and made small so that its edges are smooth."""
    large = Image.new("RGB", (240, 240), _PAPER)
    pen = ImageDraw.Draw(large)
    pen.arc((30, 40, 210, 220), start=-15, end=270, fill=_HELD, width=24)
    pen.polygon(((118, 8), (118, 96), (178, 52)), fill=_HELD)
    pen.line(((82, 132), (110, 160), (160, 110)), fill=_HELD, width=22, joint="curve")
    return large.resize((60, 60), Image.Resampling.LANCZOS)
