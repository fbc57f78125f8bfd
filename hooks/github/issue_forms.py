"""The issue forms in ``.github/ISSUE_TEMPLATE``, and the answers in issues created with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(".github", "ISSUE_TEMPLATE")
_NO_RESPONSE = "_No response_"


@dataclass(frozen=True)
class FormField:
    """A form field. ``kind`` is GitHub's type, such as ``input``; ``options`` are the choices of a dropdown."""

    id: str
    label: str
    kind: str
    required: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssueForm:
    """An issue form: its file name, title prefix, fields by id in order, and the labels of its issues."""

    file: str
    name: str
    title: str
    fields: Mapping[str, FormField]
    labels: tuple[str, ...]


def load_form(root: Path, file: str) -> IssueForm:
    """The form in ``file``, such as ``question.yml``."""
    content = yaml.safe_load((root / FOLDER / file).read_text("utf-8"))
    fields = [_field(part) for part in content["body"] if part["type"] != "markdown"]
    return IssueForm(
        file, content["name"], content["title"], {field.id: field for field in fields}, tuple(content["labels"])
    )


def load_forms(root: Path) -> dict[str, IssueForm]:
    """All forms by file name."""
    names = sorted(file.name for file in (root / FOLDER).glob("*.yml") if file.name != "config.yml")
    return {name: load_form(root, name) for name in names}


def _field(part: Mapping[str, dict[str, object]]) -> FormField:
    attributes, validations = part["attributes"], part.get("validations", {})
    options = attributes.get("options", ())
    return FormField(
        id=str(part["id"]),
        label=str(attributes["label"]),
        kind=str(part["type"]),
        required=bool(validations.get("required")),
        options=tuple(map(str, options)) if isinstance(options, list) else (),
    )


def parse_answers(body: str, form: IssueForm) -> dict[str, str]:
    """The answers in an issue's body by field id, without empty ones.

    GitHub writes each label as a level-3 heading with the answer below it, in the order of the form. Answers can
    contain other headings.

    Raises:
        ValueError: A label is there twice or out of order, so it's unclear where an answer ends.
    """
    ids = {field.label: field.id for field in form.fields.values()}
    heading = re.compile(rf"^### ({'|'.join(map(re.escape, ids))})[ \t]*$", re.MULTILINE)
    _, *parts = heading.split(body.replace("\r\n", "\n"))
    labels, answers = parts[::2], parts[1::2]
    if labels != [label for label in ids if label in labels]:
        raise ValueError("The form's headings are there twice or in another order. Keep each once, in the form's order")
    found = {ids[label]: answer.strip() for label, answer in zip(labels, answers, strict=True)}
    return {id_: answer for id_, answer in found.items() if answer and answer != _NO_RESPONSE}
