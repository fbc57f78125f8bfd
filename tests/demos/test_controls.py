"""Controls, expected values and sweeps: how they're written, and what their runs must show."""

# ruff: noqa: S608 - a program's text
from __future__ import annotations

from collections.abc import Callable

import pytest

from hooks.demos.controls import Control, Expectation, annotation
from hooks.demos.errors import ClaimFailed, ClaimUnchecked, ControlFailed, DemoError, ExpectationFailed, ProgramError
from hooks.demos.merge_outputs import merge_outputs
from hooks.demos.script_parser import parse_python
from hooks.demos.script_variant import variant
from hooks.demos.sql_parser import parse_sql
from hooks.demos.transcript import Record, parse

Run = Callable[..., Record]
READ = "SELECT set_config('app.n', n::text, false) AS n FROM t"
WRITE = "UPDATE t SET n = current_setting('app.n')::int"
SESSIONS = f"""\
-- setup
CREATE TABLE t (n int);
INSERT INTO t VALUES (100);
-- session A
BEGIN;
{READ} FOR UPDATE;
-- without FOR UPDATE: {READ};
-- session B
BEGIN;
{READ} FOR UPDATE;
-- without FOR UPDATE: {READ};
-- session A
{WRITE} + 10;
COMMIT;
-- session B
{WRITE} + 25;
COMMIT;
SELECT n FROM t;
-- expect: 135, not 125
-- claim: both are in
SELECT n = 135 FROM t;
-- claim: B is in
SELECT n IN (125, 135) FROM t;
"""
LOST = SESSIONS.replace("without FOR UPDATE:", "without FOR UPDATE (breaks 1):")
SCRIPT = """\
total = 0
for n in range(3):
    total += n
    # without the sum: total = n
print(total)
# claim: three
assert total == 3, total
# claim: not negative
assert total >= 0
"""
SUM = SCRIPT.replace("the sum:", "the sum (breaks 1):")
THREAD = f"{SCRIPT}from threading import Thread\ndef check():\n    # claim: in a thread\n    assert not total\n"


DIVIDES = """\
CREATE TABLE t (n int);
SELECT 1;
-- without zero (breaks 1 with 22012): SELECT 1 / 0;
-- claim: one
SELECT true;
-- claim: no row
SELECT count(*) = 0 FROM t;
"""


def test_a_sql_control_is_run_and_recorded(run_sql: Run) -> None:
    record = run_sql(LOST)
    [control] = record.controls
    assert (control.label, control.verdict) == ("FOR UPDATE", "fails, 125")
    assert (control.failed, control.held) == (("both are in",), ("B is in",))
    assert record.entries[-1].output.endswith("135\n(1 row)")
    assert control.entries[-1].output.endswith("125\n(1 row)")
    assert not any(entry.waits_for for entry in control.entries)
    assert parse(record.render()) == record


def test_serial_runs_one_session_after_the_other(run_sql: Run) -> None:
    text = LOST.replace(" FOR UPDATE;", ";").replace("-- without FOR UPDATE (breaks 1):", "--")
    text = text.replace("135, not 125", "125, not 135").replace("n = 135", "n = 125")
    record = run_sql(f"{text}-- without the overlap (breaks 1): serial\n")
    assert [control.verdict for control in record.controls] == ["fails, 135"]
    assert [entry.session for entry in record.controls[0].entries] == [""] * 2 + ["A"] * 4 + ["B"] * 5


def test_a_script_control_is_run_and_recorded(run_python: Run) -> None:
    record = run_python(SUM)
    [control] = record.controls
    assert (control.label, control.verdict, control.entries[0].output) == ("the sum", "fails, 2", "2")
    assert (control.failed, control.held) == (("three",), ("not negative",))
    assert parse(record.render()) == record


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (SESSIONS, 7, "without FOR UPDATE, this claim still holds: B is in"),
        (LOST.replace("(breaks 1)", "(breaks 2)"), 7, "this claim still holds: B is in|claim 1 breaks too"),
        (LOST.replace("(breaks 1)", "(breaks 1 with 40001)"), 7, "40001 doesn't occur"),
        (LOST.replace("135, not 125", "134"), 19, "this query returned 135, not 134"),
        (LOST.replace(f"{READ};", "SELECT nothing;", 1), 6, "without FOR UPDATE: ERROR 42703"),
        (LOST.replace(f"{READ};", "COPY t TO STDOUT;", 1), 6, "without FOR UPDATE: COPY FROM STDIN and"),
        (DIVIDES, 3, "without zero, this claim still holds: one"),
    ],
)
def test_a_sql_control_that_shows_something_else_is_an_error(text: str, line: int, message: str, run_sql: Run) -> None:
    with pytest.raises((ControlFailed, ExpectationFailed, DemoError), match=message) as failed:
        run_sql(text)
    assert failed.value.line == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SCRIPT, "without the sum, this claim still holds: not negative"),
        (SUM.replace("total = n", "total = -n"), "claim 2 breaks too: add it"),
        (SUM.replace("total = n", "raise ValueError(n)"), "without the sum: ValueError: 0"),
        (SUM.replace("(breaks 1)", "(breaks 1 with ValueError)"), "ValueError doesn't occur"),
        (SUM.replace("total = n", "total = ("), "without the sum, the script isn't Python"),
        (SUM.replace("total = n", "raise SystemExit"), "without the sum, this claim is never checked: three"),
        (
            f"{SUM}1 / 1\n# without x (breaks with ZeroDivisionError): 1 / 0\n",
            "without x, this claim still holds: three",
        ),
    ],
)
def test_a_script_control_that_shows_something_else_is_an_error(text: str, message: str, run_python: Run) -> None:
    with pytest.raises(DemoError, match=message):
        run_python(text)


def test_a_control_can_end_with_an_error_it_names(run_sql: Run, run_python: Run) -> None:
    text = SUM.replace("(breaks 1)", "(breaks 1 with ValueError)").replace("total = n", "raise ValueError(n)")
    assert run_python(text).controls[0].verdict == "fails with ValueError"
    waits = SUM.replace("(breaks 1)", "(breaks 1, 2 with timeout)").replace("total = n", "import time; time.sleep(99)")
    assert run_python(waits, timeout=1).controls[0].verdict == "times out"
    fails = LOST.replace("(breaks 1)", "(breaks 1, 2 with 22012)").replace(f"{READ};", "SELECT 1 / 0;")
    assert run_sql(fails).controls[0].verdict == "fails with 22012"


def test_a_named_error_in_a_claim_breaks_that_claim(run_sql: Run) -> None:
    text = DIVIDES.replace("SELECT 1;", "INSERT INTO t VALUES (1);").replace("SELECT 1 / 0", "INSERT INTO t VALUES (0)")
    [control] = run_sql(text.replace("true", "1 / n = 1 FROM t").replace("count(*) = 0", "count(*) = 1")).controls
    assert (control.verdict, control.failed, control.held) == ("fails with 22012", ("one",), ("no row",))


def test_the_most_telling_unexpected_value_is_shown(run_sql: Run) -> None:
    first = "SELECT n - 100 FROM t;\n-- expect: 35\nCOMMIT;\nSELECT n"
    assert run_sql(LOST.replace("COMMIT;\nSELECT n", first)).controls[0].verdict == "fails, 125"
    text = LOST.replace("COMMIT;\nSELECT n", first).replace("135, not 125", "135")
    assert run_sql(text).controls[0].verdict == "fails, 25"
    assert run_sql(text.replace("expect: 135", "expect: 135, not 125")).controls[0].verdict == "fails, 125"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (SCRIPT.replace("# claim: not", "raise SystemExit\n# claim: not"), 9, "^line 9: this claim was never checked"),
        (SCRIPT.replace("assert total >=", "for n in ():\n    assert total >="), 8, "^line 8: this claim was never"),
        (f"{THREAD}Thread(target=check).start()\n", 12, "its failure didn't end the script: in a thread"),
    ],
)
def test_a_claim_must_be_checked(text: str, line: int, message: str, run_python: Run) -> None:
    with pytest.raises(ClaimUnchecked, match=message) as unchecked:
        run_python(text)
    assert unchecked.value.line == line


def test_a_claim_can_be_anywhere_in_its_line(run_python: Run) -> None:
    text = "x = 'ä'\n# claim: ä\nif x: assert x == 'ä', (\n    'no')  # yes\nelse: assert False;\nassert x; print(x)\n"
    assert run_python(text).entries[0].output == "ä"


def test_lines_that_belong_together_are_one_control() -> None:
    program = parse_sql(SESSIONS)
    assert program.controls == (Control("FOR UPDATE", 7, (0, 1), "", (((3, 0), f"{READ};"), ((5, 0), f"{READ};"))),)
    assert program.steps[-1].expect == Expectation("135", "125", 19)
    union = SESSIONS.replace("UPDATE:", "UPDATE (breaks 1):", 1).replace("UPDATE:", "UPDATE (breaks 2):")
    assert parse_sql(union).controls[0].breaks == (0, 1)
    several = "SELECT 1;\n-- without x:\n--   SELECT 2,\n--     3;\n-- claim: y\nSELECT true;\n-- no control: it's so\n"
    [control] = parse_sql(several).controls
    assert control.replacements[0][1] == "SELECT 2,\n  3;"
    assert parse_sql(several).claims[0].no_control == "it's so"
    body = "DO $$ BEGIN\n  PERFORM ';\n';\nEND $$;"
    quoted = body.replace("\n", "\n-- ")
    assert (
        parse_sql(f"{body}\n-- without x: {quoted}\n-- claim: y\nSELECT true;\n").controls[0].replacements[0][1] == body
    )


def test_a_script_control_replaces_a_line_or_a_block() -> None:
    text = (
        "import threading\nlock = threading.Lock()\n@staticmethod\ndef f():\n    with lock:\n        return 1\n"
        "    # without the lock:\n    # if True:\n    #     return 2\n# without f (breaks 1): nothing\n"
        "# claim: x\nassert f() == 1\n# no control: none\n"
    )
    script = parse_python(text)
    lock, whole = script.controls
    assert (lock.replacements, whole.replacements) == (
        (((5, 6), "if True:\n    return 2"),),
        (((3, 6), ""),),
    )
    assert "    if True:\n        return 2\n" in variant(text, lock)
    assert "def f" not in variant(text, whole)
    assert script.claims[0].no_control == "none"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("-- without x: SELECT 1;\nSELECT 1;\n", 1, "right below a statement"),
        ("SELECT 1;\n-- a note\n-- without x: SELECT 1;\n", 3, "right below a statement"),
        ("SELECT 1;\n-- without x: SELECT 1\nSELECT 2;\n", 2, "must end with ;"),
        ("SELECT 1;\n-- without x: SELECT ';\n-- SELECT 1;\nSELECT 2;\n", 2, "must end with ;"),
        ("SELECT 1;\n-- without x: SELECT 2; SELECT 3;\n", 2, "one statement takes the place of one"),
        ("SELECT 1;\n-- without x:\n--   SELECT 2;\n--   SELECT 3;\n", 4, "one statement takes the place of one"),
        (f"SELECT 1;\n-- without x: SELECT '\n{'-- ;' * 200}\n" + "-- ;\n" * 100, 2, "at most 50 lines"),
        ("SELECT 1;\n-- without x (breaks 2): nothing\n", 2, "there are 1 claims"),
        ("SELECT 1;\n-- without x (breaks all): nothing\n", 2, "isn't a list of claims"),
        ("SELECT 1;\n-- Without x: nothing\n", 2, "looks like an annotation"),
        ("SELECT 1;\n-- expects: 1\n", 2, "looks like an annotation"),
        ("SELECT 1;\n-- without x: nothing\n-- without x: serial\n", 2, "give its other replacements another label"),
        ("SELECT 1;\n-- no control: why\n", 2, "right below a claim's query"),
        ("SELECT 1;\n-- runs: 200\n", 2, "looks like an annotation"),
    ],
)
def test_a_misplaced_sql_annotation_is_an_error(text: str, line: int, message: str) -> None:
    with pytest.raises(ProgramError, match=message) as failed:
        parse_sql(f"{text}-- claim: y\nSELECT true;\n")
    assert failed.value.line == line


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "if x:\n    y = 1\n# without y: z = 1\n  # without z: z = 1\n",
            4,
            "right below a statement, indented like it",
        ),
        ("x = 1\n# expect: 1\n", 2, "only SQL has # expect"),
        ("x = 1\n# without x: serial\n", 2, "only SQL sessions can be serial"),
        ("# runs: 100\n", 1, "say why fewer than 200 runs"),
        ("# runs: 1000\n", 1, "runs 2 to 200 times"),
        ("def f():\n    # claim: inner\n    assert True\n# without f: nothing\n", 4, "must not replace a claim"),
    ],
)
def test_a_misplaced_script_annotation_is_an_error(text: str, line: int, message: str) -> None:
    with pytest.raises(ProgramError, match=message) as failed:
        parse_python(f"{text}# claim: y\nassert True\n")
    assert failed.value.line == line


@pytest.mark.parametrize(
    ("comment", "form"),
    [
        ("-- with out x: nothing", "-- without LABEL"),
        ("--without x: nothing", "-- without LABEL"),
        ("-- Without x: nothing", "-- without LABEL"),
        ("-- without x:nothing", "-- without LABEL"),
        ("-- without: nothing", "-- without LABEL"),
        ("-- without FOR UPDATE SELECT 1;", "-- without LABEL"),
        ("-- without the overlap serial", "-- without LABEL"),
        ("-- without x (breaks 1) nothing", "-- without LABEL"),
        ("-- without x (with 40001, breaks 1): nothing", r"-- without LABEL \(breaks 1, 3 with 40001\)"),
        ("-- without x (with 40001): nothing", r"-- without LABEL \(breaks 1, 3 with 40001\)"),
        ("-- without x breaks 1: nothing", "-- without LABEL"),
        ("-- without x: (breaks 1) nothing", "-- without LABEL"),
        ("-- breaks 1, 3 with 40001", "-- without LABEL"),
        ("-- breaks: 1", "-- without LABEL"),
        ("-- control: SELECT 1;", "-- without LABEL"),
        ("-- no-control: why", "-- no control: REASON"),
        ("-- No control : why", "-- no control: REASON"),
        ("-- without a control: why", "-- no control: REASON"),
        ("-- expected: 1", "-- expect: VALUE"),
        ("--expect: 1", "-- expect: VALUE"),
        ("-- expect 125, not 135", "-- expect: VALUE"),
        ("# run: 200", "# runs: 200"),
        ("# Runs = 200", "# runs: 200"),
        ("# seeds: 200", "# runs: 200"),
        ("# runs 200", "# runs: 200"),
    ],
)
def test_another_spelling_is_an_error_that_shows_the_right_one(comment: str, form: str) -> None:
    with pytest.raises(ProgramError, match=f"looks like an annotation: write exactly {form}"):
        annotation(comment, 1)


@pytest.mark.parametrize(
    "comment",
    [
        "-- without an index the planner reads all",
        "-- Without the index, three steps: sort, limit, return",
        "-- without it nothing is locked",
        "-- nobody expects this: it breaks at noon",
        "-- expect 2 rows",
        "-- this breaks 3 foreign keys",
        "# run 3 of them at once",
        "# the control: Alice is let in",
        "# runs: each customer sends one",
    ],
)
def test_prose_is_no_annotation(comment: str) -> None:
    assert annotation(comment, 1) is None


SWEEP = """\
import os, random
# runs: 20, because it's a test
chance = random.Random(int(os.environ["SEED"]))
heads = sum(chance.random() < 0.5 for _ in range(100))
# without the coin: heads = 12
print(f"heads: {heads:>4} of 100")
# claim: between a quarter and three quarters are heads
assert 25 < heads < 75, heads
"""


def test_a_sweep_shows_minimum_median_and_maximum(run_python: Run) -> None:
    record = run_python(SWEEP)
    assert record.entries[0].output == "heads:   37–53–59 of 100\n(minimum–median–maximum of 20 runs)"
    [control] = record.controls
    assert control.verdict == "fails in 5 of 5 runs, with SEED=0: 12"
    assert control.entries[0].output.startswith("heads:   12 of 100\n")
    assert parse(record.render()) == record


def test_a_claim_must_hold_with_every_seed(run_python: Run) -> None:
    with pytest.raises(ClaimFailed, match=r"claim doesn't hold: .* \(line 8: \d+\)") as failed:
        run_python(SWEEP.replace("25 <", "45 <"))
    assert failed.value.line == 7


def test_a_claim_must_be_checked_with_every_seed(run_python: Run) -> None:
    text = SWEEP.replace("assert 25", "if heads > 40:\n    assert 25")
    with pytest.raises(ClaimUnchecked, match="with SEED=0, this claim was never checked"):
        run_python(text)


@pytest.mark.parametrize("name", ["SEED", "HOME"])
def test_runs_do_not_see_each_other(name: str, run_python: Run) -> None:
    text = f"import os\n# runs: 3, because it's a test\nopen('file', 'x').close()\nprint(len(os.environ[{name!r}]))\n"
    run_python(f"{text}# claim: alone\nassert os.listdir() == ['file']\n")


def test_merging_outputs() -> None:
    assert merge_outputs(["a 1 b2 -3.5", "a  9 b2 4", "a 3 b2 1,000"]) == "a 1–3–9 b2 -3.5–4–1,000"
    with pytest.raises(DemoError, match="with SEED=1, it prints 'yes' where SEED=0 doesn't"):
        merge_outputs(["no 1", "yes 1"])
