"""Whether a file of the maximum size is checked, fixed and rendered in time, in processes with a hard limit."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path

from hooks.check.check import check
from hooks.findings.report import as_text
from hooks.fix.run import changes
from hooks.prose import html
from hooks.render.answer import render
from tests.hostile.corpus import Files
from tests.rules.sample_project import VALID, write

CPU_SECONDS = 3
"""The limit has whole seconds: a command may take two."""
_WAIT_SECONDS = 120
Command = Callable[[Path], None]


def report(root: Path) -> None:
    """What ``guide check`` does."""
    as_text(check(root).findings, root)


def fix(root: Path) -> None:
    """What ``guide fix`` does."""
    changes(root)


def guess(root: Path) -> None:
    """What ``guide fix --guess`` does."""
    changes(root, guess=True)


def build(root: Path) -> None:
    """What a build does with a question, apart from MkDocs."""
    for question in check(root).project.library.questions.values():
        render(question)
        if question.exhibit:
            html.code(question.exhibit.text, question.exhibit.language)


COMMANDS: tuple[Command, ...] = (report, fix, guess, build)


def too_slow(files: Files, commands: tuple[Command, ...] = COMMANDS) -> list[str]:
    """The commands that take too long on these files, which are added to a valid project."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**VALID, **files})
        return [command.__name__ for command in commands if not _ends(command, root)]


def _ends(command: Command, root: Path) -> bool:
    context = multiprocessing.get_context("forkserver")  # so that every process starts with the modules loaded
    context.set_forkserver_preload([__name__])
    process = context.Process(target=_limited, args=(command, root))
    process.start()
    process.join(_WAIT_SECONDS)
    process.kill()
    process.join(_WAIT_SECONDS)
    return process.exitcode == 0


def _limited(command: Command, root: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    command(root)
