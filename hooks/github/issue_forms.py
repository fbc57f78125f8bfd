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

    GitHub writes each label as a level-3 heading with the answer below it, in the order of the form. Only the first
    occurrence of a label in that order counts, so answers can contain headings of their own.
    """
    text = body.replace("\r\n", "\n")
    starts: list[tuple[str, int, int]] = []
    at = 0
    for field in form.fields.values():
        heading = re.compile(rf"^### {re.escape(field.label)}[ \t]*$", re.MULTILINE)
        if match := heading.search(text, at):
            starts.append((field.id, match.start(), match.end()))
            at = match.end()
    ends = [*(start for _, start, _ in starts), len(text)][1:]
    found = {id_: text[begin:end].strip() for (id_, _, begin), end in zip(starts, ends, strict=True)}
    return {id_: answer for id_, answer in found.items() if answer and answer != _NO_RESPONSE}
