"""Walkthroughs for contributors: every click and field from a page to a pull request or issue, with a picture."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from markupsafe import Markup

from hooks.render.labels import count
from hooks.render.templates import render_template

_WIDTH, _STEP_HEIGHT, _TOP, _LEFT = 310, 58, 8, 46


class Action(Enum):
    """What a step asks for; the value is the verb that introduces its label."""

    CLICK = "Click"
    FILL = "Fill in"
    EDIT = "Edit"


class Step(NamedTuple):
    """One click or field: its label, where it is, and whether only the first contribution needs it."""

    action: Action
    label: str
    where: str
    first: bool = False

    @property
    def is_click(self) -> bool:
        """Whether it's a button, not a field."""
        return self.action is Action.CLICK


class Walkthrough(NamedTuple):
    """From a page to something a maintainer can take; ``form`` is the issue form it uses, if any."""

    title: str
    result: str
    steps: tuple[Step, ...]
    form: str = ""

    @property
    def clicks(self) -> str:
        """``5 clicks (6 the first time)``."""
        clicks = [step for step in self.steps if step.is_click]
        first = sum(step.first for step in clicks)
        usual = count(len(clicks) - first, "click")
        return f"{usual} ({len(clicks)} the first time)" if first else usual


_GITHUB, _PAGE = "on GitHub", "on the question page"
_FORK = Step(Action.CLICK, "Fork this repository", _GITHUB, first=True)
_PROPOSE = (
    Step(Action.CLICK, "Commit changes…", _GITHUB),
    Step(Action.CLICK, "Propose changes", _GITHUB),
    Step(Action.CLICK, "Create pull request", "on GitHub, below the diff"),
    Step(Action.FILL, "What changes, and why", "on GitHub (started for you)"),
    Step(Action.CLICK, "Create pull request", _GITHUB),
)
_PULL_REQUEST = "a pull request"

WALKTHROUGHS: Mapping[str, Walkthrough] = {
    "correction": Walkthrough(
        "Correct an answer",
        _PULL_REQUEST,
        (
            Step(Action.CLICK, "answer", 'after "Edit:" on the question page'),
            _FORK,
            Step(Action.EDIT, "the text", "(GitHub previews it)"),
            *_PROPOSE,
        ),
    ),
    "answer": Walkthrough(
        "Answer an open question",
        _PULL_REQUEST,
        (
            Step(Action.CLICK, "Answer this", _PAGE),
            _FORK,
            Step(Action.EDIT, "the answer", "on GitHub (started for you)"),
            *_PROPOSE,
            Step(Action.CLICK, "edit this file", "in the bot's comment"),
            Step(Action.EDIT, "the other sections", "(the comment has a draft)"),
            Step(Action.CLICK, "Commit changes…", _GITHUB),
            Step(Action.CLICK, "Commit changes", _GITHUB),
        ),
    ),
    "question": Walkthrough(
        "Propose a question",
        "an issue, which becomes a pull request when a maintainer accepts it",
        (
            Step(Action.CLICK, "Propose a question", _PAGE),
            Step(Action.FILL, "Title", _GITHUB),
            Step(Action.FILL, "Question", _GITHUB),
            Step(Action.FILL, "Type", "on GitHub, from a list"),
            Step(Action.FILL, "Level", "on GitHub, from a list"),
            Step(Action.CLICK, "Create", _GITHUB),
        ),
        form="question.yml",
    ),
    "mistake": Walkthrough(
        "Report a mistake",
        "an issue that names the page",
        (
            Step(Action.CLICK, "Report a mistake", _PAGE),
            Step(Action.FILL, "What's wrong?", _GITHUB),
            Step(Action.CLICK, "Create", _GITHUB),
        ),
        form="mistake.yml",
    ),
    "company": Walkthrough(
        "Add interview info for a company",
        "an issue with the claim and its source",
        (
            Step(Action.CLICK, "Add interview info", "on the company page"),
            Step(Action.FILL, "What it's about", "on GitHub, from a list"),
            Step(Action.FILL, "Statement", _GITHUB),
            Step(Action.FILL, "How well it's supported", "on GitHub, from a list"),
            Step(Action.FILL, "Date", _GITHUB),
            Step(Action.CLICK, "Create", _GITHUB),
        ),
        form="company.yml",
    ),
}


def walkthrough(name: str) -> Markup:
    """One walkthrough: its number of clicks, its picture and its steps.

    Raises:
        ValueError: no walkthrough has this name.
    """
    if name not in WALKTHROUGHS:
        raise ValueError(f"there is no walkthrough {name!r}; known are {', '.join(WALKTHROUGHS)}")
    found = WALKTHROUGHS[name]
    steps = [(number, step, _TOP + _STEP_HEIGHT * (number - 1)) for number, step in enumerate(found.steps, 1)]
    height = _TOP * 2 + _STEP_HEIGHT * len(found.steps)
    return render_template(
        "walkthrough.md.jinja", name=name, walkthrough=found, steps=steps, width=_WIDTH, height=height, left=_LEFT
    )
