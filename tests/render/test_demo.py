"""A program is shown with what it printed, on which version, the claims that held, and the way to run it."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hooks.demos.normalise import WHY
from hooks.model.question import Program
from hooks.render.demo import demo, replaced


def shown(record: str | None) -> str:
    path = PurePosixPath("data/questions/caching/stale-read/old.py")
    return str(demo(Program(name="old.py", path=path, text="print('<old>')\n", record=record), "Two <of> them"))


def test_output_and_claims_are_told_apart() -> None:
    text = shown("Python 3.11.7\n\nclaim holds: said by the script\n\n<old>\n\nclaim holds: a < b\nclaim holds: c\n")
    assert "What it printed on Python 3.11.7:" in text
    assert "claim holds: said by the script\n\n&lt;old&gt;\n</code>" in text
    assert text.count("<li>") == 2
    assert "<li>claim holds: a &lt; b</li>\n<li>claim holds: c</li>" in text


def test_a_program_that_printed_nothing_still_tells_its_version_and_claims() -> None:
    text = shown("Python 3.11.7\n\nclaim holds: a\n")
    assert "It ran on Python 3.11.7 and printed nothing." in text
    assert "<li>claim holds: a</li>" in text


@pytest.mark.parametrize(("record", "told"), [(None, False), ("Python 3.11.7\n\nno claims\n", True)])
def test_a_record_without_claims_is_shown_as_it_is(record: str | None, told: bool) -> None:  # noqa: FBT001 - a parameter
    text = shown(record)
    assert "<li>" not in text
    assert ("no claims\n</code>" in text) == told


def test_one_command_runs_it_and_the_way_there_is_linked() -> None:
    assert '<a href="/about/#run">Run it yourself</a>: <code>guide demo stale-read/old.py</code>' in shown(None)


def test_every_rule_of_what_is_replaced_is_told() -> None:
    text = str(replaced())
    assert all(f"<dt>{name}</dt>" in text for name in WHY)
