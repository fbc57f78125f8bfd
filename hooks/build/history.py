"""Authors of the answers and the date of the build, from ``git log``."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

_ANSWER = re.compile(r"data/questions/[^/]+/(?P<slug>[^/]+)/answer\.md")
_COMMIT, _PART = "\x01", "\x02"
_FORMAT = f"{_COMMIT}%aN <%aE>{_PART}%(trailers:key=Co-authored-by,valueonly,unfold,separator={_PART})"
_PERSON = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_HANDLE = re.compile(r"(?:\d+\+)?(?P<handle>[A-Za-z\d-]+)@users\.noreply\.github\.com")
_BOT = re.compile(
    r".*(?:\[bot\]|[-_ ]bot)(?:@.*)?|web-flow|dependabot.*|github-actions.*|renovate.*|copilot", re.IGNORECASE
)
_ROLE = re.compile(
    r"(?:noreply|no-reply|donotreply|root|maintainers?|contributors|team)@.*"
    r"|(?:.* )?(?:maintainers|contributors|authors|team)|root|unknown|your name",
    re.IGNORECASE,
)
"""Names and addresses that stand for no one person."""
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

    def credited(self, slug: str, former: Sequence[str] = ()) -> tuple[str, ...]:
        """Authors of the answer to a question, those it had under its ``former`` ids first."""
        return tuple(dict.fromkeys(name for id_ in (*former, slug) for name in self.authors.get(id_, ())))


def history(root: Path) -> History:
    """The git history of the repository that contains ``root``; names are mapped by ``.mailmap``."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return History(today=_source_date_epoch(), note="answers don't credit their authors: no git history found")
    today = _source_date_epoch() or _date(_git(root, "log", "-1", "--format=%cs"))
    if shallow.strip() == "true":
        return History(today=today, note="answers don't credit their authors: this is a shallow clone")
    options = ("--reverse", "--topo-order", "--no-merges", "--use-mailmap", f"--format={_FORMAT}")
    log = _git(root, "log", *options, "--name-status", "-M", "--relative", "--", "data/questions")
    return History(_authors(root, log or ""), today)


def _authors(root: Path, log: str) -> dict[str, tuple[str, ...]]:
    """``log`` has a line for each file of a commit: a letter and its path, or for a rename the old path and the new."""
    changes: list[tuple[str, str]] = []
    former: dict[str, set[str]] = {}
    for commit in log.split(_COMMIT)[1:]:
        head, _, files = commit.partition("\n")
        people = list(_people(head))
        for line in files.split("\n"):
            slugs = [match["slug"] for path in line.split("\t")[1:] if (match := _ANSWER.fullmatch(path.strip('"')))]
            if slugs:
                changes += [(slugs[-1], person) for person in people]
                former.setdefault(slugs[-1], set()).update(slugs[:-1])
    names = _names(root, {person for _, person in changes})
    return {slug: _in_order(changes, _ids(slug, former), names) for slug in former}


def _ids(slug: str, former: Mapping[str, set[str]]) -> set[str]:
    """The id and all that it replaced, directly or not."""
    found, todo = set[str](), [slug]
    while todo:
        if (id_ := todo.pop()) not in found:
            found.add(id_)
            todo += former.get(id_, ())
    return found


def _in_order(changes: Iterable[tuple[str, str]], ids: set[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names[person] for slug, person in changes if slug in ids and names[person]))


def _people(head: str) -> Iterator[str]:
    return islice((person for person in head.split(_PART) if 0 < len(person) <= _MAX_PERSON), _MAX_PEOPLE)


def _names(root: Path, people: Iterable[str]) -> dict[str, str]:
    """The display name of each ``Name <email>``, empty for bots, for roles and for anything malformed or too long."""
    valid = [person for person in sorted(people) if _PERSON.fullmatch(person)]
    mapped = _git(root, "check-mailmap", "--stdin", stdin="\n".join([*valid, ""])) if valid else ""
    names = dict.fromkeys(people, "")
    for person, canonical in zip(valid, (mapped or "").splitlines() or valid, strict=False):
        if match := _PERSON.fullmatch(canonical):
            names[person] = _name(match["name"], match["address"])
    return names


def _name(name: str, address: str) -> str:
    """A person's name, or their GitHub handle if they have none; empty if it isn't a person."""
    handle = match["handle"] if (match := _HANDLE.fullmatch(address)) else ""
    found = "".join(char for char in name.strip() if char.isprintable()) or handle
    if len(found) > _MAX_NAME or any(
        pattern.fullmatch(text) for pattern in (_BOT, _ROLE) for text in (found, address, handle)
    ):
        return ""
    return found


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
