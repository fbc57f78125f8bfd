"""Authors of the answers and the date of the build, from ``git log``."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

_ANSWER = re.compile(r"data/questions/[^/]+/(?P<slug>[^/]+)/answer\.md")
_COMMIT, _PART = "\x01", "\x02"
_FORMAT = f"{_COMMIT}%aN <%aE>{_PART}%(trailers:key=Co-authored-by,valueonly,unfold,separator={_PART})"
_PERSON = re.compile(r"(?P<name>[^<>\s][^<>]*)<[^<>]*>")
_MAX_PERSON, _MAX_NAME = 300, 60
"""Characters of a name with its address, and of the name. Nobody with more is credited."""
_MAX_PEOPLE = 20
"""Authors of a commit."""


@dataclass(frozen=True)
class History:
    """Authors by question id, in the order of their first commit. ``note`` says why there are none."""

    authors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    today: datetime.date | None = None
    note: str = ""


def history(root: Path) -> History:
    """The git history of the repository that contains ``root``; names are mapped by ``.mailmap``."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return History(today=_source_date_epoch(), note="answers don't credit their authors: no git history found")
    today = _source_date_epoch() or _date(_git(root, "log", "-1", "--format=%cs"))
    if shallow.strip() == "true":
        return History(today=today, note="answers don't credit their authors: this is a shallow clone")
    options = ("--reverse", "--no-merges", "--use-mailmap", f"--format={_FORMAT}", "--name-only", "--relative")
    log = _git(root, "log", *options, "--", "data/questions")
    return History(_authors(root, log or ""), today)


def _authors(root: Path, log: str) -> dict[str, tuple[str, ...]]:
    people: dict[str, dict[str, None]] = {}
    for commit in log.split(_COMMIT)[1:]:
        head, _, files = commit.partition("\n")
        for line in files.split("\n"):
            if match := _ANSWER.fullmatch(line.strip('"')):
                people.setdefault(match["slug"], {}).update(dict.fromkeys(_people(head)))
    names = _names(root, {person for authors in people.values() for person in authors})
    return {
        slug: tuple(dict.fromkeys(names[person] for person in authors if names[person]))
        for slug, authors in people.items()
    }


def _people(head: str) -> Iterator[str]:
    return islice((person for person in head.split(_PART) if 0 < len(person) <= _MAX_PERSON), _MAX_PEOPLE)


def _names(root: Path, people: Iterable[str]) -> dict[str, str]:
    """The display name of each ``Name <email>``, empty for bots and anything malformed or too long."""
    valid = [person for person in sorted(people) if _PERSON.fullmatch(person)]
    mapped = _git(root, "check-mailmap", "--stdin", stdin="\n".join([*valid, ""])) if valid else ""
    names = dict.fromkeys(people, "")
    for person, canonical in zip(valid, (mapped or "").splitlines() or valid, strict=False):
        match = _PERSON.fullmatch(canonical)
        name = "".join(char for char in (match["name"].strip() if match else "") if char.isprintable())
        names[person] = "" if name.endswith("[bot]") or len(name) > _MAX_NAME else name
    return names


def _source_date_epoch() -> datetime.date | None:
    """The date set by ``SOURCE_DATE_EPOCH``, for reproducible builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date() if epoch.isdecimal() else None


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text.strip()) if text and text.strip() else None


def _git(root: Path, *arguments: str, stdin: str = "") -> str | None:
    """The output of git, or None if it fails or isn't installed."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, input=stdin.encode(), capture_output=True, check=False)
    except (FileNotFoundError, PermissionError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
