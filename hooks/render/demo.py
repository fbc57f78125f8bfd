"""A program with what it printed."""

from __future__ import annotations

from markupsafe import Markup, escape

from hooks.model.question import Program
from hooks.prose import html

_LANGUAGES = {"sql": "postgresql", "py": "python"}


def demo(program: Program, title: str) -> Markup:
    """HTML of one program: its title, the code, and its record."""
    language = _LANGUAGES[program.path.suffix[1:]]
    record = program.record or ""
    product, _, printed = record.partition("\n")
    return Markup(
        f'<figure class="demo">\n<figcaption><strong>{escape(title)}</strong> <code>{escape(program.name)}</code></figcaption>\n'
        f"{html.code(program.text, language)}"
        f'<p class="demo__ran">What it printed on {escape(product)}:</p>\n{html.code(printed.strip(chr(10)) + chr(10), "text")}</figure>\n'
    )
