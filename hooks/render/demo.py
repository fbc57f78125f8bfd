"""A program with its recorded output."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from hooks.demos.errors import RecordError
from hooks.demos.normalize import RULE_DESCRIPTIONS
from hooks.demos.transcript import parse
from hooks.model.question import Program
from hooks.prose import html, markdown_escape
from hooks.render.templates import render_template
from hooks.render.timeline import timeline

_STATEMENT = re.compile(r"(?:[A-Z ] )?> ")
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
        output=_output(output),
        claims=claims,
        controls=controls,
    )


def _output(text: str) -> Markup:
    return markdown_escape.block(html.code(f"{text}\n", "text")) if text else Markup()


class ShownControl(NamedTuple):
    """A control's label, how it ended, and what it printed."""

    label: str
    verdict: str
    output: Markup


def _parts(record: str) -> tuple[str, str, tuple[str, ...], tuple[ShownControl, ...]]:
    """Product and version, output, verified claims and controls; a record that doesn't parse is shown as is."""
    product, _, rest = record.partition("\n")
    try:
        parsed = parse(record)
    except RecordError:
        return product, rest.strip("\n"), (), ()
    body = parsed._replace(claims=(), controls=()).render().partition("\n")[2].strip("\n")
    controls = (
        ShownControl(control.label, control.verdict, _output(_from_the_difference(parsed.body(control.entries), body)))
        for control in parsed.controls
    )
    return product, body, parsed.claims, tuple(controls)


def _from_the_difference(control: str, real: str) -> str:
    """What a control printed, from the first statement on that isn't the same as in the real run."""
    lines = control.split("\n")
    same = next(
        (place for place, pair in enumerate(zip(lines, real.split("\n"), strict=False)) if len(set(pair)) > 1), 0
    )
    start = next((place for place in range(same, 0, -1) if _STATEMENT.match(lines[place])), 0)
    return "\n".join(["…", *lines[start:]]) if start else control


def normalization_rules() -> Markup:
    """What varies between runs, and what a record has in its place."""
    return render_template("normalization.md.jinja", rules=RULE_DESCRIPTIONS)
