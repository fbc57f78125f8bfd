from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.check.check import check
from hooks.commands.cli import main
from hooks.fix.run import changes
from tests.rules.sample_project import FOLDER as STALE
from tests.rules.sample_project import VALID, write

ROOT = Path(__file__).parents[2]
FORM = ".github/ISSUE_TEMPLATE/question.yml"
ISSUE = """\
### Title

Slow
 service

### Question

A service answers slowly:
who has seen it? ### Not a heading

### Topic

caching

### Type

debug

### Level

senior

### Other names

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
    return write(tmp_path, {**VALID, FORM: (ROOT / FORM).read_text("utf-8")})


def guide(root: Path, *args: str, stdin: str = "") -> Result:
    result = CliRunner().invoke(main, ["--root", str(root), "new", *args], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def created(root: Path, path: str, result: Result) -> str:
    """The text of the new file, which must pass the check and be formatted."""
    assert result.exit_code == 0, result.output
    assert result.output.endswith(f"wrote {path}\n")
    assert check(root).findings == ()
    text = (root / path).read_text("utf-8")
    assert [change.path.as_posix() for change in changes(root) if change.path.as_posix() == path] == []
    return text


def test_a_question_lists_what_is_left_to_fill_in(root: Path) -> None:
    text = created(
        root,
        "data/questions/caching/cache/question.yml",
        guide(root, *QUESTION, "--aka", "store: old", "--searched", "it's *old*"),
    )
    known, _, wanted = text.partition("# To answer this question")
    assert known == (
        'title: "Why: a cache"\nprompt: Why is there a cache?\nkind: debug\nlevel: mid\naka: ["store: old"]\n'
        "searched: [it's *old*]\n"
    )
    assert "# tests: What the interviewer is really testing" in wanted
    assert "# aka" not in wanted
    assert max(map(len, text.splitlines())) <= 120


def test_missing_options_are_prompted_for(root: Path) -> None:
    stdin = "nowhere\ncaching\nA lost write\nWhy is it lost?\ndebug\nmid\n"
    text = created(root, "data/questions/caching/lost-write/question.yml", guide(root, "question", stdin=stdin))
    assert text.startswith("title: A lost write\nprompt: Why is it lost?\nkind: debug\nlevel: mid\n")


def test_rounds_and_id_can_be_given(root: Path) -> None:
    args = (*QUESTION, "--id", "my-id", "--round", "screen", "--asked", "often")
    text = created(root, "data/questions/caching/my-id/question.yml", guide(root, *args))
    assert "level: mid\nrounds: [screen]\nasked: often\n" in text


def test_a_duplicate_id_gets_a_number(root: Path) -> None:
    created(root, "data/questions/caching/cache/question.yml", guide(root, *QUESTION))
    other = {"Why: a cache": "How a cache", "Why is there a cache?": "What does it keep?"}
    args = [other.get(word, word) for word in QUESTION]
    created(root, "data/questions/caching/cache-2/question.yml", guide(root, *args))


@pytest.mark.parametrize("how", ["file", "stdin"])
def test_an_issue_becomes_a_question(root: Path, how: str, tmp_path: Path) -> None:
    (tmp_path / "issue.md").write_text(ISSUE.replace("\n", "\r\n"), "utf-8", newline="")
    place, stdin = (str(tmp_path / "issue.md"), "") if how == "file" else ("-", ISSUE)
    path = "data/questions/caching/slow-service/question.yml"
    text = created(root, path, guide(root, "question", "--from-issue", place, stdin=stdin))
    assert text.startswith(
        'title: Slow service\nprompt: "A service answers slowly: who has seen it? ### Not a heading"\n'
        "kind: debug\nlevel: senior\naka: [slow service, p99, latency]\n"
    )


@pytest.mark.parametrize("topic", ["Caching", "CACHING", "caching"])
def test_an_issue_can_name_the_topic_by_title(root: Path, topic: str) -> None:
    guide(root, "question", "--from-issue", "-", stdin=ISSUE.replace("caching\n", f"{topic}\n", 1))
    assert (root / "data/questions/caching/slow-service").is_dir()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("caching\n", "_No response_\n", "the issue is missing: Topic"),
        ("### Type\n\ndebug\n", "", "the issue is missing: Type"),
        ("Slow\n service\n", "_No response_\n", "the issue is missing: Title"),
        ("Slow\n service\n", "A service that is slow and late\n", "Q012 `title` has 7 words"),
        ("Slow\n service\n", "HOT KEY\n", "Q013"),
        ("caching\n", "chaching\n", "there is no topic `chaching` — Did you mean `caching`?"),
        ("caching\n", "../../..\n", "is not a path for a data file"),
        ("caching\n", "..\n", "'..' is not a valid id"),
        ("caching\n", "caching/../..\n", "is not a path for a data file"),
        ("senior\n", "wizard\n", "S003"),
        ("A service answers slowly:\n", "<script>alert(1)</script>\n", "R005 raw HTML"),
        ("A service answers slowly:\n", "[x](javascript:alert(1))\n", "R004"),
        ("latency\n", "a\u202eb\n", "F010"),
    ],
)
def test_an_invalid_issue_writes_nothing(root: Path, old: str, new: str, message: str) -> None:
    before = sorted(root.rglob("*"))
    result = guide(root, "question", "--from-issue", "-", stdin=ISSUE.replace(old, new, 1))
    assert result.exit_code == 1
    assert message in result.output
    assert sorted(root.rglob("*")) == before


def test_existing_files_are_not_overwritten(root: Path) -> None:
    result = guide(root, *QUESTION, "--id", "stale-read")
    assert (result.exit_code, result.output) == (1, f"Error: {STALE}/question.yml already exists\n")


def test_an_invalid_id_is_an_error(root: Path) -> None:
    assert "'My Id' is not a valid id" in guide(root, *QUESTION, "--id", "My Id").output


def test_a_topic_is_created_in_last_place(root: Path) -> None:
    args = ("--title", "HTTP: the wire", "--blurb", "What goes over it.", "--subtopic", "ETag", "--subtopic", "a, b")
    text = created(root, "data/topics/http-wire.yml", guide(root, "topic", *args))
    order = 2
    assert text == (f'title: "HTTP: the wire"\nblurb: What goes over it.\norder: {order}\nsubtopics: [ETag, "a, b"]\n')
    stdin = "Queues\nWork that waits.\nlag, order\n"
    text = created(root, "data/topics/queues.yml", guide(root, "topic", stdin=stdin))
    assert text.endswith("order: 3\nsubtopics: [lag, order]\n")


def test_a_term_is_created_in_a_file_of_its_own(root: Path) -> None:
    args = ("--term", "Read repair", "--means", "A read that finds an old copy updates it.")
    text = created(root, "data/guide/glossary/read-repair.yml", guide(root, "term", *args))
    assert text.startswith(
        "term: Read repair\nmeans: A read that finds an old copy updates it.\n# Optional, worth adding:\n"
    )
    assert "# expands: " in text
    typed = "SLO\nA target for how well a service works.\n"
    text = created(root, "data/guide/glossary/slo.yml", guide(root, "term", "--expands", "service level", stdin=typed))
    assert text.startswith("term: SLO\nexpands: service level\n")


def test_a_term_that_is_explained_already_is_refused(root: Path) -> None:
    result = guide(root, "term", "--term", "*ttl*", "--means", "The same.", "--id", "age")
    assert "`*ttl*` is already defined in data/guide/glossary/ttl.yml" in result.output
    assert not (root / "data/guide/glossary/age.yml").exists()


def test_a_company_is_created_from_one_source(root: Path) -> None:
    args = [part for name, value in COMPANY.items() for part in (f"--{name}", value)]
    text = created(root, "data/companies/bolt-co.yml", guide(root, "company", *args))
    assert "evaluates:\n  - text: Care.\n    source: hiring-bolt\n    grade: official\n    seen: 2026-01-02\n" in text
    assert "stages:\n  - stage: screen\n" in text


def test_a_company_is_created_from_prompts(root: Path) -> None:
    names = [name for name in COMPANY if name != "stage"]
    stdin = "\n".join([*(COMPANY[name] for name in names), COMPANY["stage"], ""])
    created(root, "data/companies/bolt-co.yml", guide(root, "company", stdin=stdin))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("plan", "one-dai", "no plan `one-dai`. Did you mean `one-day`?"),
        ("question", "nothing", "no question `nothing`. Choose `hot-key` or `stale-read`."),
        ("stage", "scren", "no stage `scren`. Did you mean `screen`?"),
        ("source-url", "example.com", "`example.com` isn't an https:// URL"),
        ("seen", "yesterday", "'yesterday' does not match"),
    ],
)
def test_a_company_with_an_invalid_option_is_not_created(root: Path, name: str, value: str, message: str) -> None:
    args = [part for key, given in {**COMPANY, name: value}.items() for part in (f"--{key}", given)]
    result = guide(root, "company", *args)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not (root / "data/companies/bolt-co.yml").exists()


def test_invalid_input_is_prompted_for_again(root: Path) -> None:
    wrong = {"question": "stale", "plan": "one-dai", "source-url": "example.com", "grade": "sure", "seen": "today"}
    names = [name for name in COMPANY if name != "stage"]
    lines = [line for name in names for line in ([wrong[name]] if name in wrong else []) + [COMPANY[name]]]
    stdin = "\n".join([*lines, "scren", COMPANY["stage"], ""])
    created(root, "data/companies/bolt-co.yml", guide(root, "company", stdin=stdin))


def test_an_unknown_topic_is_an_error(root: Path) -> None:
    args = [word.replace("caching", "chaching") for word in QUESTION]
    result = guide(root, *args)
    assert (result.exit_code, "Did you mean `caching`?" in result.output) == (2, True)


def test_an_id_needs_latin_letters_or_digits(root: Path) -> None:
    args = [word.replace("Why: a cache", "\u30ad\u30e3\u30c3\u30b7\u30e5?") for word in QUESTION]
    assert "it has no Latin letters or digits" in guide(root, *args).output
    created(root, "data/questions/caching/kyasshu/question.yml", guide(root, *args, "--id", "kyasshu"))


@pytest.mark.parametrize(("kind", "taken"), [("topic", "Caching"), ("company", "Acme")])
def test_a_duplicate_name_is_an_error(root: Path, kind: str, taken: str) -> None:
    values = {"title": taken, "blurb": "x", "subtopic": "y"} if kind == "topic" else {**COMPANY, "name": taken}
    result = guide(root, kind, *(part for name, value in values.items() for part in (f"--{name}", value)))
    assert (result.exit_code, "already exists" in result.output) == (1, True)
