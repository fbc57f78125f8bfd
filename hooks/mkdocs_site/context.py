"""Keeps the guide of the current build in MkDocs' configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from hooks.build.guide import Guide
from hooks.findings.report import as_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SHOW_ERRORS = "guide_show_errors"
"""Key in ``config.extra``, true in ``mkdocs serve``: show errors on the pages instead of failing the build."""


def get_guide(config: MkDocsConfig) -> Guide:
    """The guide of this build, loaded on first use.

    Raises:
        PluginError: the data has errors, and the build doesn't show them on the pages.
    """
    attributes = vars(config)
    if "guide" not in attributes:
        attributes["guide"] = Guide(
            project_root(config), settings=f"{config.site_url} {config.repo_url} {config.extra.get(SHOW_ERRORS)}"
        )
    guide: Guide = attributes["guide"]
    if not guide.is_valid and not config.extra.get(SHOW_ERRORS):
        raise PluginError(as_text(guide.checked.findings, guide.root))
    return guide


def project_root(config: MkDocsConfig) -> Path:
    """The folder of ``mkdocs.yml``, or the working directory."""
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
