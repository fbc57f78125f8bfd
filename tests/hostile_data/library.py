"""Generates a guide in which every text is a payload. Derived from the models, so that no field is missed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from html import escape
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import AnyHttpUrl, TypeAdapter, ValidationError

from hooks.diagrams.fences import source_hash
from hooks.load.layout import GUIDE_LISTS
from hooks.model.base import MAX_TEXT_LENGTH, HttpsUrl, Model, Ref
from hooks.model.company import CompanyFile
from hooks.model.funnel import Funnel
from hooks.model.guide import FaqEntryFile, MistakeFile, SynonymsFile, TermFile
from hooks.model.plan import PlanFile
from hooks.model.question import QuestionFile, TopicFile
from tests.hostile_data.payloads import DRAWINGS, HARMLESS, STYLED, Payload

CHECKLISTS = ("resume", "research", "day-of")
"""Checklists that pages show."""
ENTRIES: Mapping[str, type[Model]] = {
    "guide/glossary": TermFile,
    "guide/faq": FaqEntryFile,
    "guide/mistakes": MistakeFile,
    "guide/red-flags": MistakeFile,
    "synonyms": SynonymsFile,
}
"""Folders with a file for each entry."""
ANSWER = """\
{paragraph}

Then *{line}* again.

> [!NOTE]
> Words {line}

<!-- more -->

## Words {line}

- Words {line}
- [{title}](https://example.org/)

| {cell} | head |
|---|---|
| {cell} | body |

![{title}](x.png)

A note[^n].

[^n]: Words {line}

[{title}](demo.sql)

~~~~python {line}
{text}
~~~~

```mermaid
{fence}
```
"""


def write(root: Path, payloads: Sequence[Payload]) -> None:
    """Write ``root/data``: a topic, a question, a company and a plan for each payload, and every other file once."""
    for payload in payloads:
        name = payload.name
        _write(root / f"data/topics/t-{name}.yml", value(TopicFile, payload))
        _write(root / f"data/companies/c-{name}.yml", value(CompanyFile, payload))
        _write(root / f"data/plans/p-{name}.yml", value(PlanFile, payload))
        folder = root / f"data/questions/t-{name}/q-{name}"
        _write(folder / "question.yml", value(QuestionFile, payload))
        _write_answer(folder, payload)
        for entries, model in ENTRIES.items():
            _write(root / f"data/{entries}/e-{name}.yml", value(model, payload))
    _write(root / "data/funnel.yml", merged(value(Funnel, payload) for payload in payloads))
    for path, kind in GUIDE_LISTS.items():
        _write(root / f"data/guide/{path}.yml", merged(value(kind, payload) for payload in payloads))
    _write(root / "data/topics/t-drawings.yml", value(TopicFile, HARMLESS))
    for place, svg in enumerate((*DRAWINGS, STYLED)):
        _write_drawn(root / f"data/questions/t-drawings/drawn-{place}", svg)


def value(kind: Any, payload: Payload) -> Any:  # noqa: ANN401 - any annotation, and what JSON has for it
    """A valid value for the annotation ``kind``, with ``payload`` as every free text."""
    kind, *marks = get_args(kind) if get_origin(kind) is Annotated else (kind,)
    if get_origin(kind) is tuple:
        return [value(get_args(kind)[0], payload)]
    if get_origin(kind) in (Mapping, dict):
        return {name: value(get_args(kind)[1], payload) for name in CHECKLISTS}
    if type(None) in get_args(kind):
        return value(get_args(kind)[0], payload)
    if issubclass(kind, Model):
        hints = get_type_hints(kind, include_extras=True)
        return {name: value(hints[name], payload) for name in kind.model_fields}
    if issubclass(kind, Enum):
        return next(iter(kind)).value
    return _plain(kind, marks, payload)


def _plain(kind: type, marks: Iterable[object], payload: Payload) -> Any:  # noqa: ANN401 - what JSON has for it
    if kind is int:
        return 7
    if kind is datetime.date:
        return "2026-01-05"
    if kind is AnyHttpUrl:
        return url(payload)
    assert kind is str, f"unsupported type: {kind}"
    if ref := next((mark for mark in marks if isinstance(mark, Ref)), None):
        return _referred(ref, payload.name)
    if any(getattr(mark, "pattern", None) for mark in marks):
        return f"id-{payload.name}"
    limits = [limit for mark in marks if (limit := getattr(mark, "max_length", None))]
    return payload.text if len(payload.text) <= min(limits, default=MAX_TEXT_LENGTH) else short_text(payload)


def short_text(payload: Payload) -> str:
    """Plain words for fields that the payload is too long for."""
    return f"Too long: {payload.name}"


def _referred(ref: Ref, name: str) -> str:
    return {
        Ref.QUESTION: f"q-{name}",
        Ref.TOPIC: f"t-{name}",
        Ref.PLAN: f"p-{name}",
        Ref.STAGE: f"id-{name}",
        Ref.PAGE: "/loop/",
    }[ref]


def url(payload: Payload) -> str:
    """A URL that contains the payload, if that's a valid URL."""
    with_payload = f"https://example.org/?{payload.line}#{payload.line}"
    try:
        TypeAdapter(HttpsUrl).validate_json(json.dumps(with_payload), strict=True)
    except ValidationError:
        return "https://example.org/"
    return with_payload


def merged(values: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Merge ``values``: lists are concatenated, anything else comes from the first."""
    whole: dict[str, Any] = {}
    for each in values:
        for name, part in each.items():
            whole[name] = _joined(whole[name], part) if name in whole else part
    return whole


def _joined(one: Any, other: Any) -> Any:  # noqa: ANN401 - what JSON has
    if isinstance(one, list):
        return [*one, *other]
    if isinstance(one, dict):
        return {name: _joined(one[name], part) for name, part in other.items()}
    return one


def _write_answer(folder: Path, payload: Payload) -> None:
    fence = f"flowchart TD\n  accTitle: {payload.line}\n  accDescr: {payload.line}\n  A[{payload.line}] --> B\n"
    values = {
        "line": payload.line,
        "text": payload.text,
        "title": "words" if payload.seen else payload.line,
        "paragraph": f"Words {payload.line}" if payload.text.startswith(("#", "---", "~~~")) else payload.line,
        "cell": payload.line.replace("|", "\\|"),
        "fence": fence[:-1],
    }
    (folder / "answer.md").write_text(ANSWER.format(**values), "utf-8")
    (folder / "demo.sql").write_text(f"-- {payload.text}\nSELECT '{payload.text}';\n", "utf-8")
    (folder / "demo.sql.out").write_text(f"{payload.line}\n\n{payload.text}\n", "utf-8")
    (folder / "diagram-1.svg").write_text(drawing(fence, payload), "utf-8")


def drawing(fence: str, payload: Payload) -> str:
    """An up-to-date SVG for ``fence`` that contains the payload."""
    said = escape(payload.line.translate({2: None, 3: None}))
    words = f'<title>{said}</title><desc>{said}</desc><text x="1" y="9">{said}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 50" {stamp(fence)}>{words}</svg>\n'


def stamp(fence: str) -> str:
    """The SVG attribute with the hash of its fence."""
    return f'data-source="{source_hash(fence)}"'


def _write_drawn(folder: Path, svg: str) -> None:
    fence = "flowchart TD\n  A[fence] --> B\n"
    question = {"title": folder.name, "prompt": f"What of {folder.name}?", "kind": "concept", "level": "mid"}
    _write(folder / "question.yml", question)
    (folder / "answer.md").write_text(f"Words.\n\n<!-- more -->\n\n```mermaid\n{fence}```\n", "utf-8")
    (folder / "diagram-1.svg").write_text(svg.replace("STAMP", stamp(fence)), "utf-8")


def _write(path: Path, content: Any) -> None:  # noqa: ANN401 - what JSON has
    """Write YAML as JSON, which can escape every character."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), "utf-8")
