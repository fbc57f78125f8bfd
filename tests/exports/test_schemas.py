from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from hooks.exports.schemas import FOLDER, schemas
from hooks.load.layout import place_of
from hooks.load.validation import validate
from hooks.load.yaml import parse

ROOT = Path(__file__).parents[2]
MADE = schemas()
SCHEMAS = sorted(name for name in MADE if name.startswith(FOLDER))
SETTINGS = ".vscode/settings.json"
FILES = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "data").rglob("*.yml"))


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_committed_file_is_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == MADE[name], "run `guide schemas`"


def unbounded(schema: object, place: str) -> Iterator[str]:
    """Lists, mappings and texts in a schema without a maximum."""
    if isinstance(schema, dict):
        bounds = {
            "array": {"maxItems"},
            "object": {"maxProperties", "properties"},
            "string": {"maxLength", "format", "enum"},
        }
        if not bounds.get(str(schema.get("type")), set(schema)) & schema.keys():
            yield place
    for name, value in schema.items() if isinstance(schema, dict) else ():
        yield from unbounded(value, f"{place}/{name}")
    for value in schema if isinstance(schema, list) else ():
        yield from unbounded(value, place)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_list_and_text_has_a_maximum(name: str) -> None:
    assert list(unbounded(json.loads(MADE[name]), name)) == []


def test_there_are_no_other_schemas() -> None:
    assert sorted(f"{FOLDER}/{file.name}" for file in (ROOT / FOLDER).iterdir()) == SCHEMAS


def schema_globs() -> dict[str, str]:
    globs: dict[str, str] = json.loads(MADE[SETTINGS])["yaml.schemas"]
    return globs


def test_vscode_settings_use_every_schema() -> None:
    assert sorted(schema_globs()) == [f"./{name}" for name in SCHEMAS]


def test_vscode_settings_use_our_yaml_version() -> None:
    assert json.loads(MADE[SETTINGS])["yaml.yamlVersion"] == "1.2"


@pytest.mark.parametrize("file", FILES)
def test_a_data_file_has_the_schema_of_its_model(file: str) -> None:
    path = PurePosixPath(file)
    matching = [
        schema for schema, glob in schema_globs().items() if path.match(glob) and len(path.parts) == glob.count("/") + 1
    ]
    place = place_of(path)
    assert place is not None
    assert place.model is not None
    assert [json.loads(MADE[schema.removeprefix("./")])["title"] for schema in matching] == [place.model.__name__]


@pytest.mark.parametrize("file", FILES)
def test_a_data_file_is_valid(file: str) -> None:
    path = PurePosixPath(file)
    place = place_of(path)
    assert place is not None
    assert place.model is not None
    assert validate(parse(path, (ROOT / file).read_text("utf-8")), place.model).errors == []


def models() -> list[tuple[str, dict[str, Any]]]:
    """Every object schema, with the name of its file and definition."""
    models = []
    for name in SCHEMAS:
        schema = json.loads(MADE[name])
        models += [(name, schema), *((f"{name} {title}", part) for title, part in schema.get("$defs", {}).items())]
    return [(name, part) for name, part in models if part.get("type") == "object"]


@pytest.mark.parametrize(("name", "model"), models(), ids=[name for name, _ in models()])
def test_every_field_has_a_description(name: str, model: dict[str, Any]) -> None:
    assert model["additionalProperties"] is False, name
    assert [name for name, field in model["properties"].items() if not field.get("description")] == []


def test_a_schema_has_required_fields_enums_and_formats() -> None:
    question = json.loads(MADE[f"{FOLDER}/question.json"])
    assert question["required"] == ["title", "prompt", "kind", "level"]
    assert question["$defs"]["Level"]["enum"] == ["junior", "mid", "senior", "staff"]
    assert question["$defs"]["Review"]["properties"]["on"]["format"] == "date"
