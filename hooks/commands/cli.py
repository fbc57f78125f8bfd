"""The ``guide`` command-line interface for contributors."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NoReturn

import click

from hooks.check.check import check as check_project
from hooks.check.check import within
from hooks.commands.demo import demo
from hooks.commands.environment import EnvironmentGroup
from hooks.commands.fix import fix
from hooks.commands.new import new
from hooks.commands.paths import relative_to_root
from hooks.commands.selection import select_questions
from hooks.diagrams import Fence, Refusal, fences_in, is_fresh, record_name
from hooks.diagrams.chromium import DrawError
from hooks.diagrams.draw import draw as draw_fences
from hooks.exports import schemas
from hooks.findings.finding import Finding, has_errors
from hooks.findings.report import as_github, as_json, as_text
from hooks.node.npm import find_node
from hooks.node.npm import install as install_packages
from hooks.node.npm import run as run_node
from hooks.prose.markdown import tokenize
from hooks.rules.diagrams import refused

_FORMATS: dict[str, Callable[[tuple[Finding, ...]], str]] = {"github": as_github, "json": as_json}
_DRAW = Path("tools", "draw")
_LAST_PORT = 65535
_WEB = Path("tools", "web")
_VENDOR_SCRIPTS = {"vendor.mjs": "vendor", "fonts.mjs": "fonts"}
"""The folder in ``docs/assets/`` that each script writes."""


@click.group(cls=EnvironmentGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Project root.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, edit and build the guide."""
    context.obj = root.resolve()


main.add_command(demo)
main.add_command(fix)
main.add_command(new)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", *_FORMATS]),
    default="text",
    help="Output format: text, github (annotations) or json.",
)
@click.option("--style", is_flag=True, help="Also give advice on how the answers sound (W rules).")
@click.pass_obj
def check(root: Path, paths: tuple[Path, ...], format_: str, style: bool) -> None:  # noqa: FBT001 - click passes a flag
    """Check the data against every rule.

    With PATHS (files or folders), reports only findings in them. Exits 1 on any error.
    """
    findings = check_project(root, with_style=style).findings
    if paths:
        findings = within(findings, [relative_to_root(root, path) for path in paths])
    if format_ == "text":
        click.echo(as_text(findings, root, color=_has_color()))
    elif text := _FORMATS[format_](findings):
        click.echo(text)
    sys.exit(1 if has_errors(findings) else 0)


@main.command()
@click.argument("ids", nargs=-1)
@click.option("--all", "again", is_flag=True, help="Draw fresh ones again too, such as after an upgrade of Mermaid.")
@click.option("--install", "install_only", is_flag=True, help="Only install Mermaid.")
@click.pass_obj
def draw(root: Path, ids: tuple[str, ...], again: bool, install_only: bool) -> None:  # noqa: FBT001 - click passes flags
    """Draw Mermaid diagrams whose SVG is missing or stale, in Chromium.

    IDS are questions; the default is all of them. Reports what Mermaid refuses and what isn't legible on a phone, and
    exits 1 on any.
    """
    if install_only:
        install_packages(root / _DRAW, find_node())
        return
    stale: list[tuple[PurePosixPath, str, Fence]] = []
    for question in select_questions(check_project(root).project, ids):
        records = {diagram.path.name: diagram.svg for diagram in question.diagrams}
        found = fences_in(tokenize(question.answer.text)) if question.answer else ()
        named = [(question.folder, record_name(number), fence) for number, fence in enumerate(found, 1)]
        stale += [one for one in named if again or not is_fresh(one[2], records.get(one[1], ""))]
    try:
        drawn = draw_fences([fence for _, _, fence in stale], root)
    except DrawError as error:
        raise click.ClickException(str(error)) from error
    findings = []
    for (folder, name, _), result in zip(stale, drawn, strict=True):
        if isinstance(result, Refusal):
            findings.append(refused(folder / "answer.md", result))
        else:
            (root / folder / name).write_text(result, "utf-8")
            click.echo(f"wrote {folder / name}")
    if findings:
        click.echo(as_text(findings, root, color=_has_color()))
        sys.exit(1)


def _has_color() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


@main.command()
@click.option("--install", "install_only", is_flag=True, help="Only install the packages.")
@click.pass_obj
def vendor(root: Path, install_only: bool) -> None:  # noqa: FBT001 - click passes a flag
    """Copy npm scripts and fonts to docs/assets/vendor/ and fonts/."""
    if install_only:
        install_packages(root / _WEB, find_node())
        return
    for script, folder in _VENDOR_SCRIPTS.items():
        click.echo(run_node([script, str(root / "docs" / "assets" / folder)], root / _WEB, find_node()), nl=False)


@main.command(name="schemas")
@click.pass_obj
def write_schemas(root: Path) -> None:
    """Write JSON Schemas and editor settings for the data files."""
    for file in schemas.write(root):
        click.echo(f"wrote {file.relative_to(root)}")


@main.command()
@click.pass_obj
def build(root: Path) -> None:
    """Build the site to site/."""
    _mkdocs(root, "build", "--strict")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.pass_obj
def serve(root: Path, address: str) -> None:
    """Serve the site with live reload."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _LAST_PORT:
        raise click.BadParameter(f"{address!r} isn't a host and a port, as in 127.0.0.1:8000", param_hint="--address")
    if not _is_free(host, int(port)):
        free = next((other for other in range(int(port) + 1, int(port) + 100) if _is_free(host, other)), 0)
        raise click.ClickException(f"{address} is in use, perhaps by another guide serve: try --address {host}:{free}")
    _mkdocs(root, "serve", "--dev-addr", address)


def _is_free(host: str, port: int) -> bool:
    """Whether a server can have the port. Other errors, such as an unknown host, are raised."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind((host.strip("[]"), port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        error.filename = f"{host}:{port}"
        raise
    return True


def _mkdocs(root: Path, *args: str) -> NoReturn:
    """Become MkDocs, so that it gets all signals and its exit status is ours."""
    os.chdir(root)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    os.execve(sys.executable, [sys.executable, "-m", "hooks.commands.run_mkdocs", *args], environment)  # noqa: S606


if __name__ == "__main__":
    main()
