"""The issue forms in ``.github/ISSUE_TEMPLATE``: what they ask, and what an issue made with one says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(".github", "ISSUE_TEMPLATE")
_NOTHING = "_No response_"


@dataclass(frozen=True)
class Field:
    """One thing a form asks. ``options`` are the choices of a dropdown."""

    id: str
    label: str
    kind: str
    required: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form: its file's name, its fields by id in their order, and the labels its issues get."""

    file: str
    name: str
    title: str
    fields: Mapping[str, Field]
    labels: tuple[str, ...]


def form(root: Path, file: str) -> Form:
    """The form in ``file``."""
    content = yaml.safe_load((root / FOLDER / file).read_text("utf-8"))
    fields = [_field(part) for part in content["body"] if part["type"] != "markdown"]
    return Form(
        file, content["name"], content["title"], {field.id: field for field in fields}, tuple(content["labels"])
    )


def forms(root: Path) -> dict[str, Form]:
    """Every form by its file's name."""
    names = sorted(file.name for file in (root / FOLDER).glob("*.yml") if file.name != "config.yml")
    return {name: form(root, name) for name in names}


def _field(part: Mapping[str, dict[str, object]]) -> Field:
    attributes, validations = part["attributes"], part.get("validations", {})
    options = attributes.get("options", ())
    return Field(
        id=str(part["id"]),
        label=str(attributes["label"]),
        kind=str(part["type"]),
        required=bool(validations.get("required")),
        options=tuple(map(str, options)) if isinstance(options, list) else (),
    )


def answers(body: str, asked: Form) -> dict[str, str]:
    """What was filled in, by the field's id; fields left empty are absent.

    GitHub writes each label as a heading of the third level, in the order of the form, with the answer below it. Only
    the labels of the form count, each once, so an answer may have headings of its own.
    """
    text = body.replace("\r\n", "\n")
    starts: list[tuple[str, int, int]] = []
    at = 0
    for field in asked.fields.values():
        heading = re.compile(rf"^### {re.escape(field.label)}[ \t]*$", re.MULTILINE)
        if match := heading.search(text, at):
            starts.append((field.id, match.start(), match.end()))
            at = match.end()
    ends = [*(start for _, start, _ in starts), len(text)][1:]
    found = {id_: text[begin:end].strip() for (id_, _, begin), end in zip(starts, ends, strict=True)}
    return {id_: answer for id_, answer in found.items() if answer and answer != _NOTHING}
