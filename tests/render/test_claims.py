"""Below each claim are the controls that break it, each with its run, or the reason why there's none."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hooks.model.question import Program
from hooks.render.demo import demo
from tests.site.html_tree import parse

SCRIPT, SESSIONS = "Python 3.11.7\n\n1 <lost>", "PostgreSQL 18.6\n\nA > SELECT 1;\nB > SELECT 2;"
CONTROLS = """
without the <lock>: fails, 2
| {marked}
|
| claim fails: a
| claim fails: c
| claim holds: b

without a retry: times out
| {marked}
|
| claim fails: c
| claim holds: a
| claim holds: b
"""
REASON = "# claim: a\nassert 1\n# claim: b\nassert 1\n# no control: it's <so>\n"


def shown(start: str, text: str = "") -> str:
    marked = start.partition("\n\n")[2].replace("\n", "\n| ")
    record = f"{start}\n\nclaim holds: a\nclaim holds: b\nclaim holds: c\n{CONTROLS.format(marked=marked)}"
    path = PurePosixPath("data/questions/caching/lost/one.py")
    return str(demo(Program(name="one.py", path=path, text=text, record=record), "One"))


@pytest.mark.parametrize("start", [SCRIPT, SESSIONS])
def test_a_claim_is_followed_by_the_controls_that_break_it(start: str) -> None:
    claims = parse(shown(start)).by_class("demo__claims")[0]
    assert [item.text.replace(" Its output is as above.", "") for item in claims.all("li")] == [
        "holds: a without the <lock>: fails, 2",
        "without the <lock>: fails, 2",
        "holds: b",
        "holds: c without the <lock>: fails, 2 without a retry: times out",
        "without the <lock>: fails, 2",
        "without a retry: times out",
    ]


def test_a_run_is_shown_once_and_linked_below_other_claims() -> None:
    text = shown(SCRIPT)
    assert text.count('<details class="hint"') == 2
    assert text.count(' id="lost-one-py.1"><summary>without the &lt;lock&gt;: fails, 2</summary>') == 1
    assert text.count('<a href="/questions/lost/#lost-one-py.1">without the &lt;lock&gt;: fails, 2</a>') == 1
    assert "lost-one-py.2" not in text


def test_the_reason_for_having_no_control_is_shown() -> None:
    assert "<li>holds: b<ul>\n<li>no control: it&#39;s &lt;so&gt;</li>" in shown(SCRIPT, REASON)
    assert "<li>no control" not in shown(SCRIPT, REASON + "if:")
