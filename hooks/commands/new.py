"""``guide new``: scaffold a question, company or topic that passes the check."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import click
from pydantic import TypeAdapter, ValidationError

from hooks.check.check import check, within
from hooks.findings.finding import has_errors
from hooks.findings.report import as_text
from hooks.github.issue_forms import IssueForm, load_form, parse_answers
from hooks.load.project import Project
from hooks.model.base import HttpsUrl
from hooks.model.enums import Asked, Grade, Kind, Level
from hooks.new.company import Report, new_company
from hooks.new.question import NewFile, new_question, question_from_form
from hooks.new.term import new_term
from hooks.new.topic import new_topic
from hooks.rules.suggestions import did_you_mean, or_list

QUESTION_FORM = "question.yml"
_MAX_LISTED = 20
"""If no known id is close, list them all, but only up to this many."""
Command = Callable[..., None]
OptionValue = str | Sequence[str] | None


@click.group()
def new() -> None:
    """Create a question, company, topic or glossary term. Prompts for anything not given as an option."""


def _choice(values: Iterable[object]) -> click.Choice[str]:
    return click.Choice([str(value) for value in values])


def _option(name: str, help_: str, type_: Any = None, **more: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - click's
    return click.option(f"--{name}", type=type_, help=help_, **more)


def _project(context: click.Context) -> Project:
    """The loaded project, cached for this invocation."""
    found: Project = context.meta.get(__name__) or check(context.obj).project
    context.meta[__name__] = found
    return found


def _existing(kind: str) -> Callable[[click.Context, click.Parameter | None, Any], Any]:
    """A callback that validates ids as they're entered, so click prompts again for just the wrong one."""

    def validate(context: click.Context, _: click.Parameter | None, value: OptionValue) -> OptionValue:
        library = _project(context).library
        known = {
            "topic": library.topics,
            "stage": [stage.id for stage in library.funnel.stages] if library.funnel else [],
            "question": library.questions,
            "plan": library.plans,
        }[kind]
        for id_ in [value] if isinstance(value, str) else value or ():
            if id_ not in known:
                hint = did_you_mean(id_, known) or (f"Choose {or_list(known)}." if 0 < len(known) < _MAX_LISTED else "")
                raise click.BadParameter(f"no {kind} `{id_}`. {hint}")
        return value

    return validate


def _https_url(_: click.Context, __: click.Parameter, value: str) -> str:
    try:
        TypeAdapter(HttpsUrl).validate_python(value)
    except ValidationError as error:
        raise click.BadParameter(f"`{value}` isn't an https:// URL") from error
    return value


@new.command()
@_option("from-issue", "Body of an issue created with the form; - reads stdin.", click.File(encoding="utf-8"))
@_option("topic", "Topic id.", callback=_existing("topic"))
@_option("title", "What engineers call it, in one to five words.")
@_option("prompt", "The question as an interviewer would ask it.")
@_option("kind", "Kind of question.", _choice(Kind))
@_option("level", "Lowest level it's asked at.", _choice(Level))
@_option("asked", "How often it's asked.", _choice(Asked))
@_option("round", "Interview stage id; repeatable.", multiple=True, callback=_existing("stage"))
@_option("aka", "Another search term for it; repeatable.", multiple=True)
@_option("searched", "Something people type who need it; repeatable.", multiple=True)
@_option("id", "Question id; by default derived from the title.")
@click.pass_obj
def question(root: Path, /, from_issue: IO[str] | None, **options: Any) -> None:  # noqa: ANN401 - click's
    """Create a question with no answer yet."""
    project = check(root).project
    if from_issue is not None:
        answers = _answers(from_issue.read(), load_form(root, QUESTION_FORM))
        _write(root, lambda: question_from_form(project, answers))
        return
    topic = options["topic"] or click.prompt("Topic", type=_choice(sorted(project.library.topics)))
    values = {
        "title": options["title"] or click.prompt("Title, what engineers call it in one to five words"),
        "prompt": options["prompt"] or click.prompt("Question, as an interviewer would ask it"),
        "kind": options["kind"] or click.prompt("Kind", type=_choice(Kind)),
        "level": options["level"] or click.prompt("Level", type=_choice(Level)),
        "rounds": list(options["round"]),
        "asked": options["asked"],
        "aka": list(options["aka"]),
        "searched": list(options["searched"]),
    }
    _write(root, lambda: new_question(project, topic, values, options["id"]))


def _answers(body: str, form: IssueForm) -> Mapping[str, str]:
    try:
        answers = parse_answers(body, form)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    missing = [field.label for field in form.fields.values() if field.required and field.id not in answers]
    if missing:
        raise click.ClickException(f"the issue is missing: {', '.join(missing)}")
    return answers


@new.command()
@_option("title", "Topic title.", prompt="Title")
@_option("blurb", "What interviewers look for.", prompt="What interviewers look for, in a sentence or two")
@_option("subtopic", "Something it covers, in a few words; repeatable.", multiple=True)
@_option("order", "Position in the list of topics.", int)
@_option("id", "Topic id; by default derived from the title.")
@click.pass_obj
def topic(root: Path, /, title: str, blurb: str, **options: Any) -> None:  # noqa: ANN401 - click's
    """Create a topic."""
    subtopics = options["subtopic"] or _split(click.prompt("Subtopics, comma-separated"))
    project = check(root).project
    _write(root, lambda: new_topic(project, title, blurb, subtopics, order=options["order"], id_=options["id"]))


@new.command()
@_option("term", "The term as answers write it.", prompt="Term")
@_option("means", "One or two sentences that a newcomer understands.", prompt="What it means, in a sentence or two")
@_option("expands", "What it stands for, if it is an abbreviation.")
@_option("id", "Term id; by default derived from the term.")
@click.pass_obj
def term(root: Path, /, term: str, means: str, **options: Any) -> None:  # noqa: ANN401 - click's
    """Create a glossary term."""
    project = check(root).project
    _write(root, lambda: new_term(project, term, means, expands=options["expands"], id_=options["id"]))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _stages(text: str) -> tuple[str, ...]:
    ids = tuple(_split(text))
    _existing("stage")(click.get_current_context(), None, ids)
    return ids


@new.command()
@_option("name", "Company name.", prompt="Company")
@_option("summary", "Two lines of orientation for candidates.", prompt="Two lines of orientation for candidates")
@_option("evaluates", "What they look for.", prompt="What they look for")
@_option("process", "How the interview process works.", prompt="How the interview process works")
@_option("differs", "What's different from a typical loop.", prompt="What's different from a typical loop")
@_option("stage", "Interview stage id; repeatable.", multiple=True, callback=_existing("stage"))
@_option(
    "question",
    "Id of a question worth practicing.",
    prompt="Id of a question worth practicing",
    callback=_existing("question"),
)
@_option("angle", "What to stress when answering it here.", prompt="What to stress when answering it here")
@_option("tip", "Advice specific to this company.", prompt="A tip specific to this company")
@_option("plan", "Id of the plan to follow.", prompt="Id of the plan to follow", callback=_existing("plan"))
@_option("source-title", "Title of the source page.", prompt="Title of the source page")
@_option("source-publisher", "Publisher of the source.", prompt="Publisher of the source")
@_option("source-url", "URL of the source.", prompt="URL of the source", callback=_https_url)
@_option("grade", "How well the source supports it.", _choice(Grade), prompt="How well the source supports it")
@_option("seen", "Date of the source.", click.DateTime(["%Y-%m-%d"]), prompt="Date of the source (YYYY-MM-DD)")
@_option("id", "Company id; by default derived from the name.")
@click.pass_obj
def company(root: Path, /, stage: tuple[str, ...], seen: datetime.datetime, **options: Any) -> None:  # noqa: ANN401 - click's
    """Create a company page from one source."""
    id_ = options.pop("id")
    stages = stage or click.prompt("Stage ids, comma-separated", value_proc=_stages)
    report = Report(**options, stages=stages, seen=seen.date())
    today = datetime.datetime.now(datetime.UTC).date()
    _write(root, lambda: new_company(report, today=today, id_=id_))


def _write(root: Path, make: Callable[[], NewFile]) -> None:
    """Write the file, then check it; on errors delete it again and report them."""
    try:
        made = make()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    file = root / made.path
    if file.exists():
        raise click.ClickException(f"{made.path} already exists")
    new_folders = [folder for folder in file.parents if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.write_text(made.text, "utf-8")
        findings = within(check(root).findings, [made.path])
        rejected = as_text(findings, root) if has_errors(findings) else ""
    except OSError:
        _remove(file, new_folders)
        raise
    if rejected:
        _remove(file, new_folders)
        raise click.ClickException(f"not written:\n{rejected}")
    click.echo(f"wrote {made.path}")
    if findings:
        click.echo(as_text(findings, root))


def _remove(file: Path, new_folders: Iterable[Path]) -> None:
    file.unlink(missing_ok=True)
    for folder in new_folders:
        folder.rmdir()
