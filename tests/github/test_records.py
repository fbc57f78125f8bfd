from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hooks.check.check import check
from hooks.diagrams import Fence, Refusal
from hooks.diagrams.record import finished
from hooks.findings.finding import Severity
from hooks.github import records
from hooks.github.records import NewRecord, RecordError, findings, new_records, summary, write
from hooks.model.repository import Repository
from hooks.rules.records import STALE_RECORD_FIX
from tests.github.goldens import assert_golden
from tests.rules.sample_project import FOLDER, VALID, added
from tests.rules.sample_project import write as write_files
from tests.site.building import ROOT

GUIDE = Repository("https://github.com/example/guide")
KEEP, ANSWER = PurePosixPath(FOLDER, "keep.py"), PurePosixPath(FOLDER, "answer.md")
OUT, SVG = PurePosixPath(FOLDER, "keep.py.out"), PurePosixPath(FOLDER, "diagram-1.svg")
FOUND: list[NewRecord | RecordError] = [
    NewRecord(KEEP, OUT, "Python 3.13.1\n\nold\n", "Python 3.13.1\n\nnew ``` @octocat\n"),
    NewRecord(PurePosixPath(FOLDER, "x.sql"), PurePosixPath(FOLDER, "x.sql.out"), None, "PostgreSQL 18.6\n"),
    NewRecord(ANSWER, SVG, None, "<svg/>"),
    RecordError(KEEP, 2, "claim doesn't hold: `a` <b>"),
    RecordError(ANSWER, 0, "Chromium is missing", "Run the check again."),
]
SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n"
SEQUENCE = "```mermaid\nsequenceDiagram\n  accTitle: T\n  accDescr: D\n  A->>B: hi\n```"


def test_the_summary_matches_the_golden(pytestconfig: pytest.Config) -> None:
    assert_golden("records.md", summary(FOUND, 7, GUIDE), pytestconfig)
    assert_golden("records-none.md", summary([], 7, GUIDE), pytestconfig)


def test_a_record_is_shown_in_full_or_not_at_all() -> None:
    def summary_of(lines: int) -> str:
        return summary([NewRecord(KEEP, OUT, None, "new\n" * lines + "end\n")], 7, GUIDE)

    assert summary_of(2_000).count("new\n") == 2_000
    assert "end\n" in summary_of(2_000)
    assert "new\n" not in summary_of(20_000)
    assert "see the *records* artifact" in summary_of(20_000)


def test_the_summary_works_without_number_and_repository() -> None:
    assert "the *record* workflow." in summary(FOUND, None, Repository())


def test_new_records_are_warnings_with_a_hint() -> None:
    annotations = findings(FOUND)
    assert [finding.severity for finding in annotations] == [Severity.WARNING] * 3 + [Severity.ERROR] * 2
    assert [finding.line for finding in annotations] == [1, 1, 1, 2, 1]
    assert {finding.hint for finding in annotations[:3]} == {STALE_RECORD_FIX}


def results(root: Path, changes: dict[str, str]) -> list[NewRecord | RecordError]:
    write_files(root, {**VALID, **changes})
    return list(new_records(root, check(root).project.library.questions.values()))


def test_a_program_is_run_and_recorded(tmp_path: Path) -> None:
    files = {str(KEEP): SCRIPT, **added("[It](keep.py)")}
    (first,) = results(tmp_path, files)
    assert isinstance(first, NewRecord)
    assert (first.path, first.before) == (OUT, None)
    write([first], "", tmp_path)
    assert results(tmp_path, files) == []
    (other,) = results(tmp_path, {**files, str(KEEP): SCRIPT.replace("old'", "new'")})
    assert isinstance(other, NewRecord)
    assert "new" in other.after
    assert other.before == first.after


def test_a_failing_program_is_reported_with_its_line(tmp_path: Path) -> None:
    (failed,) = results(tmp_path, {str(KEEP): SCRIPT.replace("True", "1 == 2"), **added("[It](keep.py)")})
    assert isinstance(failed, RecordError)
    assert (failed.source, failed.line) == (KEEP, 2)


DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>hi</text></svg>'


def test_a_diagram_is_drawn_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(fences: list[Fence], _: Path) -> list[str | Refusal]:
        refusal = Refusal(9, "Mermaid refuses `loop`", "Close it.")
        return [refusal if "loop" in fence.source else finished(DRAWN, fence) for fence in fences]

    monkeypatch.setattr(records, "draw", draw)
    (drawn,) = results(tmp_path, added(SEQUENCE))
    assert isinstance(drawn, NewRecord)
    assert drawn.path == SVG
    write([drawn], "", tmp_path)
    assert results(tmp_path, added(SEQUENCE)) == []
    (failed,) = results(tmp_path, added(SEQUENCE.replace("A->>B: hi", "loop")))
    (finding,) = findings([failed])
    assert str(finding) == f"{ANSWER}:9:1: D004 Mermaid refuses `loop` \N{EM DASH} Close it."
    assert "Mermaid refuses `loop`\n\nClose it" in summary([failed], 7, GUIDE)


def test_a_diagram_is_reported_where_nothing_can_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    (tmp_path / "tools").symlink_to(ROOT / "tools")
    (failed,) = results(tmp_path, added(SEQUENCE))
    assert isinstance(failed, RecordError)
    assert (failed.source, failed.line, failed.hint) == (ANSWER, 7, "Run the check again.")
    assert "Chromium" in failed.reason
