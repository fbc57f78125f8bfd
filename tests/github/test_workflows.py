"""The GitHub workflows: two linters, and the project's own rules for them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from hooks.github.__main__ import main as github_commands
from hooks.github.check_run import ARTIFACT, JOB, WORKFLOW

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
TEXTS = {file.name: file.read_text("utf-8") for file in FILES}
each = pytest.mark.parametrize("name", TEXTS)


def workflow(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(TEXTS[name], yaml.BaseLoader)  # noqa: S506 - it reads every value as text
    return content


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def program(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} is not installed: make test installs it"
    return found


def test_actionlint_finds_nothing() -> None:
    command = [program("actionlint"), "-shellcheck=", "-pyflakes=", *map(str, FILES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.returncode) == ("", 0)


def test_zizmor_finds_nothing() -> None:
    command = [program("zizmor"), "--persona=auditor", "--offline", "--no-progress", "--color=never", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


def test_the_linters_find_planted_errors(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    text = TEXTS["check.yml"].replace("permissions: {}\n", "permissions: write-all\n")
    (folder / "check.yml").write_text(text.replace("runs-on:", "run-on:"), "utf-8")
    for command in (
        [program("actionlint"), "-shellcheck=", "-pyflakes=", str(folder / "check.yml")],
        [program("zizmor"), "--persona=auditor", "--offline", "--no-progress", str(folder)],
    ):
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120).returncode != 0


def test_all_workflows_are_known() -> None:
    assert TEXTS.keys() == {
        f"{name}.yml" for name in ("audit", "check", "health", "propose", "publish", "record", "review")
    }


@each
def test_permissions_are_empty_by_default_and_each_has_a_reason(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    for job in workflow(name)["jobs"].values():
        assert job["permissions"]
    given = re.findall(r"^ {6}[a-z-]+: (?:read|write).*$", TEXTS[name], re.MULTILINE)
    assert [line for line in given if " # " not in line] == []
    assert len(given) == sum(len(job["permissions"]) for job in workflow(name)["jobs"].values())


@each
def test_actions_are_pinned_to_a_commit_and_persist_no_credentials(name: str) -> None:
    used = re.findall(r"uses: (.*)$", TEXTS[name], re.MULTILINE)
    assert len(used) == sum("uses" in step for step in steps(name))
    assert [line for line in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_each_action_is_used_in_one_version() -> None:
    used = {line for text in TEXTS.values() for line in re.findall(r"uses: (.*)$", text, re.MULTILINE)}
    assert len({line.partition("@")[0] for line in used}) == len(used)


@each
def test_scripts_contain_no_expressions_and_jobs_have_timeouts(name: str) -> None:
    assert [step["run"] for step in steps(name) if "${{" in step.get("run", "")] == []
    assert [step["run"] for step in steps(name) if "\n" in step.get("run", "")] == []
    assert all("timeout-minutes" in job for job in workflow(name)["jobs"].values())


@each
def test_ignored_lint_findings_have_a_reason(name: str) -> None:
    for line in TEXTS[name].splitlines():
        if "zizmor: ignore" in line:
            assert re.search(r"ignore\[[a-z-]+\] \w+ \w+ \w+", line), line


@pytest.mark.parametrize("name", ["review.yml", "record.yml"])
def test_review_and_record_run_nothing_from_the_change(name: str) -> None:
    scripts = [step["run"] for step in steps(name) if "run" in step]
    assert scripts[0] == "sh scripts/install.sh .venv requirements/site.txt python3"
    assert [script.rpartition(" ")[0] for script in scripts[1:]] in (
        [".venv/bin/python -m hooks.github"],
        [".venv/bin/python -m hooks.github record"],
    )
    used = [step for step in steps(name) if "uses" in step]
    assert [step["uses"].partition("@")[0] for step in used] == ["actions/checkout", "actions/setup-python"]
    default = "${{ github.event.repository.default_branch }}"
    assert used[0]["with"].get("ref", default) == default


def test_only_review_starts_by_itself_with_write_access_to_a_change() -> None:
    assert [name for name, text in TEXTS.items() if "pull_request_target" in text] == ["review.yml"]
    assert list(workflow("record.yml")["on"]) == ["workflow_dispatch"]


def test_records_are_looked_for_where_the_check_puts_them() -> None:
    job = workflow(WORKFLOW)["jobs"]["records"]
    assert job["name"] == JOB
    assert [step["with"]["name"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")] == [ARTIFACT]


def test_check_runs_changes_with_read_access_only() -> None:
    for job in workflow("check.yml")["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
    assert "secrets." not in "".join(TEXTS.values())


@pytest.mark.parametrize("command", ["review", "records", "record", "propose", "health"])
def test_every_command_is_used_by_one_workflow(command: str) -> None:
    called = [step["run"] for name in TEXTS for step in steps(name) if "hooks.github" in step.get("run", "")]
    assert len([run for run in called if f"{run} ".startswith(f".venv/bin/python -m hooks.github {command} ")]) == 1
    assert command in github_commands.commands


def test_make_targets_in_workflows_exist() -> None:
    make = (ROOT / "Makefile").read_text("utf-8")
    scripts = [step.get("run", "") for name in TEXTS for step in steps(name)]
    called = {script.removeprefix("make ") for script in scripts if re.fullmatch(r"make \w+", script)}
    assert called == {"audit", "build", "check", "test", "unit"}
    assert all(re.search(rf"^{target}:", make, re.MULTILINE) for target in called)


def test_the_pull_request_template_has_five_lines() -> None:
    assert len((ROOT / ".github/pull_request_template.md").read_text("utf-8").strip().splitlines()) == 5


def test_code_has_owners() -> None:
    owned = re.findall(r"^(\S+) +@", (ROOT / ".github/CODEOWNERS").read_text("utf-8"), re.MULTILINE)
    assert {"/.github/", "/hooks/", "/overrides/", "/docs/", "*.py", "*.sql"} <= set(owned)
    folders = [ROOT / path.strip("/") for path in owned if path.startswith("/")]
    assert [path for path in folders if not path.exists()] == []
