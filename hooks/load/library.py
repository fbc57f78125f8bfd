"""Load a project: everything in its files that's usable. The rules report the rest."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, TypeVar, cast

from hooks.load.files import RawFile, read
from hooks.load.layout import Place, Role, is_slug, place_of
from hooks.load.project import Project
from hooks.load.validation import ValidatedFile, validate
from hooks.load.yaml import Document, parse
from hooks.model.base import Model
from hooks.model.company import Company
from hooks.model.funnel import Funnel
from hooks.model.guide import FaqEntry, Guide, Mistake, Synonyms, Term
from hooks.model.library import Library
from hooks.model.plan import Plan
from hooks.model.question import Answer, Diagram, Program, Question, Topic
from hooks.prose.markdown import AnswerFacts, answer_facts

_LATEST_ZONE = datetime.timezone(datetime.timedelta(hours=14))


class Loaded(NamedTuple):
    """A project, the raw files it was read from, and every YAML file as parsed, by path from the root."""

    project: Project
    files: Mapping[PurePosixPath, RawFile]
    parsed: Mapping[PurePosixPath, ParsedFile]


@dataclass(frozen=True, eq=False)
class ParsedFile:
    """A YAML file as parsed; ``validated`` is None if its syntax is invalid. Hashed by identity."""

    document: Document
    validated: ValidatedFile | None


ReadAnswers = Callable[[Collection[Question]], Mapping[PurePosixPath, AnswerFacts]]


def read_each(questions: Collection[Question]) -> Mapping[PurePosixPath, AnswerFacts]:
    """Parse every answer, one after another."""
    return {question.answer.path: answer_facts(question.answer.text) for question in questions if question.answer}


def load(root: Path, read_answers: ReadAnswers = read_each) -> Loaded:
    """Load everything below ``root/data``. No file content makes it raise.

    ``read_answers`` returns the facts of the questions' answers, by path.
    """
    raw_files = {raw.path: raw for raw in read(root)}
    texts = {path: raw.text for path, raw in raw_files.items() if raw.text}
    parsed = {
        path: parse_file(path, text, place.model)
        for path, text in texts.items()
        if (place := place_of(path)) and place.model
    }
    yaml_files = {path: file.validated for path, file in parsed.items() if file.validated is not None}
    library = _library(yaml_files, texts)
    pages = (PurePosixPath(page.relative_to(root).as_posix()) for page in sorted((root / "docs").rglob("*.md")))
    project = Project(
        library=library,
        yaml_files=yaml_files,
        answer_facts={**_without_question(texts, library), **read_answers(library.questions.values())},
        files=frozenset([*raw_files, *pages]),
        today=datetime.datetime.now(_LATEST_ZONE).date(),
    )
    return Loaded(project, raw_files, parsed)


@lru_cache(maxsize=20_000)
def parse_file(path: PurePosixPath, text: str, model: type[Model]) -> ParsedFile:
    """Parse and validate one YAML file. Cached for ``mkdocs serve``, which reloads everything after each edit."""
    document = parse(path, text)
    return ParsedFile(document, validate(document, model) if document.syntax_error is None else None)


def _without_question(texts: Mapping[PurePosixPath, str], library: Library) -> dict[PurePosixPath, AnswerFacts]:
    """Facts of the answers whose question couldn't be loaded, so that they are checked anyway."""
    known = {question.answer.path for question in library.questions.values() if question.answer}
    return {
        path: answer_facts(text) for path, text in texts.items() if _role(path) is Role.ANSWER and path not in known
    }


def _role(path: PurePosixPath) -> Role | None:
    place = place_of(path)
    return place.role if place else None


class _Part(NamedTuple):
    place: Place
    path: PurePosixPath
    value: Model


def _library(found: Mapping[PurePosixPath, ValidatedFile], texts: Mapping[PurePosixPath, str]) -> Library:
    parts = [
        _Part(place, path, file.value)
        for path, file in found.items()
        if file.value and (place := place_of(path)) and _is_addressable(path)
    ]
    by_folder = _by_folder(texts)
    return Library(
        topics=_by_id(parts, Role.TOPIC, Topic),
        questions={
            part.place.id: _extended(
                Question, part, topic=part.path.parent.parent.name, **_folder(part.path, by_folder, texts)
            )
            for part in _with_role(parts, Role.QUESTION)
        },
        companies=_by_id(parts, Role.COMPANY, Company),
        plans=_by_id(parts, Role.PLAN, Plan),
        funnel=_single(parts, Funnel),
        guide=_guide(parts),
        synonyms=_by_id(parts, Role.SYNONYMS, Synonyms),
    )


def _guide(parts: Sequence[_Part]) -> Guide:
    lists: dict[str, Any] = {part.place.id.replace("-", "_"): part.value for part in _with_role(parts, Role.GUIDE)}
    return Guide(
        **lists,
        mistakes=_by_id(parts, Role.MISTAKE, Mistake),
        red_flags=_by_id(parts, Role.RED_FLAG, Mistake),
        faq=_by_id(parts, Role.FAQ, FaqEntry),
        glossary=_by_id(parts, Role.TERM, Term),
    )


def _is_addressable(path: PurePosixPath) -> bool:
    """Whether all names in the path are slugs, so they can be part of URLs and macro calls. F007 reports the others."""
    return all(map(is_slug, (*path.parts[1:-1], path.stem)))


def _with_role(parts: Iterable[_Part], role: Role) -> Iterator[_Part]:
    return (part for part in parts if part.place.role is role)


ModelT = TypeVar("ModelT", bound=Model)


def _single(parts: Iterable[_Part], kind: type[ModelT]) -> ModelT | None:
    return next((part.value for part in parts if isinstance(part.value, kind)), None)


def _by_id(parts: Iterable[_Part], role: Role, kind: type[ModelT]) -> dict[str, ModelT]:
    return {part.place.id: _extended(kind, part) for part in _with_role(parts, role)}


def _extended(kind: type[ModelT], part: _Part, **extra: Any) -> ModelT:  # noqa: ANN401 - fields of any model
    """The file's model plus fields from its path and folder. Everything has been validated already."""
    fields: dict[str, Any] = {**dict(part.value), "slug": part.place.id, "path": part.path, **extra}
    return cast("ModelT", kind.model_construct(**fields))


def _by_folder(texts: Mapping[PurePosixPath, str]) -> Mapping[PurePosixPath, list[PurePosixPath]]:
    folders: dict[PurePosixPath, list[PurePosixPath]] = {}
    for path in texts:
        folders.setdefault(path.parent, []).append(path)
    return folders


def _folder(
    path: PurePosixPath, by_folder: Mapping[PurePosixPath, list[PurePosixPath]], texts: Mapping[PurePosixPath, str]
) -> dict[str, Any]:
    """The answer, programs and diagrams in a question's folder. Skips programs whose names break F007."""
    by_role: dict[Role | None, list[PurePosixPath]] = {}
    for other in by_folder[path.parent]:
        by_role.setdefault(_role(other), []).append(other)
    answer = next(iter(by_role.get(Role.ANSWER, [])), None)
    return {
        "answer": Answer(path=answer, text=texts[answer]) if answer else None,
        "programs": tuple(
            Program(
                name=other.name, path=other, text=texts[other], record=texts.get(other.with_name(f"{other.name}.out"))
            )
            for other in by_role.get(Role.PROGRAM, [])
            if is_slug(other.stem.replace("_", "-"))
        ),
        "diagrams": tuple(Diagram(path=other, svg=texts[other]) for other in by_role.get(Role.DIAGRAM, [])),
    }
