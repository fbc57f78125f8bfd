"""The MkDocs events: adds the generated pages and files, and writes what comes after the build."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File

from hooks.exports import cards, feed, questions, redirects, styles
from hooks.findings.finding import Severity
from hooks.findings.report import as_text
from hooks.mkdocs_site.context import TOLERANT, guide_of
from hooks.mkdocs_site.csp import with_policy
from hooks.mkdocs_site.theme import ThemeChanged, valid, with_own_search_worker, without_palette
from hooks.mkdocs_site.trim_css import lean
from hooks.pages.generated import is_question
from hooks.pages.navigation import navigation
from hooks.pages.sharing import linked_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from hooks.build.guide import Guide

_log = get_plugin_logger("guide")
_command = {"name": "build"}
FINDINGS = "guide_findings"
PROPOSE = "guide_propose"
_COMPILED = Path(".cache", "templates")
_QUESTION_FILE = re.compile(r"\]\([^)\s]*questions/(?!index\.md)(?P<slug>[a-z0-9-]+)\.md")


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
    if guide.history.note:
        _log.info("%s", guide.history.note)
    config.extra[PROPOSE] = guide.repository.form("question.yml", aka="")
    config.extra[FINDINGS] = "" if guide.is_sound else as_text(findings, guide.root)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add every page and file that exists because the data says so."""
    guide = guide_of(config)
    made: dict[str, str | bytes] = {
        **_pages(guide),
        questions.ADDRESS: questions.question_index(guide.view),
        questions.SCHEMA_ADDRESS: questions.question_index_schema(),
        feed.ADDRESS: feed.feed(guide.view, config.site_url or "/"),
        styles.ADDRESS: styles.style_sheet(Path(config.docs_dir, "assets", "styles")),
        **guide.cards,
        **{uri: _secured(page) for uri, page in redirects.redirects(guide.checked.project.library).items()},
        **guide.search_files,
    }
    for uri, content in made.items():
        files.append(File.generated(config, uri, content=content))
    config.nav = navigation(config.nav or [], guide.view)
    return files


def _pages(guide: Guide) -> dict[str, str]:
    """Generated pages: as Markdown, or as the HTML of an earlier build if nothing they show has changed."""
    made: dict[str, str] = {}
    for uri, page in guide.pages.items():
        kept = guide.cache.get(guide.page_keys[uri]) if guide.is_sound and uri in guide.page_keys else None
        if kept is None:
            made[uri] = page.markdown
        else:
            made[f"{uri.removesuffix('.md')}/index.html"] = kept
    return made


@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """After the macros: give a generated page its title, which must never be evaluated, and its sidebar."""
    guide = guide_of(config)
    page.meta["search"] = {"exclude": True}  # from the theme's own index, which nobody reads
    made = guide.pages.get(page.file.src_uri)
    page.meta["card"] = cards.address(cards.card_of(page.file.src_uri, guide.view))
    if made is None:
        _refuse_question_files(markdown, page)
        return markdown
    page.meta.update({"heading": made.title, "description": made.description})
    page.meta["linked_data"] = linked_data(made, guide.view, config.site_url or "")
    if made.name is not None:
        page.title = str(escape(made.name))
    if is_question(made.uri):
        slug = made.uri.removeprefix("questions/").removesuffix(".md")
        page.meta.update(guide.sidebars.beside(guide.view.library.questions[slug]))
    return markdown


def _refuse_question_files(markdown: str, page: Page) -> None:
    """A question's page may come from an earlier build, and then is no Markdown file that could be linked."""
    if match := _QUESTION_FILE.search(markdown):
        slug = match["slug"]
        raise PluginError(
            f"{page.file.src_uri}: link the question's address, questions/{slug}/, or call question('{slug}')"
        )


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Give templates the sitemap's addresses, filters, and a place to keep them compiled.

    A question without an answer is nothing yet for those who search the web, and not among the addresses.

    The theme strips tags from titles and prints what is left unescaped; here it is escaped.
    """

    def striptags(value: Any) -> Markup:  # noqa: ANN401 - a template passes anything
        return escape(Markup(value).striptags())  # noqa: S704

    guide = guide_of(config)
    env.filters["striptags"] = striptags
    env.filters["own_search_worker"] = _or_stop(with_own_search_worker)
    env.filters["without_palette"] = _or_stop(without_palette)
    env.trim_blocks = env.lstrip_blocks = True
    with suppress(OSError):
        compiled = guide.root / _COMPILED
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    urls = {file.url for file in files.documentation_pages()}
    urls |= {page.address.removeprefix("/") for page in guide.pages.values()}
    urls -= {f"questions/{question.slug}/" for question in guide.view.select(answered=False)}
    env.globals["addresses"] = sorted(f"{config.site_url or '/'}{'' if url == './' else url}" for url in urls)
    return env


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Pages that are no Markdown, such as the one for addresses that lead nowhere, have the policy too."""
    return _secured(output_content) if template_name.endswith(".html") else output_content


def _or_stop(change: Callable[[str], str]) -> Callable[[str], str]:
    """``change`` as a filter; where the theme is no longer what it was, the build ends with the reason."""

    def changed(html: str) -> str:
        try:
            return change(html)
        except ThemeChanged as error:
            raise PluginError(str(error)) from error

    return changed


@event_priority(-100)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Give a page its policy, and keep that of a question for the next build."""
    guide, output = guide_of(config), _secured(output)
    if guide.is_sound and page.file.src_uri in guide.page_keys:
        guide.cache.put(guide.page_keys[page.file.src_uri], output)
    return output


def _secured(page: str) -> str:
    """The page in valid HTML, with its policy, which the inline script of ``mkdocs serve`` could not live with."""
    return valid(page) if _command["name"] == "serve" else with_policy(valid(page))


def on_post_build(*, config: MkDocsConfig) -> None:
    """Drop of the theme what no page needs, and keep what was made for the next build."""
    Path(config.site_dir, "search", "search_index.json").unlink()
    for sheet in Path(config.site_dir, "assets", "stylesheets").glob("main.*.css"):
        sheet.write_text(lean(sheet.read_text("utf-8"), config.markdown_extensions), "utf-8")
    guide_of(config).cache.save()
