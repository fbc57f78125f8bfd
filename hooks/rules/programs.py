"""E: programs and their controls, as far as they can be checked without running them."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from textwrap import dedent

from hooks.demos.controls import Control, annotation
from hooks.demos.errors import ProgramError, RecordError
from hooks.demos.program import Program, Script
from hooks.demos.script_parser import own_line_comments, parse_tree
from hooks.demos.split_sql import Comment, split_sql, tokens
from hooks.demos.transcript import parse as parse_record
from hooks.findings.finding import Problem
from hooks.load.project import Project
from hooks.rules.parsed_programs import Parsed, line_position, parse, parsed_programs
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems

_QUERIES = {"SELECT", "VALUES", "TABLE", "WITH", "SHOW", "EXPLAIN", "FETCH", "EXECUTE", "CALL", "("}
"""How a statement that returns rows begins; any other returns some only with RETURNING."""
_OUTCOME = re.compile(r"(UPDATE|DELETE|MERGE|COPY|INSERT)(?: 0)? \d+|ERROR [0-9A-Z]{5}")
_MAX_SHOWN = 80
"""Characters of a claim in a message."""


@RULES.error("E001", fix="CONTRIBUTING.md shows the format, under *Write a program that tests a claim*.")
def programs_are_in_the_format(project: Project) -> Problems:
    """A program is in the format in which it can be run.

    Its statements end, its claims come last and each has its query or ``assert``, and controls and expected values are
    written exactly as they must be, right below the statement they're about.
    """
    for question in project.library.questions.values():
        for file in question.programs:
            error = parse(file.path.suffix, file.text)
            if isinstance(error, ProgramError):
                problems = {error.line: error.message}
                for other in _misspelled_annotations(file.path.suffix, file.text):
                    problems.setdefault(other.line, other.message)
                for line, message in sorted(problems.items()):
                    yield Problem(file.path, line_position(file.text, line), message)


def _misspelled_annotations(suffix: str, text: str) -> Iterator[ProgramError]:
    """All of them, also below the first error."""
    for comment, line in _comments(suffix, text):
        try:
            annotation(comment, line)
        except ProgramError as error:
            yield error


def _comments(suffix: str, text: str) -> Iterator[tuple[str, int]]:
    """The comments above the first place that can't be read."""
    try:
        if suffix == ".sql":
            yield from ((part.text, part.line) for part in split_sql(text) if isinstance(part, Comment))
        else:
            yield from own_line_comments(text)
    except (ProgramError, SyntaxError, tokenize.TokenError):
        return


@RULES.error(
    "E002",
    fix="Below the statement that causes it, write what takes its place: `-- without LABEL: STATEMENT;` (in Python, "
    "`# without LABEL: …`). If it can have no control, say why below its query: `-- no control: REASON`.",
)
def claims_have_a_control(project: Project) -> Problems:
    """A claim has a control: the same program without the cause, in which the claim breaks."""
    for parsed in parsed_programs(project):
        broken = {number for control in parsed.program.controls for number in control.breaks}
        for number, claim in enumerate(parsed.program.claims):
            if number not in broken and not claim.no_control:
                yield parsed.problem(claim.line, f"no control breaks the claim `{claim.sentence[:_MAX_SHOWN]}`")


@RULES.error("E004", fix="Replace what causes the claim with something else, or delete the control.")
def controls_change_something(project: Project) -> Problems:
    """A control runs another program than the real one and than every other control, and breaks a claim.

    Spaces, comments and, outside of quotes, the case of letters make no difference in SQL.
    """
    for parsed in parsed_programs(project):
        failed = _failed_claims(parsed)
        seen = dict[object, str]()
        for control in parsed.program.controls:
            yield from _unchanged(parsed, control)
            if (same := seen.setdefault(_normalized(parsed, control), control.label)) != control.label:
                message = f"this control runs the same program as the one without `{same[:_MAX_SHOWN]}`"
                yield parsed.problem(control.line, message, "Delete one of them.")
            if failed.get(control.label, 1) == 0:
                yield parsed.problem(control.line, "all claims hold in the recorded run of this control")


def _unchanged(parsed: Parsed, control: Control) -> Iterator[Problem]:
    """The statements that a control replaces with themselves."""
    program = parsed.program
    if isinstance(program, Program) and control.serial:
        if len(program.sessions) < 2:  # noqa: PLR2004 - what runs one after the other
            yield parsed.problem(control.line, "only two or more sessions can be serial")
        elif len(list(groupby(filter(None, (step.session for step in program.steps))))) == len(program.sessions):
            yield parsed.problem(control.line, "its sessions already run one after the other")
    for (first, last), text in control.replacements:
        if isinstance(program, Program):
            same = _sql(text) == _sql(program.steps[first].sql)
            line = program.steps[first].line
        else:
            same = _python(text or "pass") == _python(_lines(parsed.file.text, first, last))
            line = first
        if same:
            message = f"without `{control.label[:_MAX_SHOWN]}`, this statement is replaced with itself"
            yield parsed.problem(line, message)


def _normalized(parsed: Parsed, control: Control) -> object:
    normalize = _sql if isinstance(parsed.program, Program) else _python
    return control.serial, frozenset((place, normalize(text)) for place, text in control.replacements)


def _failed_claims(parsed: Parsed) -> Mapping[str, int]:
    """How many claims failed in each control's recorded run."""
    try:
        record = parse_record(parsed.file.record or "")
    except RecordError:
        return {}
    return {control.label: len(control.failed) for control in record.controls}


@lru_cache(maxsize=1_000)
def _sql(text: str) -> tuple[str, ...]:
    """A statement without what makes no difference."""
    found = [(kind, text[start:end]) for kind, start, end in tokens(text)]
    return tuple(
        word if kind in {"quoted", "dollar"} else word.lower()
        for kind, word in found
        if kind not in {"space", "comment", "block", "end"}
    )


@lru_cache(maxsize=1_000)
def _python(text: str) -> str:
    """A statement without what makes no difference; the text itself if it can't be parsed alone."""
    try:
        return ast.dump(parse_tree(dedent(text)))
    except (SyntaxError, RecursionError, MemoryError):
        return text


def _lines(text: str, first: int, last: int) -> str:
    return "\n".join(text.split("\n")[first - 1 : last])


@RULES.error("E005", fix="Write `# claim: …` above it, so that the page shows what it asserts; or delete it.")
def asserts_have_a_claim(project: Project) -> Problems:
    """In a script, every ``assert`` is below a claim."""
    for parsed in parsed_programs(project):
        if not isinstance(parsed.program, Script):
            continue
        first = parsed.program.claims[0].line
        for node in ast.walk(parse_tree(parsed.file.text)):
            if isinstance(node, ast.Assert) and node.lineno < first:
                yield parsed.problem(node.lineno, "this assert belongs to no claim")


@RULES.error("E006", fix="Put it right below a query that returns one value, or add RETURNING to the statement.")
def expectations_can_be_met(project: Project) -> Problems:
    """An ``expect`` is below a statement that returns something, and expects another value than its ``not``.

    Any statement can be expected to end in an error, ``ERROR 40001``, and one that changes rows to say how many:
    ``UPDATE 1``.
    """
    for parsed in parsed_programs(project):
        for step in parsed.program.steps if isinstance(parsed.program, Program) else ():
            if step.expect is None:
                continue
            if not _returns_rows(step.sql) and not _is_outcome(step.expect.value, step.sql):
                yield parsed.problem(step.expect.line, "the statement above returns no value")
            if step.expect.value == step.expect.instead:
                hint = "After `not`, write what one may have expected, or delete it."
                yield parsed.problem(step.expect.line, "this expects a value and excludes it", hint)


def _returns_rows(sql: str) -> bool:
    words = [word.upper() for word in _sql(sql)]
    return words[0] in _QUERIES or "RETURNING" in words


def _is_outcome(value: str, sql: str) -> bool:
    """Whether a value is an error, or the number of rows as a statement of this kind reports it."""
    found = _OUTCOME.fullmatch(value)
    return found is not None and found[1] in {None, _sql(sql)[0].upper()}


@RULES.error("E007", fix="Delete the `no control`, or number the claims that the control breaks: `(breaks 1, 3)`.")
def no_control_means_none(project: Project) -> Problems:
    """A claim that says why it can have no control is broken by none."""
    for parsed in parsed_programs(project):
        for number, claim in enumerate(parsed.program.claims):
            control = next((control for control in parsed.program.controls if number in control.breaks), None)
            if claim.no_control and control is not None:
                label = control.label[:_MAX_SHOWN]
                yield parsed.problem(claim.line, f"it says that it has no control, but without `{label}` it breaks")
