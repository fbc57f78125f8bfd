"""The names that pages may call, and nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hooks.adapter import guide_of
from hooks.check import every_rule
from hooks.handover import mark
from hooks.render import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup
    from mkdocs_macros.plugin import MacrosPlugin

_FROM_ROOT = re.compile(r'(?<=\s)(href|src)="/')


def define_env(env: MacrosPlugin) -> None:
    """Called by mkdocs-macros; registers every macro."""
    guide = guide_of(env.conf)
    view, edit = guide.view, guide.edit

    def macro(render: Callable[..., Markup], name: str) -> None:
        """Register ``render`` under ``name``; addresses from the site's root become relative to the calling page."""

        def call(*args: object, **kwargs: object) -> str:
            up = "../" * env.page.url.rstrip("/").count("/") + ("../" if env.page.url.rstrip("/") else "")
            return _FROM_ROOT.sub(rf'\1="{up or "./"}', mark(render(*args, **kwargs)))

        env.macros[name] = call

    macro(lambda slug: pages.question_page(view, slug, edit=edit), "question_page")
    macro(lambda slug: pages.question_card(view, slug), "question")
    macro(lambda **words: pages.question_list(view.select(**words)), "questions")
    macro(lambda slug: pages.topic_page(view, slug), "topic_page")
    macro(lambda: pages.topic_cards(view), "topics")
    macro(lambda slug: pages.company_page(view, slug, edit=edit), "company")
    macro(lambda: pages.company_cards(view), "companies")
    macro(lambda: pages.loop_page(view, edit=edit), "funnel")
    macro(lambda slug: pages.plan_page(view, slug, edit=edit), "plan")
    macro(lambda: pages.plan_cards(view), "plans")
    macro(lambda slug: pages.timeline(view, slug), "timeline")
    macro(lambda name: pages.checklist(view, name), "checklist")
    macro(lambda: pages.mistakes(view), "mistakes")
    macro(lambda: pages.questions_to_ask(view), "questions_to_ask")
    macro(lambda: pages.glossary(view), "glossary")
    macro(lambda: pages.rules_reference(every_rule()), "rules")
    macro(lambda: pages.figures(view), "figures")
