"""What ``guide fix`` mends of the mistakes newcomers make, and what it leaves to people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from hooks.check.check import check
from hooks.fix.run import changes, write
from tests.rules.mistakes_in_yaml import PROMPT
from tests.rules.sample_project import FOLDER, OTHER, VALID, A, Mistake, Q, added, changed
from tests.rules.sample_project import write as put
from tests.rules.test_hints import MISTAKES

NEED_A_GUESS = {
    *("key indented too far", "key of an entry indented too far", "entries in two columns", "no colon"),
    *("text below >- not indented", "unclosed bracket", "id in capitals", "wrong reference", "unknown stage"),
    *("first heading too high", "code without its language", "HTML behind code", "a remark"),
    "link to no answer",
}
NEED_A_PERSON = {
    *("list beside its key", "unfinished merge", "duplicate key", "front matter", "mustache", "missing level"),
    *("missing nested key", "no such level", "two levels", "no value", "value behind #", "text where keys are due"),
    *("only words", "name of a checklist", "far too long", "empty text", "unknown topic", "reference to nothing"),
    *("itself", "follow-up without hint", "missing layer", "a day to come", "answer alone", "second home", ".yaml"),
    *("capitals in a file's name", "empty file", "no mark", "a second mark", "footnote above the mark"),
    *("nothing below the mark", "javascript link", "path out of data", "link named as its target", "image"),
    *("program never shown", "program in a sentence", "missing record", "record of nothing", "diagram never drawn"),
    *("an old list", "the old synonyms", "a folder too deep", "a misspelled folder"),
    *("a term under a name with capitals", "a term twice", "diagram without words"),
}


def left(root: Path, *, guess: bool) -> int:
    """How many findings are left after the mends."""
    mended = changes(root, guess=guess)
    write(root, mended)
    if paths := [change.path for change in mended]:
        assert changes(root, paths, guess=guess) == []
    return len(check(root).findings)


@pytest.fixture(scope="module")
def in_form(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The files of the sound project in their one form."""
    root = put(tmp_path_factory.mktemp("sound"), VALID)
    write(root, changes(root))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture
def sound(tmp_path: Path, in_form: Mapping[str, bytes]) -> Path:
    """The sound project in its one form."""
    return put(tmp_path, in_form)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_mended_by_whom_it_should_be(sound: Path, name: str) -> None:
    mistake: Mistake = MISTAKES[name]
    root = put(sound, mistake.changes)
    found = len(check(root).findings)
    surely = left(root, guess=False)
    boldly = left(root, guess=True)
    assert found >= surely >= boldly
    expected = (found > surely, surely > boldly)
    assert expected == (name not in NEED_A_GUESS | NEED_A_PERSON, name in NEED_A_GUESS), (found, surely, boldly)


def test_every_mistake_is_in_one_of_the_lists() -> None:
    assert not NEED_A_GUESS & NEED_A_PERSON
    assert MISTAKES.keys() >= NEED_A_GUESS | NEED_A_PERSON


def test_a_mend_that_brings_the_next_mistake_to_light_is_followed_by_its_mend(sound: Path) -> None:
    put(sound, {Q: VALID[Q].replace(PROMPT, "promt: Redis: why?").replace("kind: concept", "kind:Concept")})
    assert left(sound, guess=False) == 0


def test_a_mend_that_does_no_good_does_not_keep_the_others_back(sound: Path) -> None:
    text = VALID[Q].replace("related: [hot-key]", "related: [stale-red]").replace("mid\n", "Mid\n", 1)
    put(sound, {Q: text})
    assert left(sound, guess=True) == 1
    assert "level: mid" in (sound / Q).read_text("utf-8")
    assert "stale-red" in (sound / Q).read_text("utf-8")


def test_a_sound_project_in_form_needs_nothing(sound: Path) -> None:
    assert changes(sound) == []
    assert check(sound).findings == ()


def test_only_the_files_named_are_mended(sound: Path) -> None:
    put(sound, {**changed(Q, "level: mid", "lvel: mid"), **added("[x](www.example.com)")})
    assert [change.path for change in changes(sound, [PurePosixPath(A)])] == [PurePosixPath(A)]
    assert {change.path for change in changes(sound, [PurePosixPath(FOLDER)])} == {PurePosixPath(A), PurePosixPath(Q)}
    assert changes(sound, [PurePosixPath("data/topics")]) == []


def test_a_file_that_ends_in_yaml_gets_the_name_that_is_read(sound: Path) -> None:
    (sound / OTHER).rename((sound / OTHER).with_suffix(".yaml"))
    write(sound, changes(sound))
    assert (sound / OTHER).is_file()
    assert not (sound / OTHER).with_suffix(".yaml").exists()
    assert check(sound).findings == ()


def test_records_drawings_and_what_cannot_be_read_are_left(sound: Path) -> None:
    left_alone = {
        f"{FOLDER}/x.py.out": b"a \r\n",
        f"{FOLDER}/diagram-1.svg": b"<svg>\r\n",
        f"{FOLDER}/diagram-2.svg": b"GIF89a\0\0\0",
        f"{FOLDER}/y.py.out": "a\u200bb".encode(),
        "data/topics/latin.yml": b"title: caf\xe9",
        "data/topics/large.yml": b"# " + b"x" * 300_000,
        "data/notes.txt": b"x \r\n",
    }
    put(sound, left_alone)
    (sound / "data/topics/link.yml").symlink_to(sound / Q)
    assert changes(sound) == []


def test_line_ends_marks_and_composition_are_mended_in_every_text(sound: Path) -> None:
    answer = (sound / A).read_bytes()
    put(sound, {A: b"\xef\xbb\xbf" + answer.replace(b"\n", b"\r\n"), f"{FOLDER}/x.py": "x = 'cafe\u0301'"})
    write(sound, changes(sound))
    assert (sound / A).read_bytes() == answer
    assert (sound / f"{FOLDER}/x.py").read_text("utf-8") == "x = 'caf\u00e9'\n"


def test_nothing_is_written_by_looking(sound: Path) -> None:
    put(sound, changed(Q, "level: mid", "lvel: mid"))
    before = {file: file.read_bytes() for file in sound.rglob("*") if file.is_file()}
    assert changes(sound) != []
    assert {file: file.read_bytes() for file in sound.rglob("*") if file.is_file()} == before


def test_a_project_without_data_needs_nothing(tmp_path: Path) -> None:
    assert changes(tmp_path) == []
