"""Social cards (Open Graph images), one per section, topic and company."""

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
"""In pixels, the size that social networks expect."""
_BACKGROUND, _TEXT, _MUTED, _ACCENT, _BORDER = "#fbf9f5", "#211e1a", "#635b50", "#28683a", "#e2dbce"
_LEFT, _WIDTH = 90, 1020
_MAX_TITLE_LINES = 4


class Card(NamedTuple):
    """The text on a card."""

    title: str
    subtitle: str


def card_path(name: str) -> str:
    """Path of the card called ``name`` in the site."""
    return f"assets/cards/{name}.png"


def card_name(uri: str, view: View) -> str:
    """Name of the card for the page at ``uri`` (below ``docs/``). Questions share their topic's card."""
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


def social_cards(view: View) -> Mapping[str, Card]:
    """Every card by name."""
    return dict(_named_cards(view))


def _named_cards(view: View) -> Iterator[tuple[str, Card]]:
    programs = sum(len(question.programs) for question in view.questions)
    yield "home", Card("Backend interview answers, tested on a real database", f"{count(programs, 'runnable program')}")
    yield from _SECTIONS.items()
    for topic in view.topics:
        questions = view.by_topic[topic.slug]
        programs = sum(len(question.programs) for question in questions)
        subtitle = count(len(questions), "question") + (f", {count(programs, 'runnable program')}" if programs else "")
        yield f"topic-{topic.slug}", Card(html.plain(topic.title), subtitle)
    for company in view.companies:
        subtitle = f"{count(len(company.questions), 'question')} to practice"
        yield f"company-{company.slug}", Card(f"Backend interviews at {html.plain(company.name)}", subtitle)


class CardRenderer:
    """Renders cards with the fonts in ``font_folder``. Deterministic."""

    def __init__(self, font_folder: Path) -> None:
        self._font_folder = font_folder

    @cached_property
    def _title_font(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._font_folder / "literata.woff2", 76)

    @cached_property
    def _text_font(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._font_folder / "geist.woff2", 34)

    def render(self, card: Card) -> bytes:
        """``card`` as PNG."""
        image = Image.new("RGB", SIZE, _BACKGROUND)
        draw = ImageDraw.Draw(image)
        image.paste(_logo(), (_LEFT, 76))
        draw.text((_LEFT + 76, 106), "Backend Loop", font=self._text_font, fill=_MUTED, anchor="lm")
        title = "\n".join(self._wrap(card.title))
        draw.multiline_text((_LEFT, 320), title, font=self._title_font, fill=_TEXT, anchor="lm", spacing=14)
        draw.line((_LEFT, 518, SIZE[0], 518), fill=_BORDER, width=4)
        draw.ellipse((_LEFT, 506, _LEFT + 24, 530), fill=_ACCENT)
        draw.text((_LEFT, 572), card.subtitle, font=self._text_font, fill=_MUTED, anchor="lm")
        png = BytesIO()
        image.quantize(32).save(png, "PNG", compress_level=6)
        return png.getvalue()

    def _wrap(self, title: str) -> list[str]:
        """``title`` in lines that fit the width, truncated with an ellipsis after the last line that fits the card."""
        lines: list[str] = [""]
        for word in title.split():
            longer = f"{lines[-1]} {word}".strip()
            if self._title_font.getlength(longer) <= _WIDTH:
                lines[-1] = longer
            else:
                lines.append(word)
        lines = [line for line in lines if line]
        if len(lines) <= _MAX_TITLE_LINES:
            return lines
        return [*lines[: _MAX_TITLE_LINES - 1], f"{lines[_MAX_TITLE_LINES - 1]}\N{HORIZONTAL ELLIPSIS}"]


def _logo() -> Image.Image:
    """The loop with its check mark, drawn large and scaled down for smooth edges."""
    large = Image.new("RGB", (240, 240), _BACKGROUND)
    draw = ImageDraw.Draw(large)
    draw.arc((30, 40, 210, 220), start=-15, end=270, fill=_ACCENT, width=24)
    draw.polygon(((118, 8), (118, 96), (178, 52)), fill=_ACCENT)
    draw.line(((82, 132), (110, 160), (160, 110)), fill=_ACCENT, width=22, joint="curve")
    return large.resize((60, 60), Image.Resampling.LANCZOS)
