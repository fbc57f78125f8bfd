"""Re-record what a pull request changed: run its programs, render its diagrams and report the differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hooks.demos.errors import DemoError
from hooks.demos.run import compare, run
from hooks.demos.services import Services
from hooks.diagrams import DrawError, draw, fences_in, is_fresh, record_name
from hooks.findings.finding import Finding, Severity
from hooks.github.markdown import code_block, escape_message, inline_code
from hooks.github.record_archive import SUMMARY
from hooks.model.question import Program, Question
from hooks.model.repository import Repository
from hooks.prose.markdown import tokenize
from hooks.rules.records import STALE_RECORD_FIX

_MAX_RECORD_LENGTH = 16_000
"""Characters; a job summary holds 1 MiB in total."""
_RENDERER = Path("tools", "draw")
_HEADING = "## Programs and diagrams"


@dataclass(frozen=True)
class NewRecord:
    """A record that is missing or stale: its program or answer, its path, the old text and the new text."""

    source: PurePosixPath
    path: PurePosixPath
    before: str | None
    after: str


@dataclass(frozen=True)
class RecordError:
    """A program or diagram that fails; ``line`` counts from 1, 0 if unknown."""

    source: PurePosixPath
    line: int
    reason: str


def new_records(root: Path, questions: Iterable[Question]) -> Iterator[NewRecord | RecordError]:
    """Run the programs and render the diagrams of ``questions``; yields what differs from its record, and failures."""
    selected = list(questions)
    with Services() as services:
        for program in (program for question in selected for program in question.programs):
            yield from _run_program(root, program, services)
    for question in selected:
        yield from _render_diagrams(root, question)


def _run_program(root: Path, program: Program, services: Services) -> Iterator[NewRecord | RecordError]:
    try:
        current = run(root / program.path, program.text, services).render()
    except DemoError as error:
        yield RecordError(program.path, error.line, error.message)
        return
    if program.record is None or compare(current, program.record) is not None:
        yield NewRecord(program.path, program.path.with_name(f"{program.name}.out"), program.record, current)


def _render_diagrams(root: Path, question: Question) -> Iterator[NewRecord | RecordError]:
    if question.answer is None:
        return
    recorded = {diagram.path.name: diagram.svg for diagram in question.diagrams}
    for number, fence in enumerate(fences_in(tokenize(question.answer.text)), 1):
        name = record_name(number)
        if not is_fresh(fence, recorded.get(name, "")):
            try:
                (svg,) = draw([fence], root / _RENDERER)
            except DrawError as error:
                yield RecordError(question.answer.path, fence.line, str(error))
            else:
                yield NewRecord(question.answer.path, question.folder / name, recorded.get(name), svg)


def findings(results: Iterable[NewRecord | RecordError]) -> list[Finding]:
    """The results as annotations: failures are errors, new records are warnings."""
    return [_finding(result) for result in results]


def _finding(result: NewRecord | RecordError) -> Finding:
    if isinstance(result, RecordError):
        hint = "Fix the program, or the claim that it contradicts."
        return Finding(result.source, max(result.line, 1), 1, "demo", result.reason, hint)
    state = "missing" if result.before is None else "out of date"
    message = f"`{result.path.name}` is {state}"
    return Finding(result.source, 1, 1, "demo", message, STALE_RECORD_FIX, Severity.WARNING)


def summary(results: Iterable[NewRecord | RecordError], number: int | None, repository: Repository) -> str:
    """The job summary as Markdown. ``number`` is that of the pull request, if there is one."""
    parts = [_section(result) for result in results]
    if not parts:
        return f"{_HEADING}\n\nAll recorded output is up to date.\n"
    return "\n\n".join([_HEADING, _how_to_commit(number, repository), *parts]) + "\n"


def _how_to_commit(number: int | None, repository: Repository) -> str:
    url = f"{repository.url}/actions/workflows/record.yml" if repository.url else ""
    workflow = f"[*record* workflow]({url})" if url else "*record* workflow"
    pull = f" with pull request number {number}" if number else ""
    return (
        "If you wrote this change, a comment will say how to get these files. Maintainers: to commit them, run the "
        f"{workflow}{pull}."
    )


def _section(result: NewRecord | RecordError) -> str:
    if isinstance(result, RecordError):
        line = f", line {result.line}" if result.line else ""
        return f"### {inline_code(str(result.source))}{line}\n\nFailed: {escape_message(result.reason)}"
    heading = f"### {inline_code(str(result.path))}"
    if result.path.suffix == ".svg":
        return f"{heading}\n\nRendered again; see the file in the *records* artifact."
    if result.before is None:
        return f"{heading}\n\nThe first recorded output of a new program.\n\n{_full_record(result.after.rstrip())}"
    diff = code_block((compare(result.after, result.before) or "").rstrip(), "diff")
    return f"{heading}\n\n{STALE_RECORD_FIX}\n\nChanges:\n\n{diff}\n\n{_full_record(result.after.rstrip())}"


def _full_record(text: str) -> str:
    """The record to copy. A truncated one must not be pasted, so long ones aren't shown."""
    if len(text) > _MAX_RECORD_LENGTH:
        return "The file is too long to show here; see the *records* artifact."
    return f"The full file, ready to paste:\n\n{code_block(text, 'text', _MAX_RECORD_LENGTH)}"


def write(results: Iterable[NewRecord | RecordError], page: str, folder: Path) -> None:
    """Write each new record to its path below ``folder``, and the job summary, so that there's always a file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SUMMARY).write_text(page, "utf-8")
    for result in results:
        if isinstance(result, NewRecord):
            (folder / result.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / result.path).write_text(result.after, "utf-8")
