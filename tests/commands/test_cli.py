from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hooks.commands import cli
from hooks.commands.cli import main
from hooks.diagrams import Fence, Refusal, refusals
from hooks.diagrams.record import finished
from tests.rules.sample_project import FOLDER, VALID, A, Q, added, changed, write
from tests.site.building import ROOT

Guide = Callable[..., Result]
TYPO = changed(Q, "level: mid", "lvel: mid")
WARNING = added("```\nx\n```")
DIAGRAM = added("```mermaid\nflowchart LR\n  accTitle: T\n  accDescr: D\n  A --> B\n```")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 50"><text x="9" y="9" font-size="14">hi</text></svg>'


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Guide:
    """Runs a command in a valid project with changes."""
    monkeypatch.chdir(tmp_path)

    def run(changes: dict[str, str], *args: str) -> Result:
        write(tmp_path, {**VALID, **changes})
        result = CliRunner().invoke(main, list(args))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def test_a_valid_project_exits_with_0(guide: Guide) -> None:
    result = guide({}, "check")
    assert (result.exit_code, result.output) == (0, "No findings.\n")


def test_an_error_is_reported_and_exits_with_1(guide: Guide) -> None:
    result = guide(TYPO, "check")
    assert result.exit_code == 1
    assert f"{Q}:4:1: S001 unknown key `lvel` — Did you mean `level`?\n  4 | lvel: mid\n    | ^\n" in result.output
    assert result.output.endswith("1 error, 0 warnings.\n")


def test_a_warning_is_reported_and_exits_with_0(guide: Guide) -> None:
    result = guide(WARNING, "check")
    assert result.exit_code == 0
    assert f"{A}:7:1: A010" in result.output
    assert result.output.endswith("0 errors, 1 warning.\n")


def test_advice_on_style_is_given_when_asked_for_and_exits_with_0(guide: Guide) -> None:
    changes = added("You need not know.")
    assert guide(changes, "check").output == "No findings.\n"
    result = guide(changes, "check", "--style")
    assert result.exit_code == 0
    assert f"{A}:7:5: W004 “need not” — Say: doesn't have to." in result.output


@pytest.mark.parametrize(
    ("paths", "exit_code", "rules"),
    [
        ([Q], 1, {"S001"}),
        ([A], 0, {"A010"}),
        ([FOLDER], 1, {"S001", "A010"}),
        (["data"], 1, {"S001", "A010"}),
        (["."], 1, {"S001", "A010"}),
        ([A, "data/topics"], 0, {"A010"}),
        (["data/topics"], 0, set()),
        (["data/questions/caching/hot-key"], 0, set()),
        (["docs"], 0, set()),
    ],
)
def test_with_paths_only_their_findings_are_reported(
    guide: Guide, paths: list[str], exit_code: int, rules: set[str]
) -> None:
    result = guide(TYPO | WARNING, "check", "--format", "json", *paths)
    assert {finding["rule"] for finding in json.loads(result.output)} == rules
    assert result.exit_code == exit_code


def test_paths_may_be_relative_or_absolute(guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert guide(TYPO, "check", str(tmp_path / Q)).exit_code == 1
    monkeypatch.chdir(tmp_path / FOLDER)
    result = guide(TYPO, "--root", str(tmp_path), "check", "question.yml")
    assert result.exit_code == 1
    assert f"{Q}:4:1: S001" in result.output
    assert guide(TYPO, "--root", "../../../..", "check", "answer.md").exit_code == 0


def test_a_path_outside_the_project_is_an_error(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("elsewhere")
    result = guide({}, "check", str(outside))
    assert result.exit_code == 2
    assert "is outside" in result.output


def test_a_missing_path_is_an_error(guide: Guide) -> None:
    assert guide({}, "check", "data/nothing.yml").exit_code == 2
    assert guide({}, "--root", "nothing", "check").exit_code == 2


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("github", f"::error file={Q},line=4,col=1,title=S001::unknown key `lvel` — Did you mean `level`?"),
        ("json", f'"path": "{Q}"'),
        ("text", "  4 | lvel: mid"),
    ],
)
def test_findings_are_printed_in_each_format(guide: Guide, format_: str, expected: str) -> None:
    result = guide(TYPO, "check", "--format", format_)
    assert result.exit_code == 1
    assert expected in result.output


@pytest.mark.parametrize(("format_", "expected"), [("github", ""), ("json", "[]\n"), ("text", "No findings.\n")])
def test_no_findings_in_each_format(guide: Guide, format_: str, expected: str) -> None:
    assert guide({}, "check", "--format", format_).output == expected


def test_an_unknown_format_is_an_error(guide: Guide) -> None:
    assert guide({}, "check", "--format", "xml").exit_code == 2


def test_no_colors_outside_a_terminal(guide: Guide) -> None:
    output = guide(TYPO, "check").output
    assert click.unstyle(output) == output


def test_a_project_without_data_has_no_findings(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["--root", str(tmp_path), "check"]).output == "No findings.\n"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for Chromium; holds what it was given."""
    sources: list[str] = []

    def draw(fences: list[Fence], _: Path) -> list[str | Refusal]:
        sources.extend(fence.source for fence in fences)
        refused = [next(refusals(fence), None) for fence in fences]
        return [refusal or finished(SVG, fence) for fence, refusal in zip(fences, refused, strict=True)]

    monkeypatch.setattr(cli, "draw_fences", draw)
    return sources


def test_nothing_to_draw_needs_no_chromium(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    result = guide({}, "draw")
    assert (result.exit_code, result.output) == (0, "")
    assert guide({}, "draw", "hot-key").exit_code == 0


def test_what_cannot_be_drawn_is_a_finding_with_its_line(guide: Guide, tmp_path: Path) -> None:
    result = guide({A: DIAGRAM[A].replace("A --> B", "A[<b>x</b>]")}, "draw")
    assert result.exit_code == 1
    assert f"{A}:11:1: D004 HTML is shown as it's written — Delete the tags; only `<br/>` works.\n" in result.output
    assert "  11 |   A[<b>x</b>]\n" in result.output
    assert not (tmp_path / FOLDER / "diagram-1.svg").exists()


def test_without_chromium_the_fix_is_named(guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    (tmp_path / "tools").symlink_to(ROOT / "tools")
    result = guide(DIAGRAM, "draw")
    assert result.exit_code == 1
    assert result.output.startswith("Error: Diagrams are drawn in Chromium. Install a Chromium")


def test_a_diagram_is_drawn_once_and_again_when_it_changes(guide: Guide, tmp_path: Path, drawn: list[str]) -> None:
    drawing = tmp_path / FOLDER / "diagram-1.svg"
    assert "`diagram-1.svg` is missing" in guide(DIAGRAM, "check").output
    first = guide(DIAGRAM, "draw", "stale-read")
    assert (first.exit_code, first.output) == (0, f"wrote {FOLDER}/diagram-1.svg\n")
    assert ">hi<" in drawing.read_text("utf-8")
    assert guide(DIAGRAM, "check").output == "No findings.\n"
    assert guide(DIAGRAM, "draw").output == ""
    assert guide(DIAGRAM, "draw", "--all").output == first.output
    other = {A: DIAGRAM[A].replace("A --> B", "A --> C")}
    assert "is out of date" in guide(other, "check").output
    assert guide(other, "draw").output == first.output
    assert [source[-8:] for source in drawn] == ["A --> B\n"] * 2 + ["A --> C\n"]


@pytest.mark.parametrize("command", ["draw", "demo"])
def test_an_unknown_question_is_an_error(guide: Guide, command: str) -> None:
    result = guide({}, command, "stale-reed")
    assert result.exit_code == 2
    assert "no question 'stale-reed'" in result.output


SCRIPT = "print('old')\n# claim: an old value is kept\nassert True\n# no control: it's printed\n"
PROGRAM = f"{FOLDER}/keep.py"


def test_a_program_is_recorded_then_compared_with_its_record(guide: Guide, tmp_path: Path) -> None:
    files = {PROGRAM: SCRIPT, **added("[It](keep.py)")}
    assert guide(files, "demo", "stale-read").exit_code == 1
    assert not (tmp_path / f"{PROGRAM}.out").exists()
    assert guide(files, "demo", "--record").output.startswith(f"recorded  {PROGRAM}\n1 program with 1 claim in ")
    assert "old" in (tmp_path / f"{PROGRAM}.out").read_text("utf-8")
    assert guide(files, "check").output == "No findings.\n"
    assert guide(files, "demo").output.startswith("1 program with 1 claim in ")
    result = guide({PROGRAM: SCRIPT.replace("old", "new")}, "demo")
    assert result.exit_code == 1
    assert "differs" in result.output
    assert "-old" in result.output
    assert "+new" in result.output
    assert "guide demo --record stale-read/keep.py" in result.output
    assert "1 failed.\n" in result.output


def test_a_program_that_contradicts_its_claim_fails(guide: Guide) -> None:
    result = guide({PROGRAM: SCRIPT.replace("True", "1 == 2"), **added("[It](keep.py)")}, "demo", "--record")
    assert result.exit_code == 1
    assert f"failed    {PROGRAM}" in result.output


def test_schemas_are_written_only_when_they_change(guide: Guide, tmp_path: Path) -> None:
    first = guide({}, "schemas").output
    assert "wrote schemas/question.json\n" in first
    assert "wrote .vscode/settings.json\n" in first
    assert guide({}, "schemas").output == ""
    (tmp_path / "schemas/plan.json").write_text("{}", "utf-8")
    assert guide({}, "schemas").output == "wrote schemas/plan.json\n"


@pytest.mark.parametrize("command", [[], ["check"], ["draw"], ["demo"], ["schemas"], ["build"], ["serve"]])
def test_each_command_has_help(guide: Guide, command: list[str]) -> None:
    result = guide({}, *command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output
    assert os.linesep in result.output
