"""The ``guide`` command: what contributors run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

from hooks.check.check import check as check_project
from hooks.check.check import within
from hooks.commands.choosing import questions
from hooks.commands.demo import demo
from hooks.commands.fix import fix
from hooks.commands.new import new
from hooks.commands.paths import from_root
from hooks.diagrams import DrawError, Undrawable, fences_in, is_fresh, record_name
from hooks.diagrams import draw as draw_fences
from hooks.exports import schemas
from hooks.findings.finding import Finding, has_errors
from hooks.findings.report import as_github, as_json, as_text
from hooks.model.question import Question
from hooks.node.npm import find_node
from hooks.node.npm import install as install_packages
from hooks.node.npm import run as run_node
from hooks.prose.reading import tokens_of

_FORMATS: dict[str, Callable[[tuple[Finding, ...]], str]] = {"github": as_github, "json": as_json}


_DRAWER = Path("tools", "draw")
_WEB = Path("tools", "web")
_VENDORED = {"vendor.mjs": "vendor", "fonts.mjs": "fonts"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, draw, prove and build the guide."""
    context.obj = root.resolve()


main.add_command(demo)
main.add_command(fix)
main.add_command(new)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_FORMATS]),
    default="text",
    help="text for a terminal, github for annotations, json for programs.",
)
@click.pass_obj
def check(root: Path, paths: tuple[Path, ...], form: str) -> None:
    """Hold the data against every rule; exit 1 on any error.

    With PATHS, files or folders, only findings in them are told.
    """
    findings = check_project(root).findings
    if paths:
        findings = within(findings, [from_root(root, path) for path in paths])
    if form == "text":
        click.echo(as_text(findings, root, color=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    elif text := _FORMATS[form](findings):
        click.echo(text)
    sys.exit(1 if has_errors(findings) else 0)


@main.command()
@click.argument("ids", nargs=-1)
@click.option("--install", "only_install", is_flag=True, help="Only install the drawer.")
@click.pass_obj
def draw(root: Path, ids: tuple[str, ...], only_install: bool) -> None:  # noqa: FBT001 - click passes a flag
    """Draw the mermaid fences of the questions IDS, or of all, whose drawing is missing or stale."""
    if only_install:
        install_packages(root / _DRAWER, find_node())
        return
    project = check_project(root).project
    failed = False
    for question in questions(project, ids):
        try:
            _draw(root, question)
        except (DrawError, Undrawable) as error:
            click.echo(f"{question.folder}/answer.md: {error}", err=True)
            failed = True
    sys.exit(1 if failed else 0)


def _draw(root: Path, question: Question) -> None:
    if question.answer is None:
        return
    records = {diagram.path.name: diagram.svg for diagram in question.diagrams}
    named = {record_name(place): fence for place, fence in enumerate(fences_in(tokens_of(question.answer.text)), 1)}
    stale = {name: fence for name, fence in named.items() if not is_fresh(fence, records.get(name, ""))}
    for name, svg in zip(stale, draw_fences(list(stale.values()), root / _DRAWER), strict=True):
        (root / question.folder / name).write_text(svg, "utf-8")
        click.echo(f"drawn {question.folder / name}")


@main.command()
@click.option("--install", "only_install", is_flag=True, help="Only install the packages.")
@click.pass_obj
def vendor(root: Path, only_install: bool) -> None:  # noqa: FBT001 - click passes a flag
    """Write what the pages take from npm into docs/assets/: scripts into vendor/ and fonts into fonts/."""
    if only_install:
        install_packages(root / _WEB, find_node())
        return
    for script, folder in _VENDORED.items():
        click.echo(run_node([script, str(root / "docs" / "assets" / folder)], root / _WEB, find_node()), nl=False)


@main.command(name="schemas")
@click.pass_obj
def write_schemas(root: Path) -> None:
    """Write the JSON Schemas of the data files and the editor settings that use them."""
    for file in schemas.write(root):
        click.echo(f"written {file.relative_to(root)}")


@main.command()
@click.pass_obj
def build(root: Path) -> None:
    """Build the site into site/."""
    sys.exit(_mkdocs(root, "build", "--strict"))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.pass_obj
def serve(root: Path, address: str) -> None:
    """Build the site, serve it, and build again when a file changes."""
    sys.exit(_mkdocs(root, "serve", "--dev-addr", address))


def _mkdocs(root: Path, *words: str) -> int:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([sys.executable, "-m", "mkdocs", *words], cwd=root, env=environment, check=False).returncode


if __name__ == "__main__":
    main()
