"""A program is shown with its output, version, verified claims and the command that runs it."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hooks.demos.normalize import RULE_DESCRIPTIONS
from hooks.model.question import Program
from hooks.render.demo import demo, normalization_rules
from tests.site.html_tree import parse


def rendered(record: str | None) -> str:
    path = PurePosixPath("data/questions/caching/stale-read/old.py")
    return str(demo(Program(name="old.py", path=path, text="print('<old>')\n", record=record), "Two <of> them"))


def test_output_and_claims_come_before_the_source() -> None:
    text = rendered("Python 3.11.7\n\nclaim holds: said by the script\n\n<old>\n\nclaim holds: a < b\nclaim holds: c\n")
    assert "<code>old.py</code> · output on Python 3.11.7" in text
    assert "claim holds: said by the script\n\n&lt;old&gt;\n</code>" in text
    assert text.count("<li>") == 2
    assert "<li>holds: a &lt; b</li>\n<li>holds: c</li>" in text
    assert (
        text.index("&lt;old&gt;\n</code>")
        < text.index("holds: c")
        < text.index("<summary>Source")
        < text.index("print")
    )


def test_program_without_output_shows_version_and_claims() -> None:
    text = rendered("Python 3.11.7\n\nclaim holds: a\n")
    assert "run on Python 3.11.7" in text
    assert "<li>holds: a</li>" in text


def marked(name: str, text: str) -> list[str]:
    """The lines that are marked in the source."""
    path = PurePosixPath("data/questions/caching/stale-read") / name
    page = parse(str(demo(Program(name=name, path=path, text=text, record=None), "Title")))
    return [mark.text for mark in page.all("mark")]


def test_lines_that_a_control_replaces_are_marked() -> None:
    claim = "# claim: it\nassert x\n"
    assert marked("a.py", f"x = 1\ny = 2\n# without x: x = 0\n{claim}") == ["y = 2"]
    assert marked("a.py", f"if x:\n    y = '''a\n  b'''\n    # without y: nothing\n{claim}") == ["y = '''a", "b'''"]
    sql = "SELECT 1;\nSELECT 2\n  FROM t;\n-- without t: nothing\n-- claim: it\nSELECT true;\n"
    assert marked("a.sql", sql) == ["SELECT 2", "FROM t;"]
    assert marked("a.sql", "SELECT 1;\n-- without") == []


@pytest.mark.parametrize(("record", "is_shown"), [(None, False), ("Python 3.11.7\n\nno claims\n", True)])
def test_record_without_claims_is_shown_as_is(record: str | None, is_shown: bool) -> None:  # noqa: FBT001 - a parameter
    text = rendered(record)
    assert "<li>" not in text
    assert ("no claims\n</code>" in text) == is_shown


def test_run_command_is_shown_with_a_link_to_the_docs() -> None:
    command = "<pre><code>make demo ID=stale-read/old.py</code></pre>"
    assert f'<a href="/about/#run">Run it yourself</a>, in a clone:{command}' in rendered(None)


def test_every_normalization_rule_is_listed() -> None:
    text = str(normalization_rules())
    assert all(f"<dt>{name}</dt>" in text for name in RULE_DESCRIPTIONS)
