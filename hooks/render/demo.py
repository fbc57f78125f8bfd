"""A program with its recorded output."""

from __future__ import annotations

from markupsafe import Markup

from hooks.demos.errors import ProgramError, RecordError
from hooks.demos.normalize import RULE_DESCRIPTIONS
from hooks.demos.program import Script
from hooks.demos.transcript import Record, parse
from hooks.model.question import Program, Question
from hooks.prose import html, markdown_escape
from hooks.render.claims import claims
from hooks.render.replay import replay
from hooks.render.templates import render_template
from hooks.rules.parsed_programs import parse as parse_program

_LANGUAGES = {".sql": "postgresql", ".py": "python"}


def demo_id(program: Program) -> str:
    """Id of the program's figure: ``lost-update-row-lock-sql``."""
    return f"{program.path.parent.name}-{program.name.replace('.', '-')}"


def demo(program: Program, title: str) -> Markup:
    """HTML of one program: title, output, claims, how to run it, and its source, with the lines of the cause marked.

    A program with concurrent sessions has a replay of its run in place of the output.
    """
    product, output, record = _parts(program.record or "")
    anchor = demo_id(program)
    story = replay(record, program.text) if record and not record.is_script else None
    language = "text" if story else _LANGUAGES[program.path.suffix]  # a replay has its statements highlighted
    return render_template(
        "demo.md.jinja",
        program=program,
        title=title,
        anchor=anchor,
        product=product,
        replay=story,
        output=markdown_escape.block(html.code(f"{output}\n", "text")) if output else "",
        claims=claims(record, program.text, anchor) if record else (),
        code=markdown_escape.block(html.code(program.text, language, cause_lines(program))),
        slug=program.path.parent.name,
    )


def card_replay(question: Question) -> Markup:
    """The replay of the question's first program with several sessions, which plays; empty if it has none.

    Its claims have links to the controls' runs on the question's page.
    """
    for program in question.programs:
        product, _, record = _parts(program.record or "")
        story = replay(record, program.text) if record and not record.is_script else None
        if record and story:
            return render_template(
                "card_replay.md.jinja",
                program=program,
                anchor=demo_id(program),
                product=product,
                replay=story,
                claims=[claim.linked() for claim in claims(record, program.text, demo_id(program))],
                slug=question.slug,
            )
    return Markup()


def cause_lines(program: Program) -> frozenset[int]:
    """The lines of the statements that a control replaces: without them, a claim breaks."""
    parsed = parse_program(program.path.suffix, program.text)
    if isinstance(parsed, ProgramError):
        return frozenset()
    places = [place for control in parsed.controls for place, _ in control.replacements]
    if isinstance(parsed, Script):
        return frozenset(line for first, last in places for line in range(first, last + 1))
    steps = [parsed.steps[index] for index, _ in places]
    return frozenset(line for step in steps for line in range(step.line, step.line + step.sql.count("\n") + 1))


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
