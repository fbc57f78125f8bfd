"""What MkDocs' configuration and the guide know of each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from hooks.build.guide import Guide
from hooks.findings.report import as_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

TOLERANT = "guide_tolerant"
"""Key of ``config.extra``, set under ``mkdocs serve``: findings are shown in the pages and do not end the build."""


def guide_of(config: MkDocsConfig) -> Guide:
    """The guide of this build, read by whoever asks first.

    Raises:
        PluginError: the data has errors, and the build is not one that shows them.
    """
    held = vars(config)
    if "guide" not in held:
        held["guide"] = Guide(
            root_of(config), settings=f"{config.site_url} {config.repo_url} {config.extra.get(TOLERANT)}"
        )
    guide: Guide = held["guide"]
    if not guide.is_sound and not config.extra.get(TOLERANT):
        raise PluginError(as_text(guide.checked.findings, guide.root))
    return guide


def root_of(config: MkDocsConfig) -> Path:
    """The folder of ``mkdocs.yml``, else the working folder."""
    return Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
