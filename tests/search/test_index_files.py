"""Search rows and index files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from hooks.check.check import check
from hooks.model.enums import Level
from hooks.model.question import Program
from hooks.render.view import View
from hooks.search import Row, RowType, index_files, search_rows
from hooks.search.printed import printed_messages
from hooks.search.rows import snippet
from hooks.search.synonyms import MAX_LENGTH, Synonyms, _words
from hooks.search.tokenizer import name_term, tokenize
from tests.rules.sample_project import VALID, Q, changed, write
from tests.search.index_site import guide

WORDS = {
    "data/synonyms/stale.yml": "words: [stale, outdated]\n",
    "data/synonyms/publish-subscribe.yml": "words: [pub/sub, publish-subscribe]\n",
}


def view_of(folder: Path, **changes: str) -> View:
    project = check(write(folder, {**VALID, **WORDS, **changes})).project
    return View(project.library, answer_facts=project.answer_facts)


@pytest.fixture
def view(tmp_path: Path) -> View:
    return view_of(tmp_path)


@pytest.fixture
def rows(view: View) -> dict[str, Row]:
    return {row.url: row for row in search_rows(view)}


def index(view: View, split_threshold: int = 3_000) -> dict[str, str]:
    rows = search_rows(view)
    return dict(index_files(rows, topics=view.topics, companies=view.companies, split_threshold=split_threshold))


def test_an_answered_question_links_to_its_answer(rows: dict[str, Row]) -> None:
    row = rows["questions/stale-read/#answer"]
    assert (row.type, row.title) == (RowType.QUESTION, "Stale read")
    assert row.prompt == "Why is the cached value stale?"
    assert (row.topic, row.level, row.open) == ("caching", Level.MID, False)
    assert row.text.startswith("The entry was stored before the value changed")
    assert len(row.text) <= 180


def test_names_include_aliases_and_synonyms(rows: dict[str, Row]) -> None:
    row = rows["questions/stale-read/#answer"]
    assert row.main == ("Stale read", "stale read", "outdated read")
    assert row.names == ("old value",)
    assert "outdated" in row.also


def test_an_open_question_links_to_its_page(rows: dict[str, Row]) -> None:
    row = rows["questions/hot-key/"]
    assert row.open
    assert row.text == ""


def test_there_are_rows_for_more_than_questions(rows: dict[str, Row]) -> None:
    types = {row.type for row in rows.values()}
    assert {RowType.QUESTION, RowType.TOPIC, RowType.STAGE} <= types
    assert rows["topics/caching/"].title == "Caching"


def test_texts_are_plain(tmp_path: Path) -> None:
    view = view_of(tmp_path, **changed(Q, "Stale read", '"`<b>` *stale*"'))
    titles = [row.title for row in search_rows(view)]
    assert "<b> stale" in titles


def test_every_column_has_a_value_for_each_row(view: View) -> None:
    data = json.loads(index(view)["search/index.json"])
    lengths = {len(column) for group in (data["facts"], data["rows"]) for column in group.values()}
    assert lengths == {len(search_rows(view))}


def test_index_files_are_deterministic(view: View, tmp_path: Path) -> None:
    again = view_of(tmp_path)
    for split_threshold in (0, 3_000):
        assert index(view, split_threshold) == index(again, split_threshold)


def test_the_folder_of_a_split_index_is_named_by_its_content(view: View) -> None:
    before = index(view, 0)
    folders = {name.split("/")[1] for name in before if name != "search/index.json"}
    assert folders == {json.loads(before["search/index.json"])["split"]["folder"]}
    changed_rows = [replace(row, title=f"{row.title} Really?") for row in search_rows(view)]
    after = index_files(changed_rows, topics=view.topics, companies=view.companies, split_threshold=0)
    assert not {name for name in after if name in before} - {"search/index.json"}


def test_a_split_index_has_every_term(view: View) -> None:
    files = index(view, 0)
    manifest = json.loads(files["search/index.json"])["split"]
    terms: set[str] = set()
    for number in range(len(manifest["starts"])):
        terms |= json.loads(files[f"search/{manifest['folder']}/terms-{number}.json"]).keys()
    assert {"stale", "cached", "=stale read"} <= terms
    assert manifest["starts"] == sorted(manifest["starts"])


def test_a_snippet_ends_at_a_word(rows: dict[str, Row]) -> None:
    assert snippet("a" * 180) == "a" * 180
    assert snippet("word, " * 40).endswith("word…")
    assert all(len(row.text) <= 180 for row in rows.values())


def test_of_overlapping_synonyms_the_longest_matches(tmp_path: Path) -> None:
    words = "words: [dogpile, dogpile effect, stampede]\n"
    synonyms = Synonyms.of(view_of(tmp_path, **{"data/synonyms/dogpile.yml": words}).library)
    assert synonyms.variants(["dogpile effect"]) == ("dogpile", "stampede")


def test_synonyms_match_plurals_and_phrases(view: View) -> None:
    synonyms = Synonyms.of(view.library)
    assert synonyms.of_parts(["Kafka or pub sub?"]) == ("publish-subscribe",)
    assert synonyms.variants(["stales"]) == ("outdated",)
    assert synonyms.variants(["stale", "outdated"]) == ()


def test_common_words_do_not_fill_the_index(tmp_path: Path) -> None:
    common = ["what", "is", "the", *(f"{'x' * 50}{number}" for number in range(9))]
    synonyms = Synonyms.of(view_of(tmp_path, **{"data/synonyms/what.yml": f"words: {json.dumps(common)}\n"}).library)
    for found in (synonyms.variants(["what is the point"] * 9), synonyms.of_parts(["What is the point?"] * 9)):
        assert 0 < sum(map(len, found)) <= MAX_LENGTH


def test_a_compound_is_also_one_word() -> None:
    assert list(tokenize("Pub/Sub, O’Reilly")) == ["pub", "sub", "pubsub", "o", "reilly", "oreilly"]
    assert name_term("Naïve ﬁnd") == "=naive find"


def test_messages_of_recorded_programs_are_searched_for() -> None:
    record = (
        "PostgreSQL 18.6\n\n"
        '  ERROR:  23505: duplicate key value violates unique constraint "a_pkey"\n'
        "A   ERROR:  40P01: deadlock detected\n"
        '| B   ERROR:  23505: duplicate key value violates unique constraint "b_pkey"\n'
        "B   ERROR:  P0001: ours\n"
        "ValueError: too many values to unpack (expected 2)\n"
        "    ERROR query failed\n"
    )
    program = Program(name="a.sql", path=PurePosixPath("a.sql"), text="", record=record)
    unrecorded = program.model_copy(update={"record": None})
    assert printed_messages([unrecorded, program]) == (
        "duplicate key value violates unique constraint (23505)",
        "deadlock detected (40P01)",
        "ValueError: too many values to unpack",
    )


def test_synonyms_replace_whole_words_and_keep_the_others_as_written() -> None:
    assert synonyms("https", "tls").variants(["http callback"]) == ()
    assert synonyms("database", "db").variants(["Redis as a database"]) == ("redis as a db",)
    assert synonyms("database", "db").variants(["moving databases with locks"]) == ("moving db with locks",)


def synonyms(*group: str) -> Synonyms:
    phrases = [tuple(_words(word)) for word in group]
    return Synonyms((group,), {phrase[0]: ((phrase, 0),) for phrase in phrases})


def test_an_answered_question_has_enough_names_and_searches() -> None:
    few = {
        question.slug: len(question.aka) + len(question.searched)
        for question in guide().view.questions
        if question.answer and len(question.aka) + len(question.searched) < 8
    }
    assert few == {}
