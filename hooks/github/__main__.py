"""``python -m hooks.github``: what the workflows call. Each command reads the event, does one thing, and says what."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import click

from hooks.check.check import check
from hooks.findings.report import as_github
from hooks.github import event, health, links
from hooks.github.api import Api, sender
from hooks.github.comment import MARK
from hooks.github.commit import commit_records, read_records
from hooks.github.propose import propose
from hooks.github.repository import repository
from hooks.github.review import review
from hooks.github.tree import changed

ROOT = Path()


@click.group()
def main() -> None:
    """Speak on GitHub."""


def _api() -> Api:
    return Api(os.environ["GITHUB_REPOSITORY"], sender(os.environ["GITHUB_TOKEN"]))


def _event() -> Path:
    return Path(os.environ["GITHUB_EVENT_PATH"])


def _site() -> str:
    return os.environ.get("SITE_URL", "").rstrip("/")


@main.command("review")
def review_pull() -> None:
    """Comment on a pull request whose commit was fetched."""
    pull = event.pull_of(event.event(_event()))
    rules = f"{_site()}/contribute/rules/" if _site() else ""
    api = _api()
    api.stick(pull.number, MARK, review(ROOT, pull, api.files_of(pull.number), rules))


@main.command("records")
@click.option("--base", required=True, help="The commit to compare with.")
@click.argument("folder", type=click.Path(path_type=Path))
def make_records(base: str, folder: Path) -> None:
    """Run what was changed since BASE, and put new records into FOLDER."""
    from hooks.github.records import Failed, findings, records, summary, write  # noqa: PLC0415 - needs the test packages

    touched = {path.parent for path in changed(ROOT, base, "HEAD")}
    questions = check(ROOT).project.library.questions.values()
    found = list(records(ROOT, [question for question in questions if question.folder in touched]))
    write(found, folder)
    content = event.event(_event())
    number = event.pull_of(content).number if "pull_request" in content else None
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as page:
        page.write(summary(found, number, repository(ROOT)))
    if told := as_github(findings(found)):
        click.echo(told)
    sys.exit(any(isinstance(one, Failed) for one in found))


@main.command("find-records")
@click.argument("number", type=int)
def find_records(number: int) -> None:
    """Say which run of the check made the records of pull request NUMBER."""
    api = _api()
    run = api.run_of("check.yml", event.pull_of(api.pull(number)).head)
    if run is None:
        raise click.ClickException("no check of the last commit has ended yet: wait for it, and run this again")
    if api.has_artifact(run, "records"):
        with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
            output.write(f"run={run}\n")


@main.command("commit-records")
@click.argument("number", type=int)
@click.argument("folder", type=click.Path(path_type=Path))
def commit(number: int, folder: Path) -> None:
    """Commit the records in FOLDER to the branch of pull request NUMBER."""
    api = _api()
    pull = event.pull_of(api.pull(number))
    api.say(number, commit_records(api, pull, os.environ["GITHUB_REPOSITORY"], read_records(folder)))


@main.command("propose")
def propose_question() -> None:
    """Turn the issue of the event into a pull request."""
    issue = event.issue_of(event.event(_event()))
    api = _api()
    api.say(issue.number, propose(api, ROOT, issue))


@main.command("health")
def tell_health() -> None:
    """Look at every source and every date, and keep the one issue about them."""
    library = check(ROOT).project.library
    today = datetime.datetime.now(datetime.UTC).date()
    click.echo(health.keep(_api(), health.report(library, today, links.states, repository(ROOT))))


if __name__ == "__main__":
    main()
