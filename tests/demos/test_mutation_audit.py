"""The mutation audit: which mutants fail, which print the same, and which nothing notices."""

from __future__ import annotations

from pathlib import Path

from hooks.demos.services import Services
from tests.audit.mutations import Result, run_mutants

SQL = """\
-- setup
CREATE TABLE account (id int, balance int);
INSERT INTO account VALUES (1, 100);
-- session A
SELECT id, balance FROM account WHERE id >= 1;
-- session B
UPDATE account SET balance = 9;
-- claim: it's 9
SELECT balance = 9 FROM account;
"""


def run(path: Path, text: str, services: Services) -> Result:
    path.write_text(text)
    return run_mutants(path, services)


def test_a_survivor_prints_something_else_and_breaks_no_claim(tmp_path: Path, services: Services) -> None:
    text = "sides, shown = 3, 7\nspare = 1\nprint(sides, shown)\n# claim: 3\nassert sides == 3\n"
    script = run(tmp_path / "count.py", text, services)
    assert script.counts == {"claim": 1, "error": 1, "same": 2, "survivor": 1}
    assert [(one.line, one.change, one.difference) for one in script.survivors] == [
        (1, "7 -> 8: sides, shown = 3, 8", "3 7 => 3 8")
    ]


def test_a_step_that_is_gone_is_no_difference_but_what_another_prints_is(tmp_path: Path, services: Services) -> None:
    result = run(tmp_path / "balance.sql", SQL, services)
    assert result.counts == {"claim": 2, "same": 1, "survivor": 2}
    assert [one.difference for one in result.survivors] == ["1 | 100 => (0 rows)", "1 | 100 => (0 rows)"]
