"""The macros that pages can call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from hooks.check.check import every_rule
from hooks.mkdocs_site import finished_html
from hooks.mkdocs_site.context import get_guide
from hooks.render import contribute, pages
from hooks.render.changes import changes
from hooks.render.demo import normalization_rules
from hooks.render.walkthrough import walkthrough
from hooks.rules.examples import examples

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

Render = Callable[..., Markup]


def define_env(env: MacrosPlugin) -> None:
    """Register all macros. Called by mkdocs-macros."""
    guide = get_guide(env.conf)
    view, repository = guide.view, guide.repository
    page_macros: dict[str, Render] = {
        "question_page": lambda slug: pages.question_page(
            view, slug, repository=repository, authors=guide.authors(slug)
        ),
        "topic_page": lambda slug: pages.topic_page(view, slug),
        "company": lambda slug: pages.company_page(view, slug, repository=repository),
        "funnel": lambda: pages.loop_page(view, edit=repository.edit),
        "plan": lambda slug: pages.plan_page(view, slug, edit=repository.edit),
    }
    part_macros: dict[str, Render] = {
        "question": lambda slug: pages.question_card(view, slug),
        "questions": lambda **filters: pages.question_list(view, view.select(**filters)),
        "open_questions": lambda: pages.open_questions(view),
        "question_filters": lambda: pages.question_filters(view),
        "topics": lambda: pages.topic_cards(view),
        "companies": lambda: pages.company_cards(view),
        "topic_names": lambda: pages.topic_names(view),
        "company_names": lambda: pages.company_names(view),
        "plans": lambda: pages.plan_cards(view),
        "plan_picker": lambda: pages.plan_picker(view),
        "checklist": lambda name: pages.checklist(view, name),
        "mistakes": lambda: pages.mistakes(view),
        "red_flags": lambda: pages.red_flags(view),
        "rubric": lambda: pages.rubric(view),
        "skills": lambda: pages.skills(view),
        "faq": lambda: pages.faq(view),
        "questions_to_ask": lambda: pages.questions_to_ask(view),
        "glossary": lambda: pages.glossary(view),
        "rules": lambda: contribute.rules_reference(every_rule(), examples()),
        "walkthrough": walkthrough,
        "coverage": lambda: contribute.coverage(view, repository, guide.history.today),
        "changes": lambda: changes(view, guide.changelog),
        "normalization_rules": normalization_rules,
        "stats": lambda: pages.stats(view),
    }
    env.macros.update({name: _macro(env, render, finished_html.mark_page) for name, render in page_macros.items()})
    env.macros.update({name: _macro(env, render, finished_html.mark_parts) for name, render in part_macros.items()})


def _macro(env: MacrosPlugin, render: Render, mark: Callable[[Markup], str]) -> Callable[..., str]:
    """``render`` as a macro whose output is marked, with root-relative URLs made relative to the current page."""

    def call(*args: object, **kwargs: object) -> str:
        up = "../" * len(env.page.url.strip("./").split("/")) if env.page.url.strip("./") else "./"
        text = mark(render(*args, **kwargs))
        return text.replace(' href="/', f' href="{up}').replace(' src="/', f' src="{up}')

    return call
