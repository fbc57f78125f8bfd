from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from hooks.load.library import Loaded, load
from hooks.model.enums import Kind, Level
from hooks.model.question import Question
from tests.rules.sample_project import ANSWER, FOLDER, OTHER, VALID, A, Q, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n'
QUESTION_FOLDER = {
    f"{FOLDER}/expiry.sql": "SELECT 1;\n",
    f"{FOLDER}/expiry.sql.out": "PostgreSQL 18\n",
    f"{FOLDER}/alone.py": "x = 1\n",
    f"{FOLDER}/diagram-1.svg": SVG,
    f"{FOLDER}/notes.txt": "no place",
}


def loaded(root: Path, changes: Mapping[str, str | bytes]) -> Loaded:
    return load(write(root, {**VALID, **QUESTION_FOLDER, **changes}))


def stale_read(root: Path) -> Question:
    return loaded(root, {}).project.library.questions["stale-read"]


def test_question_has_fields_from_its_file_and_path(tmp_path: Path) -> None:
    question = stale_read(tmp_path)
    assert (question.slug, question.topic, question.path) == ("stale-read", "caching", PurePosixPath(Q))
    assert (question.kind, question.level, question.minutes) == (Kind.CONCEPT, Level.MID, 8)
    assert question.reviewed is not None
    assert question.reviewed.on == datetime.date(2026, 1, 2)
    assert question.folder == PurePosixPath(FOLDER)


def test_question_has_the_files_in_its_folder(tmp_path: Path) -> None:
    question = stale_read(tmp_path)
    assert question.answer is not None
    assert question.answer.text == ANSWER
    assert [(program.name, program.text, program.record) for program in question.programs] == [
        ("alone.py", "x = 1\n", None),
        ("expiry.sql", "SELECT 1;\n", "PostgreSQL 18\n"),
    ]
    assert [(diagram.path.name, diagram.svg) for diagram in question.diagrams] == [("diagram-1.svg", SVG)]


def test_question_without_an_answer_is_open(tmp_path: Path) -> None:
    question = loaded(tmp_path, {}).project.library.questions["hot-key"]
    assert (question.answer, question.programs, question.diagrams) == (None, (), ())


def test_ids_come_from_paths(tmp_path: Path) -> None:
    library = loaded(tmp_path, {}).project.library
    assert list(library.topics) == ["caching"]
    assert sorted(library.questions) == ["hot-key", "stale-read"]
    assert list(library.companies) == ["acme"]
    assert list(library.plans) == ["one-day"]
    assert library.plans["one-day"].minutes == 60
    assert library.funnel is not None
    assert [term.path for term in library.guide.glossary.values()] == [PurePosixPath("data/guide/glossary/ttl.yml")]
    assert library.guide.faq == {}
    assert {slug: group.words for slug, group in library.synonyms.items()} == {
        "cache": ("cache", "store"),
        "key": ("key", "name"),
    }


def test_broken_files_do_not_affect_others(tmp_path: Path) -> None:
    broken: Mapping[str, str] = dict.fromkeys(
        ["data/funnel.yml", "data/companies/acme.yml", OTHER, "data/synonyms/key.yml"], "a: b: c\n"
    )
    project, _, parsed = loaded(tmp_path, broken)
    assert sorted(str(path) for path, file in parsed.items() if file.document.syntax_error) == sorted(broken)
    assert project.library.funnel is None
    assert list(project.library.synonyms) == ["cache"]
    assert list(project.library.questions) == ["stale-read"]
    assert list(project.library.companies) == []
    assert list(project.library.plans) == ["one-day"]
    assert PurePosixPath(OTHER) in project.files
    assert PurePosixPath(OTHER) not in project.yaml_files


def test_unreadable_answer_leaves_the_question_open(tmp_path: Path) -> None:
    project, files, _ = loaded(tmp_path, {A: b"caf\xe9"})
    assert project.library.questions["stale-read"].answer is None
    assert files[PurePosixPath(A)].text is None


def test_docs_pages_are_listed_but_not_read(tmp_path: Path) -> None:
    files = loaded(tmp_path, {"docs/guide/page.md": b"\xff", "docs/x.css": "x"}).project.files
    assert {str(path) for path in files if path.parts[0] == "docs"} == {"docs/index.md", "docs/guide/page.md"}


def test_empty_project(tmp_path: Path) -> None:
    project, files, parsed = load(tmp_path)
    assert (dict(files), dict(parsed)) == ({}, {})
    assert (dict(project.library.questions), project.files) == ({}, frozenset())


def test_answer_is_checked_even_if_its_question_is_broken(tmp_path: Path) -> None:
    assert PurePosixPath(A) in loaded(tmp_path, {Q: "a: b: c\n"}).project.answer_facts


def test_today_is_the_latest_date_on_earth(tmp_path: Path) -> None:
    here = datetime.datetime.now(datetime.UTC).date()
    assert load(tmp_path).project.today - here in (datetime.timedelta(0), datetime.timedelta(1))
