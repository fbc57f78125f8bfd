from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.check.check import check
from hooks.findings.finding import Severity
from hooks.github.records import Failed, Made, findings, records, summary, write
from hooks.model.repository import Repository
from hooks.rules.records import WHICH
from tests.github.goldens import holds
from tests.rules.making import FOLDER, SOUND, added
from tests.rules.making import write as put

GUIDE = Repository("https://github.com/example/guide")
KEEP, ANSWER = PurePosixPath(FOLDER, "keep.py"), PurePosixPath(FOLDER, "answer.md")
OUT, SVG = PurePosixPath(FOLDER, "keep.py.out"), PurePosixPath(FOLDER, "diagram-1.svg")
FOUND: list[Made | Failed] = [
    Made(KEEP, OUT, "Python 3.13.1\n\nold\n", "Python 3.13.1\n\nnew ``` @octocat\n"),
    Made(PurePosixPath(FOLDER, "x.sql"), PurePosixPath(FOLDER, "x.sql.out"), None, "PostgreSQL 18.6\n"),
    Made(ANSWER, SVG, None, "<svg/>"),
    Failed(KEEP, 2, "claim does not hold: `a` <b>"),
    Failed(ANSWER, 0, "Node is missing"),
]
SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n"
SEQUENCE = "```mermaid\nsequenceDiagram\n  accTitle: T\n  accDescr: D\n  A->>B: hi\n```"


def test_the_summary_is_as_it_was(pytestconfig: pytest.Config) -> None:
    holds("records.md", summary(FOUND, 7, GUIDE), pytestconfig)
    holds("records-none.md", summary([], 7, GUIDE), pytestconfig)


def test_a_record_is_shown_whole_or_not_at_all() -> None:
    def told(lines: int) -> str:
        return summary([Made(KEEP, OUT, None, "new\n" * lines + "end\n")], 7, GUIDE)

    assert told(2_000).count("new\n") == 2_000
    assert "end\n" in told(2_000)
    assert "new\n" not in told(20_000)
    assert "in the artifact *records*" in told(20_000)


def test_without_a_number_or_an_address_it_says_what_it_can() -> None:
    assert "Run the workflow *record* commits" in summary(FOUND, None, Repository())


def test_what_must_only_be_recorded_is_advice_that_says_which_of_the_two_to_do() -> None:
    told = findings(FOUND)
    assert [finding.severity for finding in told] == [Severity.WARNING] * 3 + [Severity.ERROR] * 2
    assert [finding.line for finding in told] == [1, 1, 1, 2, 1]
    assert {finding.hint for finding in told[:3]} == {WHICH}


def made(root: Path, changes: dict[str, str]) -> list[Made | Failed]:
    put(root, {**SOUND, **changes})
    return list(records(root, check(root).project.library.questions.values()))


def test_a_program_is_run_and_its_record_written(tmp_path: Path) -> None:
    files = {str(KEEP): SCRIPT, **added("[It](keep.py)")}
    (first,) = made(tmp_path, files)
    assert isinstance(first, Made)
    assert (first.path, first.before) == (OUT, None)
    write([first], tmp_path)
    assert made(tmp_path, files) == []
    (other,) = made(tmp_path, {**files, str(KEEP): SCRIPT.replace("old'", "new'")})
    assert isinstance(other, Made)
    assert "new" in other.after
    assert other.before == first.after


def test_a_program_that_cannot_be_run_is_told_with_its_line(tmp_path: Path) -> None:
    (failed,) = made(tmp_path, {str(KEEP): SCRIPT.replace("True", "1 == 2"), **added("[It](keep.py)")})
    assert isinstance(failed, Failed)
    assert (failed.source, failed.line) == (KEEP, 2)


def test_a_diagram_is_drawn_and_one_that_cannot_be_is_told(tmp_path: Path) -> None:
    (drawn,) = made(tmp_path, added(SEQUENCE))
    assert isinstance(drawn, Made)
    assert drawn.path == SVG
    write([drawn], tmp_path)
    assert made(tmp_path, added(SEQUENCE)) == []
    (failed,) = made(tmp_path, added(SEQUENCE.replace("A->>B: hi", "loop")))
    assert isinstance(failed, Failed)
    assert failed.line >= 7
