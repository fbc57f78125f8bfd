from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.check.check import check
from hooks.commands.cli import main
from hooks.fix.run import changes
from tests.rules.making import FOLDER as STALE
from tests.rules.making import SOUND, write

ROOT = Path(__file__).parents[2]
FORM = ".github/ISSUE_TEMPLATE/question.yml"
ISSUE = """\
### Title

Slow
 service

### The question

A service answers slowly:
who has seen it? ### Not a heading

### Topic

caching

### Kind

debug

### Level

senior

### Other words

slow service,  p99 ,latency
"""
QUESTION = (
    *("question", "--topic", "caching", "--title", "Why: a cache", "--prompt", "Why is there a cache?"),
    *("--kind", "debug", "--level", "mid"),
)
COMPANY = {
    "name": "Bolt & Co",
    "summary": "It sells bolts.",
    "evaluates": "Care.",
    "process": "One meeting.",
    "differs": "Bolts: no nuts.",
    "stage": "screen",
    "question": "stale-read",
    "angle": "Prices of bolts.",
    "tip": "Bring gloves.",
    "plan": "one-day",
    "source-title": "Hiring at Bolt",
    "source-publisher": "Bolt",
    "source-url": "https://example.com/jobs",
    "grade": "official",
    "seen": "2026-01-02",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, {**SOUND, FORM: (ROOT / FORM).read_text("utf-8")})


def guide(root: Path, *words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, ["--root", str(root), "new", *words], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def made(root: Path, path: str, result: Result) -> str:
    """The file written, which leaves the guide sound and is in its form."""
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"written {path}\n")
    assert check(root).findings == ()
    text = (root / path).read_text("utf-8")
    assert [change.path.as_posix() for change in changes(root) if change.path.as_posix() == path] == []
    return text


def test_a_question_is_written_half_filled(root: Path) -> None:
    text = made(root, "data/questions/caching/cache/question.yml", guide(root, *QUESTION, "--aka", "store: old"))
    known, _, wanted = text.partition("# Who answers it")
    assert (
        known == 'title: "Why: a cache"\nprompt: Why is there a cache?\nkind: debug\nlevel: mid\naka: ["store: old"]\n'
    )
    assert "# tests: What the interviewer is really testing" in wanted
    assert "# aka" not in wanted
    assert max(map(len, text.splitlines())) <= 120


def test_what_options_do_not_say_is_asked(root: Path) -> None:
    typed = "nowhere\ncaching\nA lost write\nWhy is it lost?\ndebug\nmid\n"
    text = made(root, "data/questions/caching/lost-write/question.yml", guide(root, "question", typed=typed))
    assert text.startswith("title: A lost write\nprompt: Why is it lost?\nkind: debug\nlevel: mid\n")


def test_rounds_and_an_id_may_be_given(root: Path) -> None:
    words = (*QUESTION, "--id", "my-id", "--round", "screen", "--asked", "often")
    text = made(root, "data/questions/caching/my-id/question.yml", guide(root, *words))
    assert "level: mid\nrounds: [screen]\nasked: often\n" in text


def test_an_id_that_is_taken_gets_a_number(root: Path) -> None:
    made(root, "data/questions/caching/cache/question.yml", guide(root, *QUESTION))
    other = {"Why: a cache": "How a cache", "Why is there a cache?": "What does it keep?"}
    words = [other.get(word, word) for word in QUESTION]
    made(root, "data/questions/caching/cache-2/question.yml", guide(root, *words))


@pytest.mark.parametrize("how", ["file", "standard input"])
def test_an_issue_becomes_a_question(root: Path, how: str, tmp_path: Path) -> None:
    (tmp_path / "issue.md").write_text(ISSUE.replace("\n", "\r\n"), "utf-8", newline="")
    place, typed = (str(tmp_path / "issue.md"), "") if how == "file" else ("-", ISSUE)
    path = "data/questions/caching/slow-service/question.yml"
    text = made(root, path, guide(root, "question", "--from-issue", place, typed=typed))
    assert text.startswith(
        'title: Slow service\nprompt: "A service answers slowly: who has seen it? ### Not a heading"\n'
        "kind: debug\nlevel: senior\naka: [slow service, p99, latency]\n"
    )


@pytest.mark.parametrize("said", ["Caching", "CACHING", "caching"])
def test_a_topic_may_be_named_by_its_title(root: Path, said: str) -> None:
    guide(root, "question", "--from-issue", "-", typed=ISSUE.replace("caching\n", f"{said}\n", 1))
    assert (root / "data/questions/caching/slow-service").is_dir()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("caching\n", "_No response_\n", "the issue does not say: Topic"),
        ("### Kind\n\ndebug\n", "", "the issue does not say: Kind"),
        ("Slow\n service\n", "_No response_\n", "the issue does not say: Title"),
        ("Slow\n service\n", "A service that is slow and late\n", "Q012 `title` has 7 words"),
        ("Slow\n service\n", "HOT KEY\n", "Q013"),
        ("caching\n", "chaching\n", "there is no topic `chaching` — Did you mean `caching`?"),
        ("caching\n", "../../..\n", "is no data file"),
        ("caching\n", "..\n", "'..' is no id"),
        ("caching\n", "caching/../..\n", "is no data file"),
        ("senior\n", "wizard\n", "S003"),
        ("A service answers slowly:\n", "<script>alert(1)</script>\n", "R005 raw HTML"),
        ("A service answers slowly:\n", "[x](javascript:alert(1))\n", "R004"),
        ("latency\n", "a\u202eb\n", "F010"),
    ],
)
def test_an_issue_that_makes_no_sound_question_writes_nothing(root: Path, old: str, new: str, told: str) -> None:
    before = sorted(root.rglob("*"))
    result = guide(root, "question", "--from-issue", "-", typed=ISSUE.replace(old, new, 1))
    assert result.exit_code == 1
    assert told in result.output
    assert sorted(root.rglob("*")) == before


def test_what_is_there_is_not_overwritten(root: Path) -> None:
    result = guide(root, *QUESTION, "--id", "stale-read")
    assert (result.exit_code, result.output) == (1, f"Error: {STALE}/question.yml is there already\n")


def test_an_id_that_is_none_is_refused(root: Path) -> None:
    assert "'My Id' is no id" in guide(root, *QUESTION, "--id", "My Id").output


def test_a_topic_is_written_and_comes_last(root: Path) -> None:
    words = ("--title", "HTTP: the wire", "--blurb", "What goes over it.", "--subtopic", "ETag", "--subtopic", "a, b")
    text = made(root, "data/topics/http-wire.yml", guide(root, "topic", *words))
    order = 2
    assert text == (f'title: "HTTP: the wire"\nblurb: What goes over it.\norder: {order}\nsubtopics: [ETag, "a, b"]\n')
    typed = "Queues\nWork that waits.\nlag, order\n"
    text = made(root, "data/topics/queues.yml", guide(root, "topic", typed=typed))
    assert text.endswith("order: 3\nsubtopics: [lag, order]\n")


def test_a_company_is_written_from_one_source(root: Path) -> None:
    words = [part for name, value in COMPANY.items() for part in (f"--{name}", value)]
    text = made(root, "data/companies/bolt-co.yml", guide(root, "company", *words))
    assert "evaluates:\n  - text: Care.\n    source: hiring-bolt\n    grade: official\n    seen: 2026-01-02\n" in text
    assert "stages:\n  - stage: screen\n" in text


def test_a_company_is_written_from_what_is_typed(root: Path) -> None:
    names = [name for name in COMPANY if name != "stage"]
    typed = "\n".join([*(COMPANY[name] for name in names), COMPANY["stage"], ""])
    made(root, "data/companies/bolt-co.yml", guide(root, "company", typed=typed))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("plan", "one-dai", "there is no plan `one-dai`. Did you mean `one-day`?"),
        ("question", "nothing", "there is no question `nothing`. There is `hot-key` or `stale-read`."),
        ("stage", "scren", "there is no stage `scren`. Did you mean `screen`?"),
        ("source-url", "example.com", "`example.com` is no web address"),
        ("seen", "yesterday", "'yesterday' does not match"),
    ],
)
def test_a_company_that_names_nothing_known_is_not_written(root: Path, name: str, value: str, told: str) -> None:
    words = [part for key, given in {**COMPANY, name: value}.items() for part in (f"--{key}", given)]
    result = guide(root, "company", *words)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert not (root / "data/companies/bolt-co.yml").exists()


def test_what_is_typed_wrong_is_asked_again_and_nothing_is_lost(root: Path) -> None:
    wrong = {"question": "stale", "plan": "one-dai", "source-url": "example.com", "grade": "sure", "seen": "today"}
    names = [name for name in COMPANY if name != "stage"]
    lines = [line for name in names for line in ([wrong[name]] if name in wrong else []) + [COMPANY[name]]]
    typed = "\n".join([*lines, "scren", COMPANY["stage"], ""])
    made(root, "data/companies/bolt-co.yml", guide(root, "company", typed=typed))


def test_a_question_in_no_topic_of_ours_is_not_begun(root: Path) -> None:
    words = [word.replace("caching", "chaching") for word in QUESTION]
    result = guide(root, *words)
    assert (result.exit_code, "Did you mean `caching`?" in result.output) == (2, True)


def test_an_id_is_not_made_of_nothing(root: Path) -> None:
    words = [word.replace("Why: a cache", "\u30ad\u30e3\u30c3\u30b7\u30e5?") for word in QUESTION]
    assert "it needs Latin letters or digits" in guide(root, *words).output
    made(root, "data/questions/caching/kyasshu/question.yml", guide(root, *words, "--id", "kyasshu"))


@pytest.mark.parametrize(("kind", "taken"), [("topic", "Caching"), ("company", "Acme")])
def test_a_second_of_one_name_is_refused(root: Path, kind: str, taken: str) -> None:
    values = {"title": taken, "blurb": "x", "subtopic": "y"} if kind == "topic" else {**COMPANY, "name": taken}
    result = guide(root, kind, *(part for name, value in values.items() for part in (f"--{name}", value)))
    assert (result.exit_code, "is there already" in result.output) == (1, True)
