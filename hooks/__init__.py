"""Backend Loop: structured interview questions into a study guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Called by mkdocs-macros, whose ``module_name`` names this package."""
    from hooks.mkdocs_site.macros import define_env as define  # noqa: PLC0415 - the core must not import MkDocs

    define(env)
