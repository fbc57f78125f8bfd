"""MkDocs event handlers: add generated pages and files, set page metadata, post-process the HTML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File

from hooks.exports import feed, question_index, redirects, scripts, stylesheet
from hooks.exports.social_cards import card_name, card_path
from hooks.findings.finding import Severity
from hooks.findings.report import as_text
from hooks.mkdocs_site.allowed_html import ForbiddenHtml, check_html, inline_scripts
from hooks.mkdocs_site.context import SHOW_ERRORS, get_guide
from hooks.mkdocs_site.csp import csp, with_allowed_script, with_csp
from hooks.mkdocs_site.template_cache import TemplateCache
from hooks.mkdocs_site.theme import (
    ThemeChanged,
    with_code_block_ids,
    with_heading_names,
    with_named_navigation,
    with_own_search_worker,
    with_skip_link,
    without_indentation,
    without_invalid_attributes,
    without_palette,
)
from hooks.mkdocs_site.trim_css import trim_css, used_names
from hooks.pages.generated import is_question
from hooks.pages.navigation import navigation
from hooks.pages.structured_data import json_ld

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from hooks.build.guide import Guide

_log = get_plugin_logger("guide")
_command = {"name": "build"}
FINDINGS = "guide_findings"
PROPOSE = "guide_propose"
INLINE_SCRIPTS = "guide_inline_scripts"
_QUESTION_FILE_LINK = re.compile(r"\]\([^)\s]*questions/(?!index\.md)(?P<slug>[a-z0-9-]+)\.md")


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs names the parameters
    """Remember whether this is ``mkdocs serve``, which shows errors on the pages instead of failing."""
    _command["name"] = command


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data, and log what the check found."""
    if _command["name"] == "serve":
        config.extra[SHOW_ERRORS] = True
        config.plugins["macros"].config["on_error_fail"] = False
        config.watch += [str(Path(config.docs_dir).parent / name) for name in ("data", "hooks", "overrides")]
    guide = get_guide(config)
    findings = [finding for finding in guide.checked.findings if finding.severity is Severity.ERROR or guide.is_valid]
    if findings:
        (_log.info if guide.is_valid else _log.error)("%s", as_text(findings, guide.root))
    if guide.history.note:
        _log.info("%s", guide.history.note)
    try:
        config.extra[INLINE_SCRIPTS] = inline_scripts(config.theme.dirs)
    except ThemeChanged as error:
        raise PluginError(str(error)) from error
    config.extra[PROPOSE] = guide.repository.form("question.yml", aka="")
    config.extra[FINDINGS] = "" if guide.is_valid else as_text(findings, guide.root)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the generated pages and files."""
    guide = get_guide(config)
    generated: dict[str, str | bytes] = {
        **_pages(guide),
        question_index.PATH: question_index.question_index(guide.view),
        question_index.SCHEMA_PATH: question_index.question_index_schema(),
        feed.PATH: feed.atom_feed(guide.view, config.site_url or "/"),
        **stylesheet.bundle_css(Path(config.docs_dir, "assets", "styles")),
        **guide.social_cards,
        **{
            uri: _post_process(page, uri, config)
            for uri, page in redirects.redirects(guide.checked.project.library).items()
        },
        **guide.search_files,
    }
    for uri, content in generated.items():
        files.append(File.generated(config, uri, content=content))
    for file in files:
        if file.src_uri.startswith(scripts.FOLDER) and file.abs_src_path:
            file.content_string = scripts.served_script(Path(file.abs_src_path))
    config.nav = navigation(config.nav or [], guide.view)
    return files


def _pages(guide: Guide) -> dict[str, str]:
    """Generated pages, as Markdown or as finished HTML from the cache."""
    keys = guide.page_cache_keys if guide.is_valid else {}
    pages: dict[str, str] = {}
    for uri, page in guide.generated_pages.items():
        cached = guide.cache.get(keys[uri]) if uri in keys else None
        if cached is None:
            pages[uri] = page.markdown
        else:
            pages[f"{uri.removesuffix('.md')}/index.html"] = cached
    return pages


@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Set the metadata of a page. Runs after the macros plugin, so that titles from data are never evaluated."""
    guide = get_guide(config)
    page.meta["search"] = {"exclude": True}  # from the theme's search index, which we don't use
    generated = guide.generated_pages.get(page.file.src_uri)
    page.meta["card"] = card_path(card_name(page.file.src_uri, guide.view))
    if generated is None:
        _reject_question_file_links(markdown, page)
        return markdown
    page.meta.update({"heading": generated.title, "description": generated.description})
    page.meta["linked_data"] = json_ld(generated, guide.view, config.site_url or "")
    if generated.name is not None:
        page.title = str(escape(generated.name))
    if is_question(generated.uri):
        slug = generated.uri.removeprefix("questions/").removesuffix(".md")
        page.meta.update(guide.sidebars.page_meta(guide.view.library.questions[slug]))
    return markdown


def _reject_question_file_links(markdown: str, page: Page) -> None:
    """Links to a question's .md file would break as soon as the page comes from the cache as HTML."""
    if match := _QUESTION_FILE_LINK.search(markdown):
        slug = match["slug"]
        raise PluginError(
            f"{page.file.src_uri}: don't link to questions/{slug}.md. Link to questions/{slug}/, "
            f"or call question('{slug}')"
        )


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Set up Jinja: filters for theme overrides, the sitemap's URLs, a bytecode cache.

    Unanswered questions aren't in the sitemap. ``striptags`` is replaced because the theme doesn't escape its result.
    """

    def striptags(value: Any) -> Markup:  # noqa: ANN401 - a template passes anything
        return escape(Markup(value).striptags())  # noqa: S704

    guide = get_guide(config)
    env.filters["striptags"] = striptags
    env.filters["own_search_worker"] = _theme_filter(with_own_search_worker)
    env.filters["without_palette"] = _theme_filter(without_palette)
    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = TemplateCache(guide)
    urls = {file.url for file in files.documentation_pages()}
    urls |= {page.url.removeprefix("/") for page in guide.generated_pages.values()}
    urls -= {f"questions/{question.slug}/" for question in guide.view.select(answered=False)}
    env.globals["sitemap_urls"] = sorted(f"{config.site_url or '/'}{'' if url == './' else url}" for url in urls)
    return env


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Post-process HTML that isn't made from Markdown, such as the 404 page."""
    if not template_name.endswith(".html"):
        return output_content
    return _post_process(_with_skip_link(output_content), template_name, config)


def _theme_filter(patch: Callable[[str], str]) -> Callable[[str], str]:
    """``patch`` as a Jinja filter that fails the build with a clear message if the theme has changed."""

    def apply(html: str) -> str:
        try:
            return patch(html)
        except ThemeChanged as error:
            raise PluginError(str(error)) from error

    return apply


_with_skip_link = _theme_filter(with_skip_link)


@event_priority(-100)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Post-process a page, and cache it if it's a question's."""
    guide, output = get_guide(config), _post_process(_with_skip_link(output), page.file.dest_uri, config)
    if guide.is_valid and page.file.src_uri in guide.page_cache_keys:
        guide.cache.put(guide.page_cache_keys[page.file.src_uri], output)
    return output


def _post_process(page: str, file: str, config: MkDocsConfig) -> str:
    """Fix the theme's HTML, end the build at anything that isn't allowed, and add the CSP."""
    page = with_named_navigation(without_invalid_attributes(page))
    page = with_heading_names(with_code_block_ids(without_indentation(page)))
    try:
        check_html(page, config.extra[INLINE_SCRIPTS])
    except ForbiddenHtml as error:
        raise PluginError(f"{file}: {error}") from error
    return with_csp(page, csp(filter(page.__contains__, config.extra[INLINE_SCRIPTS])))


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG001
    """Let the pages' policy allow the live reload script, which MkDocs adds to each page that it serves."""
    add_script: Callable[[bytes, int], bytes] = server._inject_js_into_html  # noqa: SLF001 - nothing public sees it

    def add_and_allow_script(page: bytes, epoch: int) -> bytes:
        served = add_script(page, epoch).decode()
        start = served.rindex("<script>") + len("<script>")
        return with_allowed_script(served, served[start : served.index("</script>", start)]).encode()

    vars(server)["_inject_js_into_html"] = add_and_allow_script
    return server


def on_post_build(*, config: MkDocsConfig) -> None:
    """Remove what no page needs from the style sheets and the theme's files, and save the cache."""
    site = Path(config.site_dir)
    (site / "search" / "search_index.json").unlink()
    pages = [file.read_text("utf-8") for file in site.rglob("*.html")]
    script_files = (*site.glob("assets/javascripts/bundle.*.js"), *site.glob("assets/scripts/**/*js"))
    used = used_names(pages, [file.read_text("utf-8") for file in script_files])
    own = (site / stylesheet.FOLDER / f"{name}.css" for name in stylesheet.SHEETS)
    sheets = {file: file.read_text("utf-8") for file in (*site.glob("assets/stylesheets/main.*.css"), *own)}
    for sheet, css in sheets.items():
        others = "".join(other for file, other in sheets.items() if file != sheet)
        sheet.write_text(trim_css(css, used, others, config.markdown_extensions), "utf-8")
    get_guide(config).cache.save()
