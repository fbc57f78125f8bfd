"""``python -m hooks.github``: the commands that the GitHub workflows run."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

from hooks.check.check import check
from hooks.findings.report import as_github
from hooks.github import link_checker
from hooks.github.check_run import NotRun, download_records
from hooks.github.client import GitHubClient, GitHubError, http_transport
from hooks.github.commit_records import RecordsRefused, commit_records
from hooks.github.event import load_event, parse_issue, parse_pull_request
from hooks.github.git_tree import GitError, TooLarge, changed_files, data_tree, export, fetch
from hooks.github.markdown import replace_invisible, shorten
from hooks.github.question_from_issue import open_question_pull_request
from hooks.github.record_archive import InvalidRecord, read_records
from hooks.github.repository import detect_repository
from hooks.github.review import ReviewTimeout, review
from hooks.github.review_comment import COMMENT_MARKER, not_reviewed
from hooks.github.stale_content import stale_content_report, upsert_stale_content_issue

ROOT = Path()
EXPECTED = (GitError, GitHubError, InvalidRecord, NotRun, RecordsRefused, ReviewTimeout, TooLarge)
"""Errors whose message says everything."""


class _Commands(click.Group):
    """Commands that end with one sentence, whatever happens."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            raise click.ClickException(sentence(error)) from error


def sentence(error: Exception) -> str:
    """The error in one line of a log, which can't be a command to the runner."""
    text = str(error)
    if not isinstance(error, EXPECTED):
        frame = traceback.extract_tb(error.__traceback__)[-1]
        text = f"This is a bug: {type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}: {text}"
    return shorten(replace_invisible(text.replace("##[", "# #[")), 1_000)


@click.group(cls=_Commands)
def main() -> None:
    """Commands for the GitHub workflows."""


def _client() -> GitHubClient:
    return GitHubClient(os.environ["GITHUB_REPOSITORY"], http_transport(os.environ["GITHUB_TOKEN"]))


def _event_file() -> Path:
    return Path(os.environ["GITHUB_EVENT_PATH"])


def _site_url() -> str:
    return os.environ.get("SITE_URL", "").rstrip("/")


@main.command("review")
def review_command() -> None:
    """Check the event's pull request and create or update the review comment. Its head must be fetched."""
    pull = parse_pull_request(load_event(_event_file()))
    rules_url = f"{_site_url()}/contribute/rules/" if _site_url() else ""
    client = _client()
    failed: Exception | None = None
    try:
        fetch(ROOT, pull.head)
        comment = review(ROOT, pull, client.list_changed_files(pull.number), rules_url)
    except Exception as error:  # noqa: BLE001 - the contributor hears of it in any case
        failed, comment = error, not_reviewed(sentence(error))
    client.upsert_comment(pull.number, COMMENT_MARKER, comment)
    if failed:
        raise failed


@main.command("records")
@click.option("--base", required=True, help="Commit to compare with.")
@click.argument("folder", type=click.Path(path_type=Path))
def records_command(base: str, folder: Path) -> None:
    """Run what changed since BASE and write new records to FOLDER."""
    from hooks.github.records import (  # noqa: PLC0415 - needs packages that only tests install
        RecordError,
        findings,
        new_records,
        summary,
        write,
    )

    changed = {path.parent for path in changed_files(ROOT, base, "HEAD")}
    questions = check(ROOT).project.library.questions.values()
    results = list(new_records(ROOT, [question for question in questions if question.folder in changed]))
    content = load_event(_event_file())
    number = parse_pull_request(content).number if "pull_request" in content else None
    text = summary(results, number, detect_repository(ROOT))
    write(results, text, folder)
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as page:
        page.write(text)
    if annotations := as_github(findings(results)):
        click.echo(annotations)
    sys.exit(any(isinstance(result, RecordError) for result in results))


@main.command("record")
@click.argument("number", type=int)
def record_command(number: int) -> None:
    """Commit the records that the check made for pull request NUMBER, and comment on it."""
    client = _client()
    pull = parse_pull_request(client.get_pull_request(number))
    if not pull.is_open:
        raise RecordsRefused("The pull request is closed, so there's nothing to commit to.")
    archive = download_records(client, pull)
    fetch(ROOT, pull.head)
    with tempfile.TemporaryDirectory() as name:
        export(ROOT, data_tree(ROOT, pull.head), Path(name))
        records = read_records(archive, Path(name), client.list_changed_files(number))
    if parse_pull_request(client.get_pull_request(number)).head != pull.head:
        raise RecordsRefused("The pull request has newer commits: wait for their check, then run this workflow again.")
    client.create_comment(number, commit_records(client, pull, os.environ["GITHUB_REPOSITORY"], records))


@main.command("propose")
def propose_command() -> None:
    """Open a pull request from the event's question issue and comment on the issue."""
    issue = parse_issue(load_event(_event_file()))
    client = _client()
    client.create_comment(issue.number, open_question_pull_request(client, ROOT, issue))


@main.command("health")
def health_command() -> None:
    """Check all sources and review dates, and create or update the stale-content issue."""
    library = check(ROOT).project.library
    today = datetime.datetime.now(datetime.UTC).date()
    report = stale_content_report(library, today, link_checker.check_links, detect_repository(ROOT))
    click.echo(upsert_stale_content_issue(_client(), report))


if __name__ == "__main__":
    main()
