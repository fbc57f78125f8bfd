"""Q: a question is complete, and its ids are consistent."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from itertools import islice, pairwise
from pathlib import PurePosixPath

from hooks.findings.finding import START, Problem
from hooks.load.layout import Role
from hooks.load.project import Project
from hooks.model.question import Question
from hooks.model.urls import page_urls
from hooks.prose import html
from hooks.prose.markdown import WORD
from hooks.rules.project_rules import RULES
from hooks.rules.registry import Problems
from hooks.rules.suggestions import closest, did_you_mean

_REQUIRED = (
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

_EXPERIENCE = {"behavioral", "situational"}
_COUNTS = {"approach": (3, 6), "pitfalls": (2, 4), "follow_ups": (2, 4), "sources": (1, 4)}
_MAX_WORDS = {"prompt": 45, "tests": 60}
_HONEST_MISTAKES = 9
"""With more dates in the future, it's the clock that is wrong."""
_MAX_TITLE_WORDS = 5
_MIN_SHARED_WORDS = 3
_MAX_WORDS_PER_ITEM = {"approach": 40, "pitfalls": 50, "aka": 8, "searched": 16}


def _answered(project: Project) -> list[Question]:
    return [question for question in project.library.questions.values() if question.answer is not None]


@RULES.error("Q001", fix="Add it. See CONTRIBUTING.md for how to write a good one.")
def all_layers(project: Project) -> Problems:
    """An answered question has every layer.

    Only ``applies_to`` can be missing, if no claim depends on a version, and ``sources``, if the answer is about
    experience (behavioral and situational questions). Misspelled keys are reported by S001.
    """
    for question in _answered(project):
        unknown = project.yaml_files[question.path].invalid_fields.difference(_REQUIRED)
        misspelled = {closest(key, _REQUIRED) for key in unknown}
        for name in _REQUIRED:
            if name == "applies_to" or (name == "sources" and question.kind.value in _EXPERIENCE):
                continue
            empty = not question.levels.stated() if name == "levels" else not getattr(question, name)
            if empty and name not in misspelled and project.has_valid(question, name):
                yield Problem(question.path, START, f"the question is answered, but `{name}` is missing")


@RULES.error("Q002", fix="Add some, or merge some.")
def counts(project: Project) -> Problems:
    """Three to six steps in ``approach``; two to four pitfalls, follow-ups and levels; one to four sources."""
    for question in _answered(project):
        sizes = {name: len(getattr(question, name)) for name in _COUNTS} | {"levels": len(question.levels.stated())}
        for name, size in sizes.items():
            least, most = _COUNTS.get(name, (2, 4))
            if size and not least <= size <= most and project.has_valid(question, name):
                position = project.key_position(question.path, name)
                yield Problem(question.path, position, f"`{name}` has {size}; it should have {least} to {most}")


@RULES.warning("Q003", fix="Shorten it: keep what a listener needs.")
def word_limits(project: Project) -> Problems:
    """No field has more words than a reader can take in.

    At most 45 in a prompt, 60 in ``tests``, 40 in a step of ``approach``, 50 in a pitfall, 8 in an ``aka``, 16 in a
    ``searched``.
    """
    for question in project.library.questions.values():
        texts: list[tuple[tuple[str | int, ...], str | None, int]] = [
            ((name,), getattr(question, name), most) for name, most in _MAX_WORDS.items()
        ]
        texts += [
            ((name, i), text, most)
            for name, most in _MAX_WORDS_PER_ITEM.items()
            for i, text in enumerate(getattr(question, name))
        ]
        for loc, text, most in texts:
            words = len(WORD.findall(text or ""))
            if words > most:
                position = project.position(question.path, *loc)
                yield Problem(question.path, position, f"`{loc[0]}` has {words} words; the limit is {most}")


@RULES.error("Q004", fix="Add `hint:` with the gist, or `see:` with the id of the question that answers it.")
def follow_ups_have_an_answer(project: Project) -> Problems:
    """A follow-up has a hint, or the id of the question that answers it."""
    for question in project.library.questions.values():
        for i, follow_up in enumerate(question.follow_ups):
            if follow_up.hint is None and follow_up.see is None and project.has_valid(question, "follow_ups"):
                position = project.position(question.path, "follow_ups", i)
                yield Problem(question.path, position, "the follow-up has neither `hint` nor `see`")


@RULES.error("Q005", fix="Write the date when it was actually done.")
def not_in_the_future(project: Project) -> Problems:
    """Dates of reviews and reports are not in the future."""
    dates, future = 0, []
    for file, leaf in project.leaves:
        if leaf.loc[-1:] not in (("on",), ("seen",)):
            continue
        try:
            day = datetime.date.fromisoformat(leaf.text)
        except ValueError:
            continue
        dates += 1
        if day > project.today:
            future.append(
                Problem(file.document.path, file.document.position(*leaf.loc), f"{leaf.text} is in the future")
            )
    if len(future) > max(_HONEST_MISTAKES, dates // 10):
        message = f"{len(future)} of {dates} dates are in the future: this computer's clock says {project.today}"
        yield future[0]._replace(message=message, hint="Set the clock, then check again.")
    else:
        yield from future


@RULES.warning("Q006", fix="Merge the two questions: keep the better prompt and add the other wording to `aka`.")
def no_duplicate_prompts(project: Project) -> Problems:
    """No two questions ask nearly the same thing.

    Prompts are near-duplicates if they share six in seven of their words, not counting words like *the* and *how*.
    A question is compared with the first one like it.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    questions = list(project.library.questions.values())
    words = [_content_words(question.prompt) for question in questions]
    for index, (question, own) in enumerate(zip(questions, words, strict=True)):
        shared: defaultdict[int, int] = defaultdict(int)
        for word in own:
            for other in holders[word]:
                shared[other] += 1
            holders[word].append(index)
        similar = (other for other, count in sorted(shared.items()) if _are_similar(count, own, words[other]))
        for other in islice(similar, 1):
            for one, twin in ((question, questions[other]), (questions[other], question)):
                position = project.position(one.path, "prompt")
                yield Problem(one.path, position, f"the prompt is nearly the same as that of `{twin.slug}`")


def _are_similar(shared: int, one: frozenset[str], other: frozenset[str]) -> bool:
    return shared >= _MIN_SHARED_WORDS and shared * 7 >= 6 * len(one | other)


_STOP_WORDS = frozenset(
    """
    a an and are as at be between by can could did do does explain for from had has have how i if in is it its me
    of on or should so tell that the their them then there they this to use using was were what when where which
    who why will with would you your
    """.split()
)


def _content_words(prompt: str) -> frozenset[str]:
    words = (word.lower().removesuffix("s") for word in WORD.findall(html.plain(prompt)))
    return frozenset(words) - _STOP_WORDS


@RULES.error("Q007", fix="Rename one of the folders. The id is part of the URL.")
def unique_ids(project: Project) -> Problems:
    """A question's id is unique across all topics."""
    paths = sorted(path for path in project.files if path.name == "question.yml" and path.is_relative_to("data"))
    by_id = sorted(paths, key=lambda path: path.parent.name)
    for first, second in pairwise(by_id):
        if first.parent.name == second.parent.name:
            yield Problem(second, START, f"duplicate id `{second.parent.name}`: also used by `{first}`")


@RULES.error("Q008", fix="Move the folder to an existing topic, or add the topic in data/topics/.")
def topic_exists(project: Project) -> Problems:
    """A question's folder is inside the folder of an existing topic."""
    topics = project.ids(Role.TOPIC)
    for _, file in project.yaml_files_of(Role.QUESTION):
        path = file.document.path
        topic = path.parent.parent.name
        if topic not in topics:
            yield Problem(path, START, f"there is no topic `{topic}`", did_you_mean(topic, topics))


@RULES.error("Q009", fix="Add question.yml next to it, with at least `title`, `prompt`, `kind` and `level`.")
def answer_has_question(project: Project) -> Problems:
    """Every ``answer.md`` has a ``question.yml`` next to it."""
    for path in project.answer_facts:
        if path.with_name("question.yml") not in project.files:
            yield Problem(path, START, "answer without a question: question.yml is missing")


@RULES.error("Q010", fix="Delete it.")
def no_self_reference(project: Project) -> Problems:
    """A question doesn't refer to itself, and no list has the same id twice."""
    for question in project.library.questions.values():
        lists = {
            "related": question.related,
            "follow_ups": tuple(item.see for item in question.follow_ups),
            "rounds": question.rounds,
        }
        for name, ids in lists.items():
            for i, slug in enumerate(ids):
                position = project.position(question.path, name, i, "see")
                if slug == question.slug and name != "rounds":
                    yield Problem(question.path, position, f"`{name}` refers to the question itself")
                elif slug is not None and slug in ids[:i]:
                    yield Problem(question.path, position, f"`{name}` lists `{slug}` twice")


@RULES.error("Q011", fix="List an old id only in the question that replaced it.")
def valid_redirects(project: Project) -> Problems:
    """An id in ``redirect_from`` isn't in use, redirects to only one question, and isn't the address of a page."""
    live, taken = project.ids(Role.QUESTION), dict[str, str]()
    pages = page_urls(project.library, project.files)
    for question in project.library.questions.values():
        for i, old in enumerate(question.redirect_from):
            position = project.position(question.path, "redirect_from", i)
            if old in live:
                yield Problem(question.path, position, f"`{old}` is the id of an existing question")
            elif old == "index" or f"/questions/{old}/" in pages:
                yield Problem(question.path, position, f"`/questions/{old}/` is reserved")
            elif old in taken:
                yield Problem(question.path, position, f"`{old}` already redirects to `{taken[old]}`")
            taken.setdefault(old, question.slug)


@RULES.error("Q012", fix="Use the name engineers use, as in `Lost update`. The full question goes in `prompt`.")
def title_length(project: Project) -> Problems:
    """A title has one to five words.

    It's the page's heading and the question's name in every list, so it has to be short. Words are separated by
    spaces and contain a letter or digit: *pub/sub* is one word.
    """
    for question in project.library.questions.values():
        words = sum(any(map(str.isalnum, word)) for word in html.plain(question.title).split())
        if not 1 <= words <= _MAX_TITLE_WORDS:
            too_long = f"`title` has {words} words; the limit is {_MAX_TITLE_WORDS}"
            message = too_long if words else "`title` has no letters or digits"
            yield Problem(question.path, project.position(question.path, "title"), message)


@RULES.error("Q013", fix="Add a word that tells them apart: `In-process rate limiter`, `Distributed rate limiting`.")
def unique_titles(project: Project) -> Problems:
    """No two questions have the same title, and none has a topic's title.

    Case and punctuation are ignored: in a list, readers can't tell titles apart by those.
    """
    holders: defaultdict[tuple[str, ...], list[PurePosixPath]] = defaultdict(list)
    for topic in project.library.topics.values():
        holders[_title_words(topic.title)].append(topic.path)
    for question in project.library.questions.values():
        holders[_title_words(question.title)].append(question.path)
    for question in project.library.questions.values():
        words = _title_words(question.title)
        other = next((path for path in holders[words] if words and path != question.path), None)
        if other:
            position = project.position(question.path, "title")
            yield Problem(question.path, position, f"duplicate title: also used by `{other}`")


@RULES.error("Q014", fix="Delete it, or write what else people type.")
def searched_adds_something(project: Project) -> Problems:
    """No ``searched`` repeats the title, an ``aka`` or another one, and each has letters or digits.

    Case and punctuation are ignored, as search ignores them.
    """
    for question in project.library.questions.values():
        holders = {_title_words(text): "aka" for text in question.aka} | {_title_words(question.title): "title"}
        for i, text in enumerate(question.searched):
            words = _words(text)
            position = project.position(question.path, "searched", i)
            if not any(map(str.isalnum, text)):
                yield Problem(question.path, position, f"`{text}` has no letters or digits")
            elif words in holders:
                yield Problem(question.path, position, f"`{text}` is already in `{holders[words]}`")
            holders.setdefault(words, "searched")


def _title_words(title: str) -> tuple[str, ...]:
    return _words(html.plain(title))


def _words(text: str) -> tuple[str, ...]:
    """The words of a text in lowercase without punctuation, except that ``C++`` and ``C#`` stay distinct."""
    return tuple(re.findall(r"[\w+#]+", unicodedata.normalize("NFKC", text).casefold()))
