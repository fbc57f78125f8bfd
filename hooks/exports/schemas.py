"""JSON Schemas of the data files, for completion and validation in editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from hooks.load.layout import GUIDE_LISTS
from hooks.model.base import Model
from hooks.model.company import CompanyFile
from hooks.model.funnel import Funnel
from hooks.model.guide import FaqEntryFile, MistakeFile, SynonymsFile, TermFile
from hooks.model.plan import PlanFile
from hooks.model.question import QuestionFile, TopicFile

FOLDER = "schemas"
_GLOBS: Mapping[str, tuple[type[Model], str]] = {
    "topic": (TopicFile, "data/topics/*.yml"),
    "question": (QuestionFile, "data/questions/*/*/question.yml"),
    "company": (CompanyFile, "data/companies/*.yml"),
    "plan": (PlanFile, "data/plans/*.yml"),
    "funnel": (Funnel, "data/funnel.yml"),
    "synonyms": (SynonymsFile, "data/synonyms/*.yml"),
    "glossary": (TermFile, "data/guide/glossary/*.yml"),
    "faq": (FaqEntryFile, "data/guide/faq/*.yml"),
    "mistakes": (MistakeFile, "data/guide/mistakes/*.yml"),
    "red-flags": (MistakeFile, "data/guide/red-flags/*.yml"),
    **{name: (model, f"data/guide/{name}.yml") for name, model in GUIDE_LISTS.items()},
}


def schemas() -> dict[str, str]:
    """The schemas, and the VS Code settings that map them to files, by path from the project's root."""
    files = {f"{FOLDER}/{name}.json": _schema(model) for name, (model, _) in _GLOBS.items()}
    return files | {".vscode/settings.json": _vscode_settings()}


def write(root: Path) -> list[Path]:
    """Write the files that have changed, and return them."""
    written = []
    for name, text in schemas().items():
        file = root / name
        if not file.is_file() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            written.append(file)
    return written


def _schema(model: type[Model]) -> str:
    return _json({"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()})


def _vscode_settings() -> str:
    schema_globs = {f"./{FOLDER}/{name}.json": glob for name, (_, glob) in _GLOBS.items()}
    return _json({"yaml.schemas": schema_globs, "yaml.yamlVersion": "1.2"})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
