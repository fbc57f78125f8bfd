"""Records that a check made, committed to the branch of the pull request."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from hooks.diagrams import UnsafeSvg, inert_svg
from hooks.github.api import FORBIDDEN, Api
from hooks.github.event import Pull
from hooks.load.files import max_bytes
from hooks.load.layout import Role, is_slug, place_of
from hooks.model.repository import BRANCH

_MOST = 100
_AGAIN = "What a workflow commits starts no check: close and open the pull request to run it."


class NotARecord(ValueError):  # noqa: N818 - it says what was found
    """The artifact holds something that no check puts there."""


def read_records(folder: Path) -> dict[PurePosixPath, str]:
    """The records below ``folder``. They come from a run of somebody's change, so each is held against its form.

    Raises:
        NotARecord: one is not what it should be; then none is taken.
    """
    files = sorted(file for file in folder.rglob("*") if not file.is_dir() or file.is_symlink())
    if len(files) > _MOST:
        raise NotARecord(f"there are {len(files)} files")
    return dict(_record(folder, file) for file in files)


def _record(folder: Path, file: Path) -> tuple[PurePosixPath, str]:
    path = PurePosixPath(file.relative_to(folder).as_posix())
    place = place_of(path)
    if file.is_symlink() or place is None or place.role not in (Role.RECORD, Role.DIAGRAM):
        raise NotARecord(f"{path} is no record")
    if not all(map(is_slug, path.parts[1:-1])) or file.stat().st_size > max_bytes(path):
        raise NotARecord(f"{path} has no place, or is too large")
    try:
        text = file.read_text("utf-8")
        if place.role is Role.DIAGRAM:
            inert_svg(text)
    except (UnicodeDecodeError, UnsafeSvg) as error:
        raise NotARecord(f"{path}: {error}") from error
    return path, text


def commit_records(api: Api, pull: Pull, own: str, found: Mapping[PurePosixPath, str]) -> str:
    """Commit to the branch, if it is in the repository ``own``; returns what to say in the pull request.

    A branch in a fork cannot be written from here: the change goes on in a branch of ours, which holds its commits.
    """
    if not found:
        return "Every record is fresh: there is nothing to commit."
    message = "Record what the programs print now\n\nMade by the check of this pull request."
    if pull.head_repository == own:
        api.commit(pull.head_branch, found, message)
        return f"Committed {len(found)} record{'s' * (len(found) != 1)} to this branch. {_AGAIN}"
    branch = f"recorded/pull-{pull.number}"
    if api.head_of(branch) is None:
        api.make_branch(branch, pull.head)
        api.commit(branch, found, message)
        body = f"The commits of #{pull.number} with its records. Merging this merges #{pull.number}."
        number = api.open_pull(branch, f"With records: #{pull.number}", body, BRANCH)
        if number is None:
            return f"This branch is in a fork, so `{branch}` has its commits and the records. {FORBIDDEN}"
        told = f"This branch is in a fork, so #{number} has its commits and the records; merging that merges this."
        return f"{told} {_AGAIN}"
    api.commit(branch, found, message)
    return f"Committed {len(found)} record{'s' * (len(found) != 1)} to `{branch}`. {_AGAIN}"
