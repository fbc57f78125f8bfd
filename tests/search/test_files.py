"""Rows and their files: what is in them, and that they are the same for the same data."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hooks.check.check import check
from hooks.model.words import Level
from hooks.render.view import View
from hooks.search import Row, Sort, files, rows
from hooks.search.rows import first_lines
from hooks.search.synonyms import Synonyms
from hooks.search.words import name_term, tokens
from tests.rules.making import SOUND, Q, changed, write

WORDS = "groups:\n  - [stale, outdated]\n  - [pub/sub, publish-subscribe]\n"


def view_of(folder: Path, **changes: str) -> View:
    project = check(write(folder, {**SOUND, "data/synonyms.yml": WORDS, **changes})).project
    return View(project.library, proses=project.proses)


@pytest.fixture
def view(tmp_path: Path) -> View:
    return view_of(tmp_path)


@pytest.fixture
def found(view: View) -> dict[str, Row]:
    return {row.address: row for row in rows(view)}


def index(view: View, most_in_one: int = 3_000) -> dict[str, str]:
    return dict(files(rows(view), topics=view.topics, companies=view.companies, most_in_one=most_in_one))


def test_a_question_is_a_row_that_leads_to_its_answer(found: dict[str, Row]) -> None:
    row = found["questions/stale-read/#answer"]
    assert (row.sort, row.title) == (Sort.QUESTION, "Stale read")
    assert row.prompt == "Why is the cached value stale?"
    assert (row.topic, row.level, row.open) == ("caching", Level.MID, False)
    assert row.text.startswith("The entry was stored before the value changed")
    assert len(row.text) <= 180


def test_its_names_are_its_id_and_its_other_words_with_what_means_the_same(found: dict[str, Row]) -> None:
    row = found["questions/stale-read/#answer"]
    assert row.main == ("Stale read", "stale read", "outdated read")
    assert row.names == ("old value",)
    assert "outdated" in row.also


def test_a_question_without_an_answer_leads_to_its_page(found: dict[str, Row]) -> None:
    row = found["questions/hot-key/"]
    assert row.open
    assert row.text == ""


def test_there_is_a_row_for_everything_around_the_questions(found: dict[str, Row]) -> None:
    sorts = {row.sort for row in found.values()}
    assert {Sort.QUESTION, Sort.TOPIC, Sort.STAGE} <= sorts
    assert found["topics/caching/"].title == "Caching"


def test_texts_are_plain(tmp_path: Path) -> None:
    view = view_of(tmp_path, **changed(Q, "Stale read", '"`<b>` *stale*"'))
    titles = [row.title for row in rows(view)]
    assert "<b> stale" in titles


def test_columns_are_as_long_as_there_are_rows(view: View) -> None:
    data = json.loads(index(view)["search/index.json"])
    lengths = {len(column) for group in (data["facts"], data["rows"]) for column in group.values()}
    assert lengths == {len(rows(view))}


def test_files_are_the_same_for_the_same_data(view: View, tmp_path: Path) -> None:
    again = view_of(tmp_path)
    for most in (0, 3_000):
        assert index(view, most) == index(again, most)


def test_pieces_lie_in_a_folder_that_their_contents_name(view: View) -> None:
    before = index(view, 0)
    folders = {name.split("/")[1] for name in before if name != "search/index.json"}
    assert folders == {json.loads(before["search/index.json"])["split"]["folder"]}
    other = [replace(row, title=f"{row.title} Really?") for row in rows(view)]
    after = files(other, topics=view.topics, companies=view.companies, most_in_one=0)
    assert not {name for name in after if name in before} - {"search/index.json"}


def test_every_term_is_in_the_file_that_its_beginning_names(view: View) -> None:
    made = index(view, 0)
    about = json.loads(made["search/index.json"])["split"]
    terms: set[str] = set()
    for number in range(len(about["starts"])):
        terms |= json.loads(made[f"search/{about['folder']}/terms-{number}.json"]).keys()
    assert {"stale", "cached", "=stale read"} <= terms
    assert about["starts"] == sorted(about["starts"])


def test_a_long_text_ends_at_a_word(found: dict[str, Row]) -> None:
    assert first_lines("a" * 180) == "a" * 180
    assert first_lines("word, " * 40).endswith("word…")
    assert all(len(row.text) <= 180 for row in found.values())


def test_of_two_phrases_that_begin_together_only_the_longer_is_replaced(tmp_path: Path) -> None:
    words = "groups:\n  - [dogpile, dogpile effect, stampede]\n"
    synonyms = Synonyms.of(view_of(tmp_path, **{"data/synonyms.yml": words}).library)
    assert synonyms.variants(["dogpile effect"]) == ("dogpile", "stampede")


def test_synonyms_know_plurals_and_phrases(view: View) -> None:
    synonyms = Synonyms.of(view.library)
    assert synonyms.words("Kafka or pub sub?") == ("publish-subscribe",)
    assert synonyms.variants(["stales"]) == ("outdated",)
    assert synonyms.variants(["stale", "outdated"]) == ()


def test_what_a_mark_holds_together_is_one_more_word() -> None:
    assert list(tokens("Pub/Sub, O’Reilly")) == ["pub", "sub", "pubsub", "o", "reilly", "oreilly"]
    assert name_term("Naïve ﬁnd") == "=naive find"
