"""A program with its recorded output."""

from __future__ import annotations

from markupsafe import Markup

from hooks.demos.errors import RecordError
from hooks.demos.normalize import RULE_DESCRIPTIONS
from hooks.demos.transcript import ControlRecord, parse
from hooks.model.question import Program
from hooks.prose import html, markdown_escape
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
    product, output, claims, controls = _parts(program.record or "")
    anchor = demo_id(program)
    code = markdown_escape.block(html.code(program.text, _LANGUAGES[program.path.suffix]))
    if story := timeline(program.record or ""):
        return render_template(
            "demo_timeline.md.jinja",
            program=program,
            title=title,
            anchor=anchor,
            code=code,
            product=product,
            story=story,
            controls=controls,
        )
    return render_template(
        "demo.md.jinja",
        program=program,
        title=title,
        anchor=anchor,
        code=code,
        product=product,
        output=markdown_escape.block(html.code(f"{output}\n", "text")) if output else "",
        claims=claims,
        controls=controls,
    )


def _parts(record: str) -> tuple[str, str, tuple[str, ...], tuple[ControlRecord, ...]]:
    """Product and version, output, verified claims and controls; a record that doesn't parse is shown as is."""
    product, _, rest = record.partition("\n")
    try:
        parsed = parse(record)
    except RecordError:
        return product, rest.strip("\n"), (), ()
    body = parsed._replace(claims=(), controls=()).render().partition("\n")[2].strip("\n")
    return product, body, parsed.claims, parsed.controls


def normalization_rules() -> Markup:
    """What varies between runs, and what a record has in its place."""
    return render_template("normalization.md.jinja", rules=RULE_DESCRIPTIONS)
