"""A program with what it printed."""

from __future__ import annotations

from markupsafe import Markup

from hooks.model.question import Program
from hooks.prose import html, inert
from hooks.render.templates import fill

_LANGUAGES = {".sql": "postgresql", ".py": "python"}


def demo(program: Program, title: str) -> Markup:
    """HTML of one program: its title, the code, what its record says it printed, and how to run it."""
    product, _, printed = (program.record or "").partition("\n")
    printed = printed.strip("\n") + "\n"
    return fill(
        "demo.md.jinja",
        program=program,
        title=title,
        code=inert.block(html.code(program.text, _LANGUAGES[program.path.suffix])),
        product=product,
        printed=inert.block(html.code(printed, "text")) if program.record else "",
    )
