"""Re-record what a pull request changed: run its programs, draw its diagrams and report the differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hooks.demos.errors import DemoError
from hooks.demos.run import compare, run
from hooks.demos.services import Services
from hooks.diagrams import Fence, Refusal, fences_in, is_fresh, record_name
from hooks.diagrams.chromium import DrawError
from hooks.diagrams.draw import draw
from hooks.findings.finding import Finding, Severity
from hooks.github.markdown import code_block, escape_message, inline_code
from hooks.github.record_archive import SUMMARY
from hooks.model.question import Program, Question
from hooks.model.repository import Repository
from hooks.prose.markdown import tokenize
from hooks.rules.diagrams import refused
from hooks.rules.records import STALE_RECORD_FIX

_MAX_RECORD_LENGTH = 16_000
"""Characters; a job summary holds 1 MiB in total."""
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
    hint: str = "Fix the program, or the claim that it contradicts."
    rule: str = "demo"


def new_records(root: Path, questions: Iterable[Question]) -> Iterator[NewRecord | RecordError]:
    """Run the programs and draw the diagrams of ``questions``; yields what differs from its record, and failures."""
    selected = list(questions)
    with Services() as services:
        for program in (program for question in selected for program in question.programs):
            yield from _run_program(root, program, services)
    yield from _draw_diagrams(root, selected)


def _run_program(root: Path, program: Program, services: Services) -> Iterator[NewRecord | RecordError]:
    try:
        current = run(root / program.path, program.text, services).render()
    except DemoError as error:
        yield RecordError(program.path, error.line, error.message)
        return
    if program.record is None or compare(current, program.record) is not None:
        yield NewRecord(program.path, program.path.with_name(f"{program.name}.out"), program.record, current)


def _draw_diagrams(root: Path, questions: Iterable[Question]) -> Iterator[NewRecord | RecordError]:
    stale = [one for question in questions for one in _stale_diagrams(question)]
    try:
        drawn = draw([fence for _, fence, _, _ in stale], root)
    except DrawError as error:
        answer, fence, _, _ = stale[0]
        yield RecordError(answer, fence.line, str(error), "Run the check again.")
        return
    for (answer, _, path, before), result in zip(stale, drawn, strict=True):
        if isinstance(result, Refusal):
            finding = refused(answer, result)
            yield RecordError(answer, finding.line, finding.message, finding.hint, finding.rule)
        else:
            yield NewRecord(answer, path, before, result)


def _stale_diagrams(question: Question) -> Iterator[tuple[PurePosixPath, Fence, PurePosixPath, str | None]]:
    """Answer, fence, path and old text of each diagram that has to be drawn."""
    recorded = {diagram.path.name: diagram.svg for diagram in question.diagrams}
    for number, fence in enumerate(fences_in(tokenize(question.answer.text)) if question.answer else (), 1):
        before = recorded.get(record_name(number))
        if not is_fresh(fence, before or ""):
            yield question.folder / "answer.md", fence, question.folder / record_name(number), before


def findings(results: Iterable[NewRecord | RecordError]) -> list[Finding]:
    """The results as annotations: failures are errors, new records are warnings."""
    return [_finding(result) for result in results]


def _finding(result: NewRecord | RecordError) -> Finding:
    if isinstance(result, RecordError):
        return Finding(result.source, max(result.line, 1), 1, result.rule, result.reason, result.hint)
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
        reason, hint = escape_message(result.reason), escape_message(result.hint)
        return f"### {inline_code(str(result.source))}{line}\n\nFailed: {reason}\n\n{hint}"
    heading = f"### {inline_code(str(result.path))}"
    if result.path.suffix == ".svg":
        return f"{heading}\n\nDrawn again; see the file in the *records* artifact."
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
