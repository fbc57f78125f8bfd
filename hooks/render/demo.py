"""A program with what it printed."""

from __future__ import annotations

from markupsafe import Markup

from hooks.demos.errors import RecordError
from hooks.demos.normalise import WHY
from hooks.demos.transcript import parse
from hooks.model.question import Program
from hooks.prose import html, inert
from hooks.render.templates import fill
from hooks.render.timeline import timeline

_LANGUAGES = {".sql": "postgresql", ".py": "python"}


def demo(program: Program, title: str) -> Markup:
    """HTML of one program: its title, the code, what its record says it printed, and how to run it.

    Sessions side by side are told as a timeline, before the program, whose statements it repeats.
    """
    product, printed, claims = _parts(program.record or "")
    code = inert.block(html.code(program.text, _LANGUAGES[program.path.suffix]))
    if story := timeline(program.record or ""):
        return fill("demo_timeline.md.jinja", program=program, title=title, code=code, product=product, story=story)
    return fill(
        "demo.md.jinja",
        program=program,
        title=title,
        code=code,
        product=product,
        printed=inert.block(html.code(f"{printed}\n", "text")) if printed else "",
        claims=claims,
    )


def _parts(record: str) -> tuple[str, str, tuple[str, ...]]:
    """Product and version, what was printed, and the claims that held; what cannot be read is shown as it is."""
    product, _, rest = record.partition("\n")
    try:
        claims = parse(record).claims
    except RecordError:
        return product, rest.strip("\n"), ()
    return product, rest.rpartition("\n\n")[0].strip("\n"), claims


def replaced() -> Markup:
    """The rules by which what varies from run to run is replaced in a record."""
    return fill("replaced.md.jinja", rules=WHY)
