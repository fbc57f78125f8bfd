"""Search entries of questions and topics, in the format of the theme's index."""

from __future__ import annotations

from hooks.model.question import Question, Topic
from hooks.prose import html
from hooks.render.view import View


def from_data(uri: str) -> bool:
    """Whether the page is found through ``entries``, so that the theme need not parse it."""
    return uri.startswith(("questions/", "topics/"))


Entry = dict[str, str | list[str]]


def entries(view: View) -> list[Entry]:
    """One entry a question and a topic. The theme puts titles before texts, and tags, here other words, before both."""
    return [*(_question(view, question) for question in view.questions), *(_topic(topic) for topic in view.topics)]


def _topic(topic: Topic) -> Entry:
    text = " ".join(html.plain(part) for part in (topic.blurb, *topic.subtopics))
    return {"location": f"topics/{topic.slug}/", "title": _escaped(html.plain(topic.title)), "text": _escaped(text)}


def _question(view: View, question: Question) -> Entry:
    prose = view.prose(question)
    text = " ".join((view.topic_title(question), prose.short_text if prose else ""))
    words = (question.slug.replace("-", " "), *map(html.plain, question.aka))
    return {
        "location": f"questions/{question.slug}/",
        "title": _escaped(html.plain(question.prompt)),
        "text": _escaped(text),
        "tags": [_escaped(word) for word in dict.fromkeys(words)],
    }


def _escaped(text: str) -> str:
    """The theme shows titles and texts of entries as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
