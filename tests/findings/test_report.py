from __future__ import annotations

import json
from cProfile import Profile
from pathlib import Path, PurePosixPath

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.findings.finding import Finding, Severity
from hooks.findings.report import as_github, as_json, as_text

FILE = PurePosixPath("data/x.yml")


def finding(line: int = 1, column: int = 1, **changes: str) -> Finding:
    output = {"message": "unknown key `lvel`", "hint": "Did you mean `level`?", **changes}
    return Finding(
        FILE, line, column, "S001", output["message"], output["hint"], Severity(output.get("severity", "error"))
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def report(root: Path, text: str | bytes, *findings: Finding) -> str:
    (root / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return as_text(findings, root)


def test_finding_is_shown_with_its_line_and_a_caret(root: Path) -> None:
    text = "prompt: Why?\nkind: concept\n  lvel: mid\n"
    assert report(root, text, finding(3, 3), finding(2, 7, severity="warning", message="odd", hint="Fix it.")) == (
        "data/x.yml:3:3: S001 unknown key `lvel` — Did you mean `level`?\n"
        "  3 |   lvel: mid\n"
        "    |   ^\n"
        "data/x.yml:2:7: S001 odd — Fix it.\n"
        "  2 | kind: concept\n"
        "    |       ^\n"
        "1 error, 1 warning."
    )


def test_gutter_is_as_wide_as_the_line_number(root: Path) -> None:
    assert report(root, "\n" * 99 + "ab", finding(100, 2)).splitlines()[1:3] == ["  100 | ab", "      |  ^"]


@pytest.mark.parametrize(
    ("errors", "warnings", "output"),
    [
        (0, 0, "No findings."),
        (1, 0, "1 error, 0 warnings."),
        (2, 1, "2 errors, 1 warning."),
        (0, 2, "0 errors, 2 warnings."),
    ],
)
def test_totals(root: Path, errors: int, warnings: int, output: str) -> None:
    found = [finding()] * errors + [finding(severity="warning")] * warnings
    assert report(root, "", *found).splitlines()[-1] == output


def caret(block: str) -> tuple[str, str]:
    """The source line and the caret line as shown, both without the gutter."""
    shown, below = (line.partition("| ")[2] for line in block.splitlines()[1:3])
    return shown, below


def test_tab_is_shown_as_a_space(root: Path) -> None:
    assert caret(report(root, "a:\n\t\tb: c\n", finding(2, 3))) == ("  b: c", "  ^")


def test_wide_characters_take_two_columns(root: Path) -> None:
    assert caret(report(root, "日本: ｘ!\n", finding(1, 6))) == ("日本: ｘ!", " " * 8 + "^")


def test_combining_characters_take_no_column(root: Path) -> None:
    assert caret(report(root, "e\u0301a\n", finding(1, 3))) == ("e\u0301a", " ^")


def test_long_line_is_cut_around_the_caret(root: Path) -> None:
    shown, below = caret(report(root, "x" * 400 + "HERE" + "y" * 400, finding(1, 401)))
    assert len(shown) <= 130
    assert shown[len(below) - 1 :].startswith("HEREyyy")
    shown, below = caret(report(root, "HERE" + "y" * 400, finding(1, 1)))
    assert (shown[:5], below) == ("HEREy", "^")


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u200b", "\x1b", "\x07", "\x00", "\x85", "\u2028", "\u2066", "\x7f", "\x0c"]
)
def test_control_and_invisible_characters_are_replaced(root: Path, mark: str) -> None:
    output = report(root, f"a{mark}b: c\n", finding(1, 3, message=f"un{mark}known", hint=f"so{mark}so"))
    assert caret(output) == ("a\ufffdb: c", "  ^")
    assert "un\ufffdknown — so\ufffdso" in output
    assert mark not in output


def test_message_is_shown_on_one_line(root: Path) -> None:
    assert (
        report(root, "", finding(message="a\nb\tc")).splitlines()[0]
        == "data/x.yml:1:1: S001 a b c — Did you mean `level`?"
    )


@pytest.mark.parametrize(
    ("raw", "line", "shown"),
    [
        (b"a\r\nb\rc\r\n", 3, "c"),
        (b"\xef\xbb\xbfabc", 1, "abc"),
        (b"a\xff\n", 1, "a\ufffd"),
        ("a\u2028b\nc".encode(), 2, "c"),
        (b"a\x0cb\nc", 2, "c"),
    ],
)
def test_lines_are_counted_like_the_loader_does(root: Path, raw: bytes, line: int, shown: str) -> None:
    assert caret(report(root, raw, finding(line, 1)))[0] == shown


def test_finding_without_a_source_line(root: Path) -> None:
    alone = ["data/x.yml:9:1: S001 unknown key `lvel` — Did you mean `level`?", "1 error, 0 warnings."]
    assert report(root, "one line", finding(9)).splitlines() == alone
    (root / FILE).unlink()
    assert as_text([finding(9)], root).splitlines() == alone
    (root / FILE).symlink_to(__file__)
    assert as_text([finding(9)], root).splitlines() == alone


def test_colors_do_not_change_the_text(root: Path) -> None:
    (root / FILE).write_text("lvel: mid\n", "utf-8")
    found = [finding(), finding(severity="warning")]
    colored = as_text(found, root, color=True)
    assert "\x1b[31m" in colored
    assert "\x1b[33m" in colored
    assert click.unstyle(colored) == as_text(found, root)


def test_github_workflow_commands() -> None:
    output = as_github([finding(3, 1), finding(severity="warning", message="50%, a\nb\rc: d::", hint="x, y: z")])
    assert output.splitlines() == [
        "::error file=data/x.yml,line=3,col=1,title=S001::unknown key `lvel` — Did you mean `level`?",
        "::warning file=data/x.yml,line=1,col=1,title=S001::50%25, a%0Ab%0Dc: d:: — x, y: z",
    ]
    assert as_github([]) == ""


def test_path_is_escaped_in_workflow_commands() -> None:
    odd = Finding(PurePosixPath("data/a,line=9::b%\n.yml"), 1, 1, "F007", "m", "h")
    assert as_github([odd]).startswith("::error file=data/a%2Cline=9%3A%3Ab%25%0A.yml,line=1,")


FINDINGS = st.builds(
    Finding,
    st.text(st.characters(exclude_characters="\x00", codec="utf-8"), min_size=1).map(PurePosixPath),
    st.integers(1, 999),
    st.integers(1, 999),
    st.sampled_from(["S001", "Q012"]),
    st.text(),
    st.text(),
    st.sampled_from(Severity),
)


@given(st.lists(FINDINGS, max_size=3))
def test_json_round_trip(found: list[Finding]) -> None:
    output = json.loads(as_json(found))
    assert [
        Finding(PurePosixPath(one.pop("path")), **{**one, "severity": Severity(one["severity"])}) for one in output
    ] == found


@given(st.lists(FINDINGS, max_size=3))
def test_github_gets_one_line_per_finding(found: list[Finding]) -> None:
    lines = as_github(found).split("\n") if found else []
    assert len(lines) == len(found)
    assert all("\r" not in line and line.startswith(("::error file=", "::warning file=")) for line in lines)


def test_only_the_part_of_a_line_that_is_shown_is_looked_at(root: Path) -> None:
    """A long line can have thousands of findings."""
    profile = Profile()
    profile.runcall(report, root, "a" * 100_000, finding(1, 50_000))
    assert max(entry.callcount for entry in profile.getstats()) < 1000
