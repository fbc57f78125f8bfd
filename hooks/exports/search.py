"""Search entries of the questions, in the format of the theme's index."""

from __future__ import annotations

from hooks.model.question import Question
from hooks.prose import html
from hooks.render.view import View


def entries(view: View) -> list[dict[str, str]]:
    """One entry a question: its prompt, the words people use for it, and the short answer. It leads to the answer."""
    return [_entry(view, question) for question in view.questions]


def _entry(view: View, question: Question) -> dict[str, str]:
    prose = view.prose(question)
    text = " ".join((*question.aka, view.topic_title(question), prose.short_text if prose else ""))
    fragment = "#answer" if question.answer is not None else ""
    return {
        "location": f"questions/{question.slug}/{fragment}",
        "title": _escaped(html.plain(question.prompt)),
        "text": _escaped(text),
    }


def _escaped(text: str) -> str:
    """The theme shows titles and texts of entries as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
