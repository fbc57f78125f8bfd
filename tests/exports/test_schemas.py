from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from hooks.exports.schemas import FOLDER, schemas
from hooks.load.layout import place_of
from hooks.load.shape import shape
from hooks.load.yaml import parse

ROOT = Path(__file__).parents[2]
MADE = schemas()
SCHEMAS = sorted(name for name in MADE if name.startswith(FOLDER))
SETTINGS = ".vscode/settings.json"
FILES = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "data").rglob("*.yml"))


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_file_in_the_repository_is_fresh(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == MADE[name], "run `guide schemas`"


def test_no_schema_is_left_over() -> None:
    assert sorted(f"{FOLDER}/{file.name}" for file in (ROOT / FOLDER).iterdir()) == SCHEMAS


def globs() -> dict[str, str]:
    used: dict[str, str] = json.loads(MADE[SETTINGS])["yaml.schemas"]
    return used


def test_editors_use_every_schema() -> None:
    assert sorted(globs()) == [f"./{name}" for name in SCHEMAS]


def test_editors_read_yaml_as_we_do() -> None:
    assert json.loads(MADE[SETTINGS])["yaml.yamlVersion"] == "1.2"


@pytest.mark.parametrize("file", FILES)
def test_each_data_file_has_one_schema_and_it_is_that_of_its_model(file: str) -> None:
    path = PurePosixPath(file)
    used = [schema for schema, glob in globs().items() if path.match(glob) and len(path.parts) == glob.count("/") + 1]
    place = place_of(path)
    assert place is not None
    assert place.model is not None
    assert [json.loads(MADE[schema.removeprefix("./")])["title"] for schema in used] == [place.model.__name__]


@pytest.mark.parametrize("file", FILES)
def test_each_data_file_fits_its_model(file: str) -> None:
    path = PurePosixPath(file)
    place = place_of(path)
    assert place is not None
    assert place.model is not None
    assert shape(parse(path, (ROOT / file).read_text("utf-8")), place.model).errors == []


def models() -> list[tuple[str, dict[str, Any]]]:
    """Every object of every schema, named by where it stands."""
    found = []
    for name in SCHEMAS:
        schema = json.loads(MADE[name])
        found += [(name, schema), *((f"{name} {title}", part) for title, part in schema.get("$defs", {}).items())]
    return [(name, part) for name, part in found if part.get("type") == "object"]


@pytest.mark.parametrize(("name", "model"), models(), ids=[name for name, _ in models()])
def test_editors_can_complete_and_explain_every_field(name: str, model: dict[str, Any]) -> None:
    assert model["additionalProperties"] is False, name
    assert [field for field, said in model["properties"].items() if not said.get("description")] == []


def test_a_schema_names_what_is_needed_and_what_may_be_chosen() -> None:
    question = json.loads(MADE[f"{FOLDER}/question.json"])
    assert question["required"] == ["title", "prompt", "kind", "level"]
    assert question["$defs"]["Level"]["enum"] == ["junior", "mid", "senior", "staff"]
    assert question["$defs"]["Review"]["properties"]["on"]["format"] == "date"
