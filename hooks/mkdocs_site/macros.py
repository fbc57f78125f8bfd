"""The names that pages may call, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from hooks.check.check import every_rule
from hooks.mkdocs_site import finished_html
from hooks.mkdocs_site.context import guide_of
from hooks.render import contribute, pages
from hooks.render.changes import changes
from hooks.render.demo import normalization_rules
from hooks.render.walkthrough import walkthrough
from hooks.rules.examples import examples

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

Render = Callable[..., Markup]


def define_env(env: MacrosPlugin) -> None:
    """Called by mkdocs-macros; registers every macro."""
    guide = guide_of(env.conf)
    view, repository = guide.view, guide.repository
    whole_pages: dict[str, Render] = {
        "question_page": lambda slug: pages.question_page(
            view, slug, repository=repository, authors=guide.history.authors.get(slug, ())
        ),
        "topic_page": lambda slug: pages.topic_page(view, slug),
        "company": lambda slug: pages.company_page(view, slug, repository=repository),
        "funnel": lambda: pages.loop_page(view, edit=repository.edit),
        "plan": lambda slug: pages.plan_page(view, slug, edit=repository.edit),
    }
    parts: dict[str, Render] = {
        "question": lambda slug: pages.question_card(view, slug),
        "questions": lambda **words: pages.question_list(view, view.select(**words)),
        "question_filters": lambda: pages.question_filters(view),
        "topics": lambda: pages.topic_cards(view),
        "companies": lambda: pages.company_cards(view),
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
    env.macros.update({name: _macro(env, render, finished_html.page) for name, render in whole_pages.items()})
    env.macros.update({name: _macro(env, render, finished_html.part) for name, render in parts.items()})


def _macro(env: MacrosPlugin, render: Render, hand_over: Callable[[Markup], str]) -> Callable[..., str]:
    """``render`` as a macro: addresses from the site's root become relative to the page that calls."""

    def call(*args: object, **kwargs: object) -> str:
        up = "../" * len(env.page.url.strip("./").split("/")) if env.page.url.strip("./") else "./"
        text = hand_over(render(*args, **kwargs))
        return text.replace(' href="/', f' href="{up}').replace(' src="/', f' src="{up}')

    return call
