"""New records for what a pull request changed: programs are run and diagrams drawn, and what comes of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hooks.demos.errors import DemoError
from hooks.demos.run import compare, run
from hooks.demos.services import Services
from hooks.diagrams import DrawError, draw, fences_in, is_fresh, record_name
from hooks.findings.finding import Finding, Severity
from hooks.github.markdown import block, code, said
from hooks.model.question import Program, Question
from hooks.model.repository import Repository
from hooks.prose.reading import tokens_of
from hooks.rules.records import WHICH

_MOST_TO_PASTE = 16_000
"""Characters of a record: the page of a run holds a mebibyte."""
_DRAWER = Path("tools", "draw")


@dataclass(frozen=True)
class Made:
    """A record that is not the one there is: what of, the file, what was there and what should be."""

    source: PurePosixPath
    path: PurePosixPath
    before: str | None
    after: str


@dataclass(frozen=True)
class Failed:
    """A program or a diagram of which no record can be made, with the line and the reason."""

    source: PurePosixPath
    line: int
    reason: str


def records(root: Path, questions: Iterable[Question]) -> Iterator[Made | Failed]:
    """What differs from its record, or has none, and what has to be mended first."""
    chosen = list(questions)
    with Services() as services:
        for program in (program for question in chosen for program in question.programs):
            yield from _program(root, program, services)
    for question in chosen:
        yield from _diagrams(root, question)


def _program(root: Path, program: Program, services: Services) -> Iterator[Made | Failed]:
    try:
        printed = run(root / program.path, program.text, services).render()
    except DemoError as error:
        yield Failed(program.path, error.line, error.message)
        return
    if program.record is None or compare(printed, program.record) is not None:
        yield Made(program.path, program.path.with_name(f"{program.name}.out"), program.record, printed)


def _diagrams(root: Path, question: Question) -> Iterator[Made | Failed]:
    if question.answer is None:
        return
    drawn = {diagram.path.name: diagram.svg for diagram in question.diagrams}
    for place, fence in enumerate(fences_in(tokens_of(question.answer.text)), 1):
        name = record_name(place)
        if not is_fresh(fence, drawn.get(name, "")):
            try:
                (svg,) = draw([fence], root / _DRAWER)
            except DrawError as error:
                yield Failed(question.answer.path, fence.line, str(error))
            else:
                yield Made(question.answer.path, question.folder / name, drawn.get(name), svg)


def findings(found: Iterable[Made | Failed]) -> list[Finding]:
    """The same as annotations. What only has to be recorded is no error."""
    return [_finding(one) for one in found]


def _finding(one: Made | Failed) -> Finding:
    if isinstance(one, Failed):
        hint = "Mend the program, or the claim that it contradicts."
        return Finding(one.source, max(one.line, 1), 1, "demo", one.reason, hint)
    name = one.path.name
    message = f"`{name}` is missing" if one.before is None else f"`{name}` does not tell what comes of it now"
    return Finding(one.source, 1, 1, "demo", message, WHICH, Severity.WARNING)


def summary(found: Iterable[Made | Failed], number: int | None, repository: Repository) -> str:
    """What the page of the workflow's run says."""
    parts = [_part(one) for one in found]
    if not parts:
        return "## Programs and diagrams\n\nEvery record is fresh.\n"
    return "\n\n".join(["## Programs and diagrams", _for_maintainers(number, repository), *parts]) + "\n"


def _for_maintainers(number: int | None, repository: Repository) -> str:
    run_it = f"{repository.url}/actions/workflows/record.yml" if repository.url else ""
    link = f"[Run the workflow *record*]({run_it})" if run_it else "Run the workflow *record*"
    what = f" with the number {number}" if number else ""
    return f"Nothing here has to be done by who wrote the change. {link}{what} commits these files to the branch."


def _part(one: Made | Failed) -> str:
    if isinstance(one, Failed):
        line = f", line {one.line}" if one.line else ""
        return f"### {code(str(one.source))}{line}\n\nNo record can be made: {said(one.reason)}"
    is_drawing = one.path.suffix == ".svg"
    if is_drawing:
        return f"### {code(str(one.path))}\n\nDrawn anew; the file is in the artifact *records*."
    difference = compare(one.after, one.before or "") or ""
    shown = [f"What has changed:\n\n{block(difference.rstrip(), 'diff')}"] if one.before is not None else []
    head = f"### {code(str(one.path))}\n\n{WHICH if one.before is not None else 'The first record of a new program.'}"
    return "\n\n".join([head, *shown, _whole(one.after.rstrip())])


def _whole(text: str) -> str:
    """What is cut off must not be pasted."""
    if len(text) > _MOST_TO_PASTE:
        return "The whole file is long: it is in the artifact *records*."
    return f"The whole file, ready to paste:\n\n{block(text, 'text', _MOST_TO_PASTE)}"


def write(found: Iterable[Made | Failed], folder: Path) -> None:
    """Put every new record below ``folder`` at its path."""
    for one in found:
        if isinstance(one, Made):
            (folder / one.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / one.path).write_text(one.after, "utf-8")
