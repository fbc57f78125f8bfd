"""A program with what it printed."""

from __future__ import annotations

from markupsafe import Markup

from hooks.demos.normalise import WHY
from hooks.model.question import Program
from hooks.prose import html, inert
from hooks.render.templates import fill
from hooks.render.timeline import timeline

_LANGUAGES = {".sql": "postgresql", ".py": "python"}


def demo(program: Program, title: str) -> Markup:
    """HTML of one program: its title, the code, what its record says it printed, and how to run it.

    Sessions side by side are told as a timeline, before the program, whose statements it repeats.
    """
    product, _, printed = (program.record or "").partition("\n")
    code = inert.block(html.code(program.text, _LANGUAGES[program.path.suffix]))
    if story := timeline(program.record or ""):
        return fill("demo_timeline.md.jinja", program=program, title=title, code=code, product=product, story=story)
    printed = printed.strip("\n") + "\n"
    return fill(
        "demo.md.jinja",
        program=program,
        title=title,
        code=code,
        product=product,
        printed=inert.block(html.code(printed, "text")) if program.record else "",
    )


def replaced() -> Markup:
    """The rules by which what varies from run to run is replaced in a record."""
    return fill("replaced.md.jinja", rules=WHY)
