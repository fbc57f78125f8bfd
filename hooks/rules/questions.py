"""Q: what makes a question whole."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import PurePosixPath

from hooks.findings.finding import START, Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.question import Question
from hooks.prose import html
from hooks.prose.reading import WORD
from hooks.rules.library import LIBRARY
from hooks.rules.nearby import did_you_mean, nearest
from hooks.rules.registry import Problems

_NEEDED = (
    "rounds",
    "minutes",
    "tests",
    "approach",
    "levels",
    "pitfalls",
    "follow_ups",
    "applies_to",
    "sources",
    "reviewed",
)

_PERSONAL = {"behavioral", "situational"}
_COUNTS = {"approach": (3, 6), "pitfalls": (2, 4), "follow_ups": (2, 4), "sources": (1, 4)}
_LONGEST = {"prompt": 45, "tests": 60}
_FEWEST_SHARED = 3
_MOST_TITLE_WORDS = 5
_LONGEST_ITEM = {"approach": 40, "pitfalls": 50, "aka": 8}


def _answered(project: Project) -> list[Question]:
    return [question for question in project.library.questions.values() if question.answer is not None]


@LIBRARY.error("Q001", mend="Add it; writing a good one is told in CONTRIBUTING.md.")
def every_layer(project: Project) -> Problems:
    """A question that has an answer has every layer.

    Only ``applies_to`` may be missing where no claim depends on a version, and ``sources`` where an answer rests on
    experience (kinds behavioral and situational). One that is there misspelled is told by S001 alone.
    """
    for question in _answered(project):
        misspelled = {nearest(key, _NEEDED) for key in project.shapes[question.path].unsound.difference(_NEEDED)}
        for name in _NEEDED:
            if name == "applies_to" or (name == "sources" and question.kind.value in _PERSONAL):
                continue
            empty = not question.levels.stated() if name == "levels" else not getattr(question, name)
            if empty and name not in misspelled and project.sound(question, name):
                yield Problem(question.path, START, f"`{name}` is missing, and the question has an answer")


@LIBRARY.error("Q002", mend="Add to them or merge them.")
def counts(project: Project) -> Problems:
    """Three to six steps of approach, two to four pitfalls and follow-ups, one to four sources, two levels or more."""
    for question in _answered(project):
        sizes = {name: len(getattr(question, name)) for name in _COUNTS} | {"levels": len(question.levels.stated())}
        for name, size in sizes.items():
            least, most = _COUNTS.get(name, (2, 4))
            if size and not least <= size <= most and project.sound(question, name):
                yield Problem(
                    question.path,
                    project.key_mark(question.path, name),
                    f"`{name}` has {size}; {least} to {most} are wanted",
                )


@LIBRARY.warning("Q003", mend="Cut it: keep what a listener needs.")
def lengths(project: Project) -> Problems:
    """A prompt has at most 45 words, ``tests`` 60, a step of the approach 40, a pitfall 50, an ``aka`` 8."""
    for question in project.library.questions.values():
        texts: list[tuple[tuple[str | int, ...], str | None, int]] = [
            ((name,), getattr(question, name), most) for name, most in _LONGEST.items()
        ]
        texts += [
            ((name, i), text, most)
            for name, most in _LONGEST_ITEM.items()
            for i, text in enumerate(getattr(question, name))
        ]
        for loc, text, most in texts:
            words = len(WORD.findall(text or ""))
            if words > most:
                yield Problem(
                    question.path, project.mark(question.path, *loc), f"`{loc[0]}` has {words} words; {most} are enough"
                )


@LIBRARY.error("Q004", mend="Add `hint:` with the gist, or `see:` with the id of the question that answers it.")
def follow_ups_lead_on(project: Project) -> Problems:
    """A follow-up has a hint or names the question that answers it."""
    for question in project.library.questions.values():
        for i, follow_up in enumerate(question.follow_ups):
            if follow_up.hint is None and follow_up.see is None and project.sound(question, "follow_ups"):
                yield Problem(
                    question.path,
                    project.mark(question.path, "follow_ups", i),
                    "the follow-up has neither `hint` nor `see`",
                )


@LIBRARY.error("Q005", mend="Write the day on which it was really done.")
def not_in_the_future(project: Project) -> Problems:
    """Nothing was reviewed or seen on a day that has not come."""
    for shape, leaf in project.leaves:
        if leaf.loc[-1:] not in (("on",), ("seen",)):
            continue
        try:
            day = datetime.date.fromisoformat(leaf.text)
        except ValueError:
            continue
        if day > project.today:
            yield Problem(shape.document.path, shape.document.mark(*leaf.loc), f"{leaf.text} has not come yet")


@LIBRARY.warning("Q006", mend="Merge them: keep the better prompt and put the other wording into `aka`.")
def prompts_differ(project: Project) -> Problems:
    """Two questions do not ask nearly the same.

    Compared are the words that carry meaning; six in seven shared make two prompts one. Each of both is told.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    questions = list(project.library.questions.values())
    words = [_telling_words(question.prompt) for question in questions]
    for index, (question, mine) in enumerate(zip(questions, words, strict=True)):
        shared: defaultdict[int, int] = defaultdict(int)
        for word in mine:
            for other in holders[word]:
                shared[other] += 1
            holders[word].append(index)
        for other, count in sorted(shared.items()):
            if count >= _FEWEST_SHARED and count * 7 >= 6 * len(mine | words[other]):
                for one, twin in ((question, questions[other]), (questions[other], question)):
                    mark = project.mark(one.path, "prompt")
                    yield Problem(one.path, mark, f"the prompt says nearly what `{twin.slug}` asks")


_EMPTY_WORDS = frozenset(
    """
    a an and are as at be between by can could did do does explain for from had has have how i if in is it its me
    of on or should so tell that the their them then there they this to use using was were what when where which
    who why will with would you your
    """.split()
)


def _telling_words(prompt: str) -> frozenset[str]:
    words = (word.lower().removesuffix("s") for word in WORD.findall(html.plain(prompt)))
    return frozenset(words) - _EMPTY_WORDS


@LIBRARY.error("Q007", mend="Give one of them another name: the id is the address.")
def one_folder_an_id(project: Project) -> Problems:
    """A question's id is unique over all topics."""
    paths = sorted(path for path in project.files if path.name == "question.yml" and path.is_relative_to("data"))
    by_id = sorted(paths, key=lambda path: path.parent.name)
    for first, second in pairwise(by_id):
        if first.parent.name == second.parent.name:
            yield Problem(second, START, f"`{second.parent.name}` is also the id of `{first}`")


@LIBRARY.error("Q008", mend="Move the folder below a topic of data/topics/, or add the topic's file.")
def topic_exists(project: Project) -> Problems:
    """The folder around a question's is a topic."""
    topics = project.ids(Role.TOPIC)
    for _, shape in project.shapes_of(Role.QUESTION):
        path = shape.document.path
        topic = path.parent.parent.name
        if topic not in topics:
            yield Problem(path, START, f"there is no topic `{topic}`", did_you_mean(topic, topics))


@LIBRARY.error("Q009", mend="Add question.yml beside it, with at least title, prompt, kind and level.")
def answer_has_question(project: Project) -> Problems:
    """An ``answer.md`` stands beside a ``question.yml``."""
    for path in project.proses:
        if path.with_name("question.yml") not in project.files:
            yield Problem(path, START, "there is no question.yml beside this answer")


@LIBRARY.error("Q010", mend="Delete it.")
def no_self_reference(project: Project) -> Problems:
    """A question does not refer to itself, nor to the same question twice in one list."""
    for question in project.library.questions.values():
        lists = {
            "related": question.related,
            "follow_ups": tuple(item.see for item in question.follow_ups),
            "rounds": question.rounds,
        }
        for name, ids in lists.items():
            for i, slug in enumerate(ids):
                mark = project.mark(question.path, name, i, "see")
                if slug == question.slug and name != "rounds":
                    yield Problem(question.path, mark, f"`{name}` names the question itself")
                elif slug is not None and slug in ids[:i]:
                    yield Problem(question.path, mark, f"`{name}` names `{slug}` twice")


@LIBRARY.error("Q011", mend="Keep the old id with the question that took its place; take it from the others.")
def retired_ids(project: Project) -> Problems:
    """An id in ``redirect_from`` is no question's now, and redirects to one question only."""
    live, taken = project.ids(Role.QUESTION), dict[str, str]()
    for question in project.library.questions.values():
        for i, old in enumerate(question.redirect_from):
            mark = project.mark(question.path, "redirect_from", i)
            if old in live:
                yield Problem(question.path, mark, f"`{old}` is the id of a question that exists")
            elif old in taken:
                yield Problem(question.path, mark, f"`{old}` already redirects to `{taken[old]}`")
            taken.setdefault(old, question.slug)


@LIBRARY.error("Q012", mend="Name it as engineers do, as in `Lost update`; the sentence belongs in `prompt`.")
def title_is_a_name(project: Project) -> Problems:
    """A title has one to five words.

    It is the page's heading and the question's name in every list, so it has to fit there. A word has a letter or a
    digit in it, and ends at a space: *pub/sub* is one.
    """
    for question in project.library.questions.values():
        words = sum(any(map(str.isalnum, word)) for word in html.plain(question.title).split())
        if not 1 <= words <= _MOST_TITLE_WORDS:
            said = f"`title` has {words} words; one to five are allowed" if words else "`title` has no letter or digit"
            yield Problem(question.path, project.mark(question.path, "title"), said)


@LIBRARY.error("Q013", mend="Add a word that sets it apart: `In-process rate limiter`, `Distributed rate limiting`.")
def titles_differ(project: Project) -> Problems:
    """No two questions have the same title, and none has the title of a topic.

    Case and punctuation don't count: a reader who sees one of them in a list can't tell them apart by those.
    """
    holders: defaultdict[tuple[str, ...], list[PurePosixPath]] = defaultdict(list)
    for topic in project.library.topics.values():
        holders[_spoken(topic.title)].append(topic.path)
    for question in project.library.questions.values():
        holders[_spoken(question.title)].append(question.path)
    for question in project.library.questions.values():
        words = _spoken(question.title)
        other = next((path for path in holders[words] if words and path != question.path), None)
        if other:
            mark = project.mark(question.path, "title")
            yield Problem(question.path, mark, f"`{other}` has the same title")


def _spoken(title: str) -> tuple[str, ...]:
    """A title's words in lower case, without punctuation; ``C++`` and ``C#`` keep their signs."""
    return tuple(re.findall(r"[\w+#]+", unicodedata.normalize("NFKC", html.plain(title)).casefold()))
