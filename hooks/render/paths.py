"""The paths of those who contribute, step by step, with every click and every field counted, and a picture of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from markupsafe import Markup

from hooks.render.templates import count, fill

_WIDTH, _STEP, _TOP, _LEFT = 310, 58, 8, 46


class Act(Enum):
    """What a step asks for."""

    CLICK = "click"
    FIELD = "field"


class Step(NamedTuple):
    """One click, or one field to fill in: what is on it, where it is, and whether only a first change needs it."""

    act: Act
    label: str
    where: str
    first: bool = False


class Path(NamedTuple):
    """From a page of the guide to something that a maintainer can take; ``form`` is the issue form it goes through."""

    title: str
    ends: str
    steps: tuple[Step, ...]
    form: str = ""

    @property
    def counted(self) -> str:
        """Clicks and fields in words."""
        clicks = [step for step in self.steps if step.act is Act.CLICK]
        fields = len(self.steps) - len(clicks)
        once = sum(step.first for step in clicks)
        more = f" ({once} more the first time)" if once else ""
        return f"{count(len(clicks) - once, 'click')}{more} and {count(fields, 'field')}"


_GITHUB, _PAGE = "on GitHub", "on the question's page"
_FORK = Step(Act.CLICK, "Fork this repository", _GITHUB, first=True)
_PROPOSE = (
    Step(Act.CLICK, "Commit changes…", _GITHUB),
    Step(Act.CLICK, "Propose changes", _GITHUB),
    Step(Act.CLICK, "Create pull request", "on GitHub, below the comparison"),
    Step(Act.FIELD, "What changes, and why", "on GitHub, begun for you"),
    Step(Act.CLICK, "Create pull request", _GITHUB),
)
_OPENED = "an opened pull request"

PATHS: Mapping[str, Path] = {
    "correction": Path(
        "Correct an answer",
        _OPENED,
        (
            Step(Act.CLICK, "Improve the answer", _PAGE),
            _FORK,
            Step(Act.FIELD, "The text, with its preview", _GITHUB),
            *_PROPOSE,
        ),
    ),
    "answer": Path(
        "Answer a question that is wanted",
        _OPENED,
        (
            Step(Act.CLICK, "Answer this", _PAGE),
            _FORK,
            Step(Act.FIELD, "The answer, begun for you", _GITHUB),
            *_PROPOSE,
            Step(Act.CLICK, "edit this file", "in the comment that comes"),
            Step(Act.FIELD, "The other layers, from the comment", _GITHUB),
            Step(Act.CLICK, "Commit changes…", _GITHUB),
            Step(Act.CLICK, "Commit changes", _GITHUB),
        ),
    ),
    "question": Path(
        "Propose a question",
        "an issue, which becomes a pull request when a maintainer accepts it",
        (
            Step(Act.CLICK, "Propose a question", _PAGE),
            Step(Act.FIELD, "Title", _GITHUB),
            Step(Act.FIELD, "The question", _GITHUB),
            Step(Act.FIELD, "Kind", "on GitHub, from a list"),
            Step(Act.FIELD, "Level", "on GitHub, from a list"),
            Step(Act.CLICK, "Create", _GITHUB),
        ),
        form="question.yml",
    ),
    "mistake": Path(
        "Report a mistake",
        "an issue that names the page",
        (
            Step(Act.CLICK, "Report a mistake", _PAGE),
            Step(Act.FIELD, "What is wrong", _GITHUB),
            Step(Act.CLICK, "Create", _GITHUB),
        ),
        form="mistake.yml",
    ),
    "company": Path(
        "Report how a company interviews",
        "an issue with the statement and its source",
        (
            Step(Act.CLICK, "Report how it interviews", "on the company's page"),
            Step(Act.FIELD, "What it is about", "on GitHub, from a list"),
            Step(Act.FIELD, "The statement", _GITHUB),
            Step(Act.FIELD, "How well it is supported", "on GitHub, from a list"),
            Step(Act.FIELD, "When the source said so", _GITHUB),
            Step(Act.CLICK, "Create", _GITHUB),
        ),
        form="company.yml",
    ),
}


def path(name: str) -> Markup:
    """One path: its count, its picture, its steps.

    Raises:
        ValueError: there is none of this name.
    """
    if name not in PATHS:
        raise ValueError(f"there is no path {name!r}; known are {', '.join(PATHS)}")
    found = PATHS[name]
    places = [(number, step, _TOP + _STEP * (number - 1)) for number, step in enumerate(found.steps, 1)]
    height = _TOP * 2 + _STEP * len(found.steps)
    return fill("path.md.jinja", name=name, path=found, places=places, width=_WIDTH, height=height, left=_LEFT)
