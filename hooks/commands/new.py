"""``guide new``: half-filled files that pass the check."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import click
from pydantic import TypeAdapter, ValidationError

from hooks.check.check import check, within
from hooks.findings.finding import has_errors
from hooks.findings.report import as_text
from hooks.github.forms import Field, answers, form
from hooks.load.project import Project
from hooks.model.base import HttpsUrl
from hooks.model.words import Asked, Grade, Kind, Level
from hooks.new.company import Report, new_company
from hooks.new.question import NewFile, new_question, proposed
from hooks.new.topic import new_topic
from hooks.rules.nearby import did_you_mean, listed

QUESTION_FORM = "question.yml"
_FEW = 20
"""So many ids are listed where none is near."""
Command = Callable[..., None]
Given = str | Sequence[str] | None


@click.group()
def new() -> None:
    """Write a new question, company or topic: what options do not say is asked."""


def _words(words: Iterable[object]) -> click.Choice[str]:
    return click.Choice([str(word) for word in words])


def _option(name: str, text: str, kind: Any = None, **more: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - click's
    return click.option(f"--{name}", type=kind, help=text, **more)


def _project(context: click.Context) -> Project:
    """The guide as it is, read once."""
    found: Project = context.meta.get(__name__) or check(context.obj).project
    context.meta[__name__] = found
    return found


def _known(kind: str) -> Callable[[click.Context, click.Parameter | None, Any], Any]:
    """Looks at ids as soon as they are given: a wrong one is asked for again, and nothing typed before is lost."""

    def look(context: click.Context, _: click.Parameter | None, given: Given) -> Given:
        library = _project(context).library
        known = {
            "topic": library.topics,
            "stage": [stage.id for stage in library.funnel.stages] if library.funnel else [],
            "question": library.questions,
            "plan": library.plans,
        }[kind]
        for word in [given] if isinstance(given, str) else given or ():
            if word not in known:
                near = did_you_mean(word, known) or (f"There is {listed(known)}." if 0 < len(known) < _FEW else "")
                raise click.BadParameter(f"there is no {kind} `{word}`. {near}")
        return given

    return look


def _web_address(_: click.Context, __: click.Parameter, given: str) -> str:
    try:
        TypeAdapter(HttpsUrl).validate_python(given)
    except ValidationError as error:
        raise click.BadParameter(f"`{given}` is no web address: it begins with https://") from error
    return given


@new.command()
@_option("from-issue", "Text of an issue made with the form; - reads standard input.", click.File(encoding="utf-8"))
@_option("topic", "Id of its topic.", callback=_known("topic"))
@_option("title", "What engineers call it, in one to five words.")
@_option("prompt", "The question, as an interviewer would say it.")
@_option("kind", "What sort of answer it asks for.", _words(Kind))
@_option("level", "Where it is first asked.", _words(Level))
@_option("asked", "How often it comes up.", _words(Asked))
@_option("round", "Id of a stage of the loop; again for another.", multiple=True, callback=_known("stage"))
@_option("aka", "Other words people search for it; again for another.", multiple=True)
@_option("id", "Its id; made from the title if not given.")
@click.pass_obj
def question(root: Path, /, from_issue: IO[str] | None, **given: Any) -> None:  # noqa: ANN401 - click's
    """Write an open question."""
    project = check(root).project
    if from_issue is not None:
        filled = answers(from_issue.read(), form(root, QUESTION_FORM))
        _need(filled, form(root, QUESTION_FORM).fields)
        _write(root, lambda: proposed(project, filled))
        return
    topic = given["topic"] or click.prompt("Topic", type=_words(sorted(project.library.topics)))
    values = {
        "title": given["title"] or click.prompt("Title: what engineers call it, in one to five words"),
        "prompt": given["prompt"] or click.prompt("The question, as an interviewer would say it"),
        "kind": given["kind"] or click.prompt("Kind", type=_words(Kind)),
        "level": given["level"] or click.prompt("Level", type=_words(Level)),
        "rounds": list(given["round"]),
        "asked": given["asked"],
        "aka": list(given["aka"]),
    }
    _write(root, lambda: new_question(project, topic, values, given["id"]))


def _need(filled: Collection[str], fields: Mapping[str, Field]) -> None:
    missing = [field.label for field in fields.values() if field.required and field.id not in filled]
    if missing:
        raise click.ClickException(f"the issue does not say: {', '.join(missing)}")


@new.command()
@_option("title", "Its name.", prompt="Title")
@_option("blurb", "What interviewers look for here.", prompt="What interviewers look for here, in a sentence or two")
@_option("subtopic", "What it covers, in a few words; again for another.", multiple=True)
@_option("order", "Its place among the topics.", int)
@_option("id", "Its id; made from the title if not given.")
@click.pass_obj
def topic(root: Path, /, title: str, blurb: str, **given: Any) -> None:  # noqa: ANN401 - click's
    """Write a topic."""
    covers = given["subtopic"] or _split(click.prompt("What it covers, separated by commas"))
    project = check(root).project
    _write(root, lambda: new_topic(project, title, blurb, covers, order=given["order"], id_=given["id"]))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _stages(text: str) -> tuple[str, ...]:
    words = tuple(_split(text))
    _known("stage")(click.get_current_context(), None, words)
    return words


@new.command()
@_option("name", "Name of the company.", prompt="Company")
@_option("summary", "Two lines of orientation for a candidate.", prompt="Two lines of orientation")
@_option("evaluates", "What it looks for.", prompt="What it looks for")
@_option("process", "How its loop runs as a whole.", prompt="How its loop runs as a whole")
@_option("differs", "Why it is not a generic loop.", prompt="Why it is not a generic loop")
@_option("stage", "Id of a stage it has; again for another.", multiple=True, callback=_known("stage"))
@_option(
    "question",
    "Id of a question worth practising for it.",
    prompt="Id of a question worth practising for it",
    callback=_known("question"),
)
@_option("angle", "What to stress in it here.", prompt="What to stress in it here")
@_option("tip", "Advice that fits no other company.", prompt="A tip that fits no other company")
@_option("plan", "Id of the plan to follow.", prompt="Id of the plan to follow", callback=_known("plan"))
@_option("source-title", "Title of the page that says so.", prompt="Title of the page that says so")
@_option("source-publisher", "Who stands behind it.", prompt="Who stands behind that page")
@_option("source-url", "Its address.", prompt="Its address", callback=_web_address)
@_option("grade", "How well it is supported.", _words(Grade), prompt="How well it is supported")
@_option("seen", "When the source said so.", click.DateTime(["%Y-%m-%d"]), prompt="When the source said so")
@_option("id", "Its id; made from the name if not given.")
@click.pass_obj
def company(root: Path, /, stage: tuple[str, ...], seen: datetime.datetime, **given: Any) -> None:  # noqa: ANN401 - click's
    """Write a company's page from one source."""
    id_ = given.pop("id")
    stages = stage or click.prompt("Ids of the stages it has, separated by commas", value_proc=_stages)
    report = Report(**given, stages=stages, seen=seen.date())
    today = datetime.datetime.now(datetime.UTC).date()
    _write(root, lambda: new_company(report, today=today, id_=id_))


def _write(root: Path, make: Callable[[], NewFile]) -> None:
    """Write the file if the guide stays sound with it; otherwise say what is wrong."""
    try:
        made = make()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    file = root / made.path
    if file.exists():
        raise click.ClickException(f"{made.path} is there already")
    folders = [folder for folder in file.parents if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(made.text, "utf-8")
    findings = within(check(root).findings, [made.path])
    if has_errors(findings):
        told = as_text(findings, root)
        file.unlink()
        for folder in folders:
            folder.rmdir()
        raise click.ClickException(f"not written:\n{told}")
    click.echo(f"written {made.path}")
    if findings:
        click.echo(as_text(findings, root))
