"""The MkDocs events: adds the generated pages and files, and writes what comes after the build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File

from hooks.adapter import TOLERANT, guide_of
from hooks.exports import questions, redirects, search
from hooks.finding import Severity
from hooks.pages.generated import is_question
from hooks.pages.navigation import navigation
from hooks.pages.sidebar import sidebar
from hooks.report import as_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_log = get_plugin_logger("guide")
_command = {"name": "build"}
FINDINGS = "guide_findings"


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs names the parameters
    """Remember whether this is ``mkdocs serve``, which shows findings instead of ending."""
    _command["name"] = command


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the data before anybody uses it, and say what is wrong with it."""
    if _command["name"] == "serve":
        config.extra[TOLERANT] = True
        config.plugins["macros"].config["on_error_fail"] = False
        config.watch += [str(Path(config.docs_dir).parent / name) for name in ("data", "hooks", "overrides")]
    guide = guide_of(config)
    findings = [finding for finding in guide.checked.findings if finding.severity is Severity.ERROR or guide.is_sound]
    if findings:
        (_log.info if guide.is_sound else _log.error)("%s", as_text(findings, guide.root))
    config.extra[FINDINGS] = "" if guide.is_sound else as_text(findings, guide.root)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every page and file that exists because the data says so."""
    guide = guide_of(config)
    made = {uri: page.markdown for uri, page in guide.pages.items()}
    made |= {
        questions.ADDRESS: questions.question_index(guide.view),
        questions.SCHEMA_ADDRESS: questions.question_index_schema(),
        **redirects.redirects(guide.checked.project.library),
    }
    for uri, content in made.items():
        files.append(File.generated(config, uri, content=content))
    config.nav = navigation(config.nav or [], guide.view)
    return files


@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """After the macros: give a generated page its title, which must never be evaluated, and its sidebar."""
    guide = guide_of(config)
    made = guide.pages.get(page.file.src_uri)
    if made is not None:
        page.meta.update({"heading": made.title, "description": made.description, **sidebar(made, guide.view)})
        if is_question(made.uri):
            page.title = str(escape(made.title))
    return markdown


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """The theme strips tags from titles and prints what is left unescaped; here it is escaped."""

    def striptags(value: Any) -> Markup:  # noqa: ANN401 - a template passes anything
        return escape(Markup(value).striptags())  # noqa: S704

    env.filters["striptags"] = striptags
    return env


def on_post_build(*, config: MkDocsConfig) -> None:
    """Questions enter the search from the data, not from parsing their pages."""
    index = Path(config.site_dir, "search", "search_index.json")
    found = json.loads(index.read_text("utf-8"))
    found["docs"] += search.entries(guide_of(config).view)
    index.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True), "utf-8")
