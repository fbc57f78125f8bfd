"""``python -m hooks.github``: the commands that the GitHub workflows run."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import click

from hooks.check.check import check
from hooks.findings.report import as_github
from hooks.github import link_checker
from hooks.github.client import GitHubClient, http_transport
from hooks.github.commit_records import commit_records, read_records
from hooks.github.event import load_event, parse_issue, parse_pull_request
from hooks.github.git_tree import changed_files
from hooks.github.question_from_issue import open_question_pull_request
from hooks.github.repository import detect_repository
from hooks.github.review import review
from hooks.github.review_comment import COMMENT_MARKER
from hooks.github.stale_content import stale_content_report, upsert_stale_content_issue

ROOT = Path()


@click.group()
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
    comment = review(ROOT, pull, client.list_changed_files(pull.number), rules_url)
    client.upsert_comment(pull.number, COMMENT_MARKER, comment)


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
    write(results, folder)
    content = load_event(_event_file())
    number = parse_pull_request(content).number if "pull_request" in content else None
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as page:
        page.write(summary(results, number, detect_repository(ROOT)))
    if annotations := as_github(findings(results)):
        click.echo(annotations)
    sys.exit(any(isinstance(result, RecordError) for result in results))


@main.command("find-records")
@click.argument("number", type=int)
def find_records_command(number: int) -> None:
    """Find the check run that has new records for pull request NUMBER; sets the output "run"."""
    client = _client()
    run = client.find_workflow_run("check.yml", parse_pull_request(client.get_pull_request(number)).head)
    if run is None:
        raise click.ClickException("no check has finished for the last commit yet: wait for it, then run this again")
    if client.has_artifact(run, "records"):
        with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
            output.write(f"run={run}\n")


@main.command("commit-records")
@click.argument("number", type=int)
@click.argument("folder", type=click.Path(path_type=Path))
def commit_records_command(number: int, folder: Path) -> None:
    """Commit the records in FOLDER to pull request NUMBER and comment on it."""
    client = _client()
    pull = parse_pull_request(client.get_pull_request(number))
    comment = commit_records(client, pull, os.environ["GITHUB_REPOSITORY"], read_records(folder))
    client.create_comment(number, comment)


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
