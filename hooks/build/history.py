"""What git knows of the answers: who wrote each, and the day of the commit that is being built."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_ANSWER = re.compile(r"data/questions/[^/]+/(?P<slug>[^/]+)/answer\.md")
_COMMIT, _PART = "\x01", "\x02"
_FORMAT = f"{_COMMIT}%aN <%aE>{_PART}%(trailers:key=Co-authored-by,valueonly,unfold,separator={_PART})"
_PERSON = re.compile(r"(?P<name>[^<>]+?) *<[^<>]*>")


@dataclass(frozen=True)
class History:
    """Authors by the question's id, first to last; ``note`` says why there are none. ``today`` may not be known."""

    authors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    today: datetime.date | None = None
    note: str = ""


def history(root: Path) -> History:
    """The history of the repository around ``root``, with the names that ``.mailmap`` gives."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return History(today=_fixed_day(), note="no answer names its authors: there is no git history here")
    day = _fixed_day() or _day(_git(root, "log", "-1", "--format=%cs"))
    if shallow.strip() == "true":
        return History(today=day, note="no answer names its authors: the history is cut off (a shallow clone)")
    asked = ("--reverse", "--no-merges", "--use-mailmap", f"--format={_FORMAT}", "--name-only", "--relative")
    log = _git(root, "log", *asked, "--", "data/questions")
    return History(_authors(root, log or ""), day)


def _authors(root: Path, log: str) -> dict[str, tuple[str, ...]]:
    people: dict[str, dict[str, None]] = {}
    for commit in log.split(_COMMIT)[1:]:
        head, _, files = commit.partition("\n")
        for line in files.split("\n"):
            if match := _ANSWER.fullmatch(line.strip('"')):
                people.setdefault(match["slug"], {}).update(dict.fromkeys(filter(None, head.split(_PART))))
    names = _names(root, {person for found in people.values() for person in found})
    return {
        slug: tuple(dict.fromkeys(names[person] for person in found if names[person])) for slug, found in people.items()
    }


def _names(root: Path, people: Iterable[str]) -> dict[str, str]:
    """The name that each ``name <address>`` goes by; programs and what is no person have none."""
    known = [person for person in sorted(people) if _PERSON.fullmatch(person)]
    mapped = _git(root, "check-mailmap", "--stdin", given="\n".join([*known, ""])) if known else ""
    names = dict.fromkeys(people, "")
    for person, canonical in zip(known, (mapped or "").splitlines() or known, strict=False):
        match = _PERSON.fullmatch(canonical)
        name = "".join(mark for mark in (match["name"] if match else "") if mark.isprintable())
        names[person] = "" if name.endswith("[bot]") else name
    return names


def _fixed_day() -> datetime.date | None:
    """The day that a build is told to take for today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date() if epoch.isdecimal() else None


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text.strip()) if text and text.strip() else None


def _git(root: Path, *words: str, given: str = "") -> str | None:
    """What git prints; None where there is no git, or it refuses."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
