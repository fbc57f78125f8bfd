"""Backend Loop: builds a study guide from structured interview questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Entry point of mkdocs-macros (``module_name: hooks`` in ``mkdocs.yml``)."""
    from hooks.mkdocs_site.macros import define_env as define  # noqa: PLC0415 - the core must not import MkDocs

    define(env)
