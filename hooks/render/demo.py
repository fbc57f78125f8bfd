"""A program with its recorded output."""

from __future__ import annotations

from markupsafe import Markup

from hooks.demos.errors import RecordError
from hooks.demos.normalize import RULE_DESCRIPTIONS
from hooks.demos.transcript import Record, parse
from hooks.model.question import Program
from hooks.prose import html, markdown_escape
from hooks.render.claims import claims
from hooks.render.templates import render_template
from hooks.render.timeline import timeline

_LANGUAGES = {".sql": "postgresql", ".py": "python"}


def demo_id(program: Program) -> str:
    """Id of the program's figure: ``lost-update-row-lock-sql``."""
    return f"{program.path.parent.name}-{program.name.replace('.', '-')}"


def demo(program: Program, title: str) -> Markup:
    """HTML of one program: title, code, recorded output, claims, and how to run it.

    A program with concurrent sessions shows a timeline first, then the source.
    """
    product, output, record = _parts(program.record or "")
    anchor = demo_id(program)
    code = markdown_escape.block(html.code(program.text, _LANGUAGES[program.path.suffix]))
    proven = claims(record, program.text, anchor) if record else ()
    if story := timeline(program.record or ""):
        return render_template(
            "demo_timeline.md.jinja",
            program=program,
            title=title,
            anchor=anchor,
            code=code,
            product=product,
            story=story,
            claims=proven,
            slug=program.path.parent.name,
        )
    return render_template(
        "demo.md.jinja",
        program=program,
        title=title,
        anchor=anchor,
        code=code,
        product=product,
        output=markdown_escape.block(html.code(f"{output}\n", "text")) if output else "",
        claims=proven,
        slug=program.path.parent.name,
    )


def _parts(text: str) -> tuple[str, str, Record | None]:
    """Product and version, output, and the parsed record; one that doesn't parse is shown as is."""
    product, _, rest = text.partition("\n")
    try:
        record = parse(text)
    except RecordError:
        return product, rest.strip("\n"), None
    return product, record.body(record.entries).strip("\n"), record


def normalization_rules() -> Markup:
    """What varies between runs, and what a record has in its place."""
    return render_template("normalization.md.jinja", rules=RULE_DESCRIPTIONS)
